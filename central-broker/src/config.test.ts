import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import { expect, test } from 'vitest';
import { configJsonSchema, loadConfig } from './config.ts';

const folder = newFolder();

const smallest = {
  centreId: 'centre',
  site: 'headquarters',
  dataDir: 'data',
  trustDir: 'trust',
  stationsDir: '/srv/stations',
  record: 'centre.jws',
  keys: { tlsKey: 'a', tlsCert: 'b', signingKey: 'c', encryptionKey: 'd' },
};

function load(raw: unknown, environment: Record<string, string> = {}) {
  const file = join(folder, 'centre.json');
  writeFileSync(file, JSON.stringify(raw));
  return loadConfig(file, environment);
}

const invalid = (...problems: object[]) =>
  expect.objectContaining({ code: 'config-invalid', details: expect.objectContaining({ problems }) });

test('what is left out has a safe default, and paths start at the file', () => {
  expect(load(smallest)).toMatchObject({
    dataDir: join(folder, 'data'),
    stationsDir: '/srv/stations',
    keys: { tlsKey: join(folder, 'a') },
    http: { host: '127.0.0.1', port: 8080, allowedHosts: [] },
    broker: { kind: 'embedded', port: 8883 },
    commandTtlHours: 72,
  });
});

test('the pages are for this machine alone: no setting opens them to others', () => {
  expect(load({ ...smallest, http: { host: '::1' } }).http.host).toBe('::1');
  for (const host of ['0.0.0.0', '::', '10.0.0.7'])
    expect(() => load({ ...smallest, http: { host } })).toThrow(
      invalid({ path: 'http.host', problem: expect.any(String) }),
    );
});

test('a mistake is named by its place, with what is allowed', () => {
  const wrong = { ...smallest, centreId: 'Centre!', http: { prot: 1 }, broker: { kind: 'kafka' }, logLevel: 'loud' };
  expect(() => load(wrong)).toThrow(
    invalid(
      { path: 'centreId', problem: 'lower-case letters, digits and hyphens' },
      { path: 'http', problem: 'unknown key "prot"' },
      { path: 'broker.kind', problem: expect.stringContaining('Invalid') },
      { path: 'logLevel', problem: expect.stringContaining('"debug"') },
    ),
  );
});

test('an external broker must be reached over TLS', () => {
  const wrong = { ...smallest, broker: { kind: 'external', url: 'mqtt://broker:1883' } };
  expect(() => load(wrong)).toThrow(invalid({ path: 'broker.url', problem: expect.any(String) }));
});

test('the environment overrides single settings of the centre, and none of a station', () => {
  const config = load(smallest, {
    CUSTODY_EDGE_CENTRE_HTTP_PORT: '9090',
    CUSTODY_EDGE_CENTRE_HTTP_ALLOWED_HOSTS: 'custody.example, centre.local',
    CUSTODY_EDGE_CENTRE_BROKER_KIND: 'external',
    CUSTODY_EDGE_CENTRE_BROKER_URL: 'mqtts://broker:8883',
    CUSTODY_EDGE_CENTRE_KEYS_SIGNING_KEY: 'other.pem',
    CUSTODY_EDGE_CENTRE_LOG_LEVEL: 'debug',
    CUSTODY_EDGE_STATION_SITE: 'not for the centre',
  });
  expect(config).toMatchObject({
    site: 'headquarters',
    http: { port: 9090, allowedHosts: ['custody.example', 'centre.local'] },
    broker: { kind: 'external', url: 'mqtts://broker:8883' },
    keys: { signingKey: join(folder, 'other.pem') },
    logLevel: 'debug',
  });
});

test('editors are told every field and what it is for', () => {
  expect(configJsonSchema()).toMatchObject({
    type: 'object',
    properties: { commandTtlHours: { description: expect.any(String), default: 72 } },
  });
});
