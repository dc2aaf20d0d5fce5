import { generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isCustodyError } from '@custody-edge/foundation';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeProject, type TestProject } from '../test-support/project.ts';
import { loadCredentials } from './credentials.ts';

let project: TestProject;
beforeEach(() => {
  project = makeProject();
});
afterEach(() => project.remove());

const pemOf = (kind: 'ed25519' | 'x25519'): string =>
  (kind === 'ed25519' ? generateKeyPairSync('ed25519') : generateKeyPairSync('x25519')).privateKey
    .export({ type: 'pkcs8', format: 'pem' })
    .toString();

test('keys, certificate and record that belong together are taken', () => {
  expect(loadCredentials(project.config).enrolment.record.stationId).toBe('centre');
});

test.each<[string, (folder: string) => void, string]>([
  ['a missing key', (folder) => rmSync(join(folder, 'keys/signing.pem')), 'cannot be read'],
  [
    'a key that is none',
    (folder) => writeFileSync(join(folder, 'keys/signing.pem'), 'key'),
    'is not a PEM private key',
  ],
  [
    'a key of another kind',
    (folder) => writeFileSync(join(folder, 'keys/signing.pem'), pemOf('x25519')),
    'must be ed25519, is x25519',
  ],
  [
    'a signing key that the record does not name',
    (folder) => writeFileSync(join(folder, 'keys/signing.pem'), pemOf('ed25519')),
    'is not the key in the record',
  ],
  ['a record that is none', (folder) => writeFileSync(join(folder, 'centre.jws'), '{}'), 'message-malformed'],
])('%s is named with its file', (_name, spoil, problem) => {
  spoil(project.folder);
  try {
    loadCredentials(project.config);
    expect.unreachable();
  } catch (error) {
    if (!isCustodyError(error, 'credential-unusable')) throw error;
    expect(error.details).toMatchObject({ file: expect.stringContaining(project.folder), problem });
  }
});

test('a record of another centre is refused', () => {
  expect(() => loadCredentials({ ...project.config, centreId: 'other' })).toThrow('not of centre headquarters/other');
});
