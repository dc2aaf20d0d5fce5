import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder } from '@custody-edge/foundation/test-support';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { filePath, tcpPort } from './config-fields.ts';
import { loadConfigFile } from './config-file.ts';
import { settingsOf } from './config-settings.ts';
import { isCustodyError } from './errors.ts';

const prefix = 'CUSTODY_EDGE_TEST_';
const schema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().regex(/^[a-z]+$/, 'lower-case letters'),
  dataDir: filePath.default('data').describe('Folder of the database'),
  http: z.strictObject({ port: tcpPort.default(8080), allowedHosts: z.array(z.string()).default([]) }).prefault({}),
  line: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('near') }),
    z.strictObject({ kind: z.literal('far'), url: z.url() }),
  ]),
  keys: z.strictObject({ signingKey: filePath }),
  devices: z.array(z.strictObject({ id: z.string() })).default([]),
});
const smallest = { name: 'gate', line: { kind: 'near' }, keys: { signingKey: 'keys/signing.pem' } };

const folder = newFolder();

function load(raw: unknown, env: Record<string, string> = {}) {
  const file = join(folder, 'config.json');
  writeFileSync(file, typeof raw === 'string' ? raw : JSON.stringify(raw));
  return loadConfigFile({ file, env, prefix, schema });
}

function refused(attempt: () => unknown): { readonly code: string; readonly problems: unknown } {
  try {
    attempt();
  } catch (error) {
    if (isCustodyError(error)) return { code: error.code, problems: error.details.problems };
    throw error;
  }
  throw new Error('it was accepted');
}

describe('a configuration file', () => {
  it('leaves out what has a default, and its paths start at its folder', () => {
    expect(load({ $schema: './schema.json', ...smallest })).toMatchObject({
      dataDir: join(folder, 'data'),
      http: { port: 8080, allowedHosts: [] },
      keys: { signingKey: join(folder, 'keys/signing.pem') },
    });
    expect(load({ ...smallest, dataDir: '/srv/data' }).dataDir).toBe('/srv/data');
    expect(load({ ...smallest, dataDir: '../data' }).dataDir).toBe(join(folder, '../data'));
  });

  it('is told everything that is wrong with it at once, and where', () => {
    const wrong = { ...smallest, name: 'Gate 1', http: { prot: 1 }, line: { kind: 'by post' }, keys: undefined };
    expect(refused(() => load(wrong))).toEqual({
      code: 'config-invalid',
      problems: [
        { path: 'name', problem: 'lower-case letters' },
        { path: 'http', problem: 'unknown key "prot"' },
        { path: 'line.kind', problem: expect.stringContaining('Invalid') },
        { path: 'keys', problem: expect.stringContaining('received undefined') },
      ],
    });
  });

  it.each(['', 'a\nb', '-----BEGIN PRIVATE KEY-----\nMC4CAQ\n', 'x'.repeat(5000), 7, null])(
    'with %j as a path is refused',
    (signingKey) => {
      expect(refused(() => load({ ...smallest, keys: { signingKey } }))).toMatchObject({
        problems: [{ path: 'keys.signingKey' }],
      });
    },
  );

  it.each(['', '{', 'name: gate'])('that is %j is not JSON', (text) => {
    expect(refused(() => load(text)).code).toBe('config-unreadable');
  });

  it('that is not there is named', () => {
    const file = '/nowhere/config.json';
    expect(() => loadConfigFile({ file, env: {}, prefix, schema })).toThrow(/config-unreadable.*nowhere.*ENOENT/);
  });

  it('is refused with a typed error, whatever JSON it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), (raw, port) => {
        const env = { [`${prefix}HTTP_PORT`]: port };
        expect(refused(() => load(JSON.stringify(raw), env)).code).toBe('config-invalid');
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});

describe('the environment', () => {
  it('has a variable for every setting that is not a list of objects', () => {
    expect(settingsOf(schema, prefix).map(({ variable }) => variable)).toEqual([
      'CUSTODY_EDGE_TEST_NAME',
      'CUSTODY_EDGE_TEST_DATA_DIR',
      'CUSTODY_EDGE_TEST_HTTP_PORT',
      'CUSTODY_EDGE_TEST_HTTP_ALLOWED_HOSTS',
      'CUSTODY_EDGE_TEST_LINE_KIND',
      'CUSTODY_EDGE_TEST_LINE_URL',
      'CUSTODY_EDGE_TEST_KEYS_SIGNING_KEY',
    ]);
  });

  it('overrides single settings and leaves the variables of others alone', () => {
    const config = load(smallest, {
      CUSTODY_EDGE_TEST_HTTP_PORT: '9090',
      CUSTODY_EDGE_TEST_HTTP_ALLOWED_HOSTS: 'custody.example, centre.local,',
      CUSTODY_EDGE_TEST_LINE_KIND: 'far',
      CUSTODY_EDGE_TEST_LINE_URL: 'mqtts://broker:8883',
      CUSTODY_EDGE_TEST_DATA_DIR: 'elsewhere',
      CUSTODY_EDGE_OTHER_NAME: 'other',
      PATH: '/usr/bin',
    });
    expect(config).toMatchObject({
      name: 'gate',
      http: { port: 9090, allowedHosts: ['custody.example', 'centre.local'] },
      line: { kind: 'far', url: 'mqtts://broker:8883' },
      dataDir: join(folder, 'elsewhere'),
    });
  });

  it.each(['', ' ', 'many', '-1', '1.5', '70000'])('with a port of %j is refused by its place', (port) => {
    expect(refused(() => load(smallest, { CUSTODY_EDGE_TEST_HTTP_PORT: port }))).toMatchObject({
      problems: [{ path: 'http.port' }],
    });
  });

  it('with a misspelt variable is refused, and the known ones are named', () => {
    expect(refused(() => load(smallest, { CUSTODY_EDGE_TEST_HTTP_PROT: '1' }))).toEqual({
      code: 'config-invalid',
      problems: [
        { path: 'CUSTODY_EDGE_TEST_HTTP_PROT', problem: expect.stringContaining('CUSTODY_EDGE_TEST_HTTP_PORT') },
      ],
    });
  });
});
