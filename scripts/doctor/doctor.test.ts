import { spawnSync } from 'node:child_process';
import { chmod, cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createServer, type Server } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { loadStationConfig, startStation } from '@custody-edge/edge-agent';
import { newFolder } from '@custody-edge/foundation/test-support';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { provisionCentre } from '../provision/centre.ts';
import { createProject, type Project } from '../provision/project.ts';
import { provisionStation, type StationOptions } from '../provision/station.ts';
import type { Check } from './check.ts';
import { examine } from './examine.ts';

let dir: string;
let project: Project;
let broker: Server;
let stationOptions: StationOptions;
/** A station that has run once, and the copy of it that a test may break. */
let sound: string;
let station: string;

const firstOfficer = { officerId: '100', name: 'Nasreen Akhtar', role: 'superintendent', pin: '730518' } as const;

const configFile = () => join(station, 'station.json');
const at = (...path: string[]) => join(station, ...path);

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

async function changeConfig(change: (config: Record<string, unknown>) => void): Promise<void> {
  const config: Record<string, unknown> = JSON.parse(await readFile(configFile(), 'utf8'));
  change(config);
  await writeFile(configFile(), JSON.stringify(config));
}

/** What is not well, as `part: finding`. */
const complaints = (checks: readonly Check[]): string[] =>
  checks.filter(({ health }) => health !== 'ok').map(({ part, finding }) => `${part}: ${finding}`);

beforeAll(async () => {
  dir = newFolder();
  project = await createProject(join(dir, 'project'));
  await provisionCentre(project, {
    dir: join(dir, 'centre'),
    centreId: 'centre-1',
    site: 'headquarters',
    http: { port: 0 },
    broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
  });
  const file = (path: string) => readFile(join(dir, 'centre', path));
  broker = createServer({
    key: await file('keys/tls.key'),
    cert: await file('keys/tls.pem'),
    ca: await file('trust/ca.pem'),
    requestCert: true,
    rejectUnauthorized: true,
  });
  broker.on('secureConnection', (socket) => socket.resume().on('error', () => socket.destroy()));
  const port = await listen(broker);
  sound = join(dir, 'sound');
  stationOptions = {
    dir: sound,
    stationId: 'bench-1',
    site: 'lab-a',
    role: 'bench',
    centreUrl: `mqtts://127.0.0.1:${port}`,
    http: { port: 0 },
    devices: [],
  };
  const { configFile: file1, firstOfficerCode = '' } = await provisionStation(
    project,
    join(dir, 'centre'),
    stationOptions,
  );
  for (let start = 0; start < 2; start += 1) {
    const running = await startStation(loadStationConfig(file1, {}), pino({ level: 'silent' }));
    if (start === 0)
      await running.station.officers.enrolments.createFirst({ ...firstOfficer, oneTimeCode: firstOfficerCode });
    await running.close();
  }
});
beforeEach(async () => {
  station = newFolder();
  await cp(sound, station, { recursive: true });
});
afterAll(async () => {
  await new Promise((resolve) => broker.close(resolve));
});

