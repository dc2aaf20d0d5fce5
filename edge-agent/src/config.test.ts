import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCustodyError } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { loadStationConfig, stationConfigJsonSchema } from './config.ts';
import { configOf, setUpStation } from './test-kit.ts';

/** What is wrong, as `path: problem`. */
function problemsOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (!isCustodyError(error, 'config-invalid')) throw error;
    return problemList.parse(error.details.problems).map(({ path, problem }) => `${path}: ${problem}`);
  }
  throw new Error('the configuration was taken');
}
const problemList = z.array(z.strictObject({ path: z.string(), problem: z.string() }));

describe('a configuration', () => {
  it('needs nothing that has a cautious default', () => {
    const { config, folder } = setUpStation('gate');
    expect(config).toMatchObject({
      role: 'gate',
      http: { host: '127.0.0.1', port: 0 },
      dataDir: join(folder, 'data'),
      gate: { fingersToEnrol: 2, impressionsPerFinger: 3, fingersForRelease: 2, captureTries: 3 },
      bench: { stableReadings: 3, withinDivisions: 2 },
      logLevel: 'info',
    });
  });

  it('takes relative paths from the folder of its file and leaves absolute ones', () => {
    const { folder, file } = setUpStation('gate');
    const config = configOf(folder, {
      ...file,
      dataDir: '/var/lib/station',
      keys: { ...file.keys, siteKey: '../site.key' },
    });
    expect(config.dataDir).toBe('/var/lib/station');
    expect(config.keys.siteKey).toBe(join(folder, '..', 'site.key'));
    expect(config.trust.authority).toBe(join(folder, 'trust/authority.jwk.json'));
  });

  it.each<[string, object, string]>([
    ['a station’s name with a blank', { stationId: 'gate 1' }, 'stationId: lower-case letters, digits and hyphens'],
    ['an unknown role', { role: 'kitchen' }, 'role: Invalid option: expected one of "gate"|"count"|"visitor"|"bench"'],
    ['a port as text', { http: { port: '8080' } }, 'http.port: Invalid input: expected number, received string'],
    ['a port that does not exist', { http: { port: 70_000 } }, 'http.port: Too big: expected number to be <=65535'],
    ['an unencrypted line', { centre: { url: 'mqtt://127.0.0.1:1883' } }, 'centre.url: Invalid URL'],
    ['a misspelt field', { gate: { fingerForRelease: 1 } }, 'gate: unknown key "fingerForRelease"'],
    [
      'a release without a finger',
      { gate: { fingersForRelease: 0 } },
      'gate.fingersForRelease: Too small: expected number to be >=1',
    ],
    [
      'a device without an address',
      { devices: [{ id: 'scanner', profile: 'r307' }] },
      'devices.0.address: Invalid input: expected object, received undefined',
    ],
    [
      'a level of its own',
      { logLevel: 'loud' },
      'logLevel: Invalid option: expected one of "trace"|"debug"|"info"|"warn"|"error"|"fatal"|"silent"',
    ],
    [
      'a room that has to be warmer than it may',
      { bench: { room: { temperature: { low: '25', high: '18.5' } } } },
      'bench.room.temperature: is from high to low',
    ],
    ['no trust', { trust: undefined }, 'trust: Invalid input: expected object, received undefined'],
  ])('with %s is refused, and told where and why', (_, changes, problem) => {
    const { folder, file } = setUpStation('gate');
    expect(problemsOf(() => configOf(folder, { ...file, ...changes }))).toEqual([problem]);
  });

  it('of a bench asks no officer for a finger: it has no reader', () => {
    const { folder, file } = setUpStation('bench');
    expect(problemsOf(() => configOf(folder, { ...file, officers: { fingers: 'required' } }))).toEqual([
      'officers.fingers: a bench has no fingerprint reader',
    ]);
  });

  it('is told everything that is wrong with it at once', () => {
    const { folder, file } = setUpStation('gate');
    const problems = problemsOf(() => configOf(folder, { ...file, site: 'A', role: 'x', colour: 'red' }));
    expect(problems.map((problem) => problem.split(':')[0]).sort()).toEqual(['(root)', 'role', 'site']);
  });

  it.each(['[]', 'null', '"gate"'])('that is %j instead of an object is refused', (text) => {
    const path = join(setUpStation('gate').folder, 'other.json');
    writeFileSync(path, text);
    expect(problemsOf(() => loadStationConfig(path, {})).length).toBeGreaterThan(0);
  });

  it('that is not there is named', () => {
    expect(() => loadStationConfig('/nowhere/station.json', {})).toThrow(/config-unreadable.*ENOENT/);
  });
});

describe('the environment', () => {
  it('overrides single settings of a station, and none of the centre', () => {
    const { folder, file } = setUpStation('gate');
    const config = configOf(folder, file, {
      CUSTODY_EDGE_STATION_DATA_DIR: '/srv/data',
      CUSTODY_EDGE_STATION_HTTP_HOST: '10.0.0.7',
      CUSTODY_EDGE_STATION_HTTP_PORT: '8443',
      CUSTODY_EDGE_STATION_CENTRE_URL: 'mqtts://centre.example:8883',
      CUSTODY_EDGE_STATION_KEYS_SITE_KEY: 'other.key',
      CUSTODY_EDGE_STATION_GATE_FINGERS_FOR_RELEASE: '3',
      CUSTODY_EDGE_STATION_LOG_LEVEL: 'debug',
      CUSTODY_EDGE_CENTRE_SITE: 'not for a station',
    });
    expect(config).toMatchObject({
      site: 'jail-a',
      dataDir: '/srv/data',
      http: { host: '10.0.0.7', port: 8443 },
      centre: { url: 'mqtts://centre.example:8883' },
      keys: { siteKey: join(folder, 'other.key') },
      gate: { fingersForRelease: 3 },
      logLevel: 'debug',
    });
  });

  it.each(['', 'abc', '-1', '1.5'])('with a port of %j is refused like the file would be', (port) => {
    const { folder, file } = setUpStation('gate');
    const [problem] = problemsOf(() => configOf(folder, file, { CUSTODY_EDGE_STATION_HTTP_PORT: port }));
    expect(problem).toMatch(/^http\.port: /);
  });

  it('cannot make a gate less careful than the file may', () => {
    const { folder, file } = setUpStation('gate');
    const env = { CUSTODY_EDGE_STATION_GATE_FINGERS_FOR_RELEASE: '0' };
    expect(problemsOf(() => configOf(folder, file, env))).toEqual([
      'gate.fingersForRelease: Too small: expected number to be >=1',
    ]);
  });
});

describe('a secret', () => {
  it('has no place in a configuration: keys are named by their files', () => {
    const { folder, file, config } = setUpStation('gate');
    for (const path of Object.values(config.keys)) expect(path.startsWith(folder)).toBe(true);
    const pem = '-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIB\n-----END PRIVATE KEY-----\n';
    const problems = problemsOf(() => configOf(folder, { ...file, keys: { ...file.keys, signingKey: pem } }));
    expect(problems).toEqual(['keys.signingKey: the path of a file']);
    expect(problemsOf(() => configOf(folder, { ...file, password: 'hunter2' })).join()).not.toContain('hunter2');
  });
});

it('editors are told every field and what it is for', () => {
  expect(stationConfigJsonSchema()).toMatchObject({
    type: 'object',
    required: expect.arrayContaining(['stationId', 'site', 'role', 'http', 'centre', 'keys', 'trust', 'devices']),
    properties: { gate: { properties: { fingersForRelease: { description: expect.any(String), default: 2 } } } },
  });
});