describe('the doctor', () => {
  it('finds nothing wrong with a sound station and verifies its whole chain', async () => {
    const checks = await examine(configFile(), Date.now());
    expect(checks.filter(({ health, part }) => health !== 'ok' && part !== 'disk')).toEqual([]);
    expect(checks).toContainEqual({ part: 'chain', health: 'ok', finding: '3 events verified' });
  });

  it('finds nothing wrong with a sound centre', async () => {
    const checks = await examine(join(dir, 'centre', 'centre.json'), Date.now());
    expect(checks.filter(({ health }) => health === 'fail')).toEqual([]);
    expect(checks).toContainEqual({ part: 'stations’ records', health: 'ok', finding: '1 verified' });
  });

  it.each<[string, () => Promise<unknown>, RegExp]>([
    ['a configuration with a misspelt field', () => changeConfig((c) => Object.assign(c, { sight: 'a' })), /sight/],
    ['a missing key', () => rm(at('keys', 'signing.key')), /key signingKey: .*cannot be read/],
    ['a key that others can read', () => chmod(at('keys', 'tls.key'), 0o644), /can be read by others \(mode 0644\)/],
    ['a key of the wrong kind', () => cp(at('keys', 'signing.key'), at('keys', 'tls.key')), /is a key of kind ed25519/],
    ['a short site key', () => writeFile(at('keys', 'site.key'), 'short'), /is not 32 bytes/],
    [
      'the signing key of another machine',
      () => cp(join(dir, 'centre', 'keys', 'signing.key'), at('keys', 'signing.key')),
      /own record: names another signing key/,
    ],
    [
      'the certificate of another machine',
      () => cp(join(dir, 'centre', 'keys', 'tls.pem'), at('keys', 'tls.pem')),
      /certificate: The certificate does not belong to the TLS key/,
    ],
    ['a record that was altered', () => writeFile(at('trust', 'station.jws'), '{}'), /own record: .*message-malformed/],
    ['a missing authority', () => rm(at('trust', 'authority.jwk.json')), /authority: .*file-unusable/],
    [
      'another name in the configuration',
      () => changeConfig((c) => Object.assign(c, { stationId: 'bench-2' })),
      /is of bench lab-a\/bench-1/,
    ],
    [
      'a station’s record in place of the centre’s',
      () => cp(at('trust', 'station.jws'), at('trust', 'centre.jws')),
      /centre’s record: is of a bench/,
    ],
    [
      'a file that is no database',
      () => writeFile(at('data', 'station.db'), 'no database'.repeat(100)),
      /database: .*cannot be read/,
    ],
    [
      'a device of an unknown model',
      () =>
        changeConfig((c) =>
          Object.assign(c, {
            devices: [{ id: 'balance', profile: 'unheard-of', address: { kind: 'serial', path: '/dev/x' } }],
          }),
        ),
      /device balance: .*profile-unknown/,
    ],
    [
      'a device that is not plugged in',
      () =>
        changeConfig((c) =>
          Object.assign(c, {
            devices: [
              {
                id: 'balance',
                profile: 'mettler-mt-sics',
                address: { kind: 'serial', path: '/dev/no-such-port' },
              },
            ],
          }),
        ),
      /device balance: .*is not there/,
    ],
    [
      'a device behind a dead address',
      () =>
        changeConfig((c) =>
          Object.assign(c, {
            devices: [
              {
                id: 'balance',
                profile: 'mettler-mt-sics',
                address: { kind: 'tcp', host: '127.0.0.1', port: 1 },
              },
            ],
          }),
        ),
      /127\.0\.0\.1:1 does not answer/,
    ],
    [
      'a centre that is away',
      () => changeConfig((c) => Object.assign(c, { centre: { url: 'mqtts://127.0.0.1:1' } })),
      /line: .*nothing listens there/,
    ],
  ])('finds %s', async (_name, breakIt, complaint) => {
    await breakIt();
    const checks = await examine(configFile(), Date.now());
    expect(complaints(checks).join('\n')).toMatch(complaint);
    expect(checks.filter(({ health, nextStep }) => health !== 'ok' && !nextStep)).toEqual([]);
  });

  it('says when nobody can sign in at a station, and what to do', async () => {
    const officers = async () => (await examine(configFile(), Date.now())).filter(({ part }) => part === 'officers');
    expect(await officers()).toEqual([{ part: 'officers', health: 'ok', finding: '1 in force' }]);
    const db = new Database(at('data', 'station.db'));
    db.exec('UPDATE officer SET disabled = 1');
    db.close();
    expect(await officers()).toMatchObject([{ health: 'fail', nextStep: expect.stringContaining('--officer-code') }]);
    await provisionStation(project, join(dir, 'centre'), { ...stationOptions, dir: station, officerCode: true });
    expect(await officers()).toMatchObject([{ health: 'warn', nextStep: expect.stringContaining('one-time code') }]);
    await rm(at('data'), { recursive: true });
    expect(await officers()).toMatchObject([{ health: 'warn' }]);
    await chmod(at('keys', 'first-officer.json'), 0o644);
    expect(complaints(await examine(configFile(), Date.now())).join()).toMatch(/one-time code: .*read by others/);
  });

  it('finds an event that was changed in the database', async () => {
    const db = new Database(at('data', 'station.db'));
    db.exec(`UPDATE event SET signed_text = replace(signed_text, '"payload":"e', '"payload":"f') WHERE sequence = 2`);
    db.close();
    expect(complaints(await examine(configFile(), Date.now())).join()).toMatch(/chain: event 2 does not hold/);
  });

  it('finds an event that was taken out of the database', async () => {
    const db = new Database(at('data', 'station.db'));
    db.exec('DELETE FROM outbox WHERE sequence = 1; DELETE FROM event WHERE sequence = 1');
    db.close();
    expect(complaints(await examine(configFile(), Date.now())).join()).toMatch(/event 1 does not hold: chain-gap/);
  });

  it('says that a running station holds its database', async () => {
    const running = await startStation(loadStationConfig(configFile(), {}), pino({ level: 'silent' }));
    const checks = await examine(configFile(), Date.now());
    await running.close();
    expect(checks).toContainEqual(expect.objectContaining({ part: 'database', health: 'warn' }));
  });

  it('tells an expired certificate, one that ends soon and a clock that is behind apart', async () => {
    const renewed = async (notBefore: string, notAfter: string) => {
      const validity = { notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
      await provisionStation(project, join(dir, 'centre'), { ...stationOptions, dir: station, renew: true, validity });
    };
    await renewed('2020-01-01', '2020-02-01');
    expect(complaints(await examine(configFile(), Date.now())).join('\n')).toMatch(
      /certificate validity: expired on 2020-02-01(?:.|\n)*line: .*it refused our certificate/,
    );
    const soon = new Date(Date.now() + 86_400_000 * 10).toISOString();
    await renewed('2020-01-01', soon);
    expect(await examine(configFile(), Date.now())).toContainEqual(
      expect.objectContaining({ part: 'certificate validity', health: 'warn' }),
    );
    const behind = complaints(await examine(configFile(), Date.parse('2019-01-01'))).join('\n');
    expect(behind).toMatch(/certificate validity: not valid before 2020-01-01/);
    expect(behind).toMatch(/clock: says 2019-01-01.*before the enrolment/);
  });

  it('names a centre of another project', async () => {
    const other = await createProject(join(station, 'other'));
    await writeFile(at('trust', 'ca.pem'), other.issuer.certificatePem);
    expect(complaints(await examine(configFile(), Date.now())).join('\n')).toMatch(/line: .*is of another project/);
  });

  it('ends with 1 when something failed, and speaks JSON when asked', async () => {
    await changeConfig((config) => Object.assign(config, { centre: { url: 'mqtts://127.0.0.1:1' } }));
    const done = spawnSync(
      process.execPath,
      [fileURLToPath(new URL('../custody-edge.js', import.meta.url)), 'doctor', '--config', configFile(), '--json'],
      { encoding: 'utf8' },
    );
    expect(done.status).toBe(1);
    expect(JSON.parse(done.stdout)).toMatchObject({ well: false });
  });
});
