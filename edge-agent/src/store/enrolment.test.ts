import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigner } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { enrol, setUpStation } from '../test-kit.ts';
import { loadStationIdentity } from './enrolment.ts';

type SetUp = ReturnType<typeof setUpStation>;
const write = (name: string, content: string | Uint8Array) => (at: SetUp) =>
  writeFileSync(join(at.folder, name), content);
const foreign = createSigner(generateKeyPairSync('ed25519').privateKey);
const anotherKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });

describe('a station knows who it is', () => {
  it('from keys and records that belong together', () => {
    const { config, station, centre } = setUpStation('gate');
    const identity = loadStationIdentity(config);
    expect(identity.enrolment.record).toEqual(station.enrolment.record);
    expect(identity.centre.keyId).toBe(centre.enrolment.keyId);
    expect(identity.signer.keyId).toBe(station.enrolment.keyId);
    expect(createPublicKey(identity.encryptionKey).export({ format: 'jwk' })).toMatchObject(
      station.enrolment.record.encryption,
    );
    expect(identity.siteKey).toHaveLength(32);
    expect(identity.tls.ca.toString()).toBe('a CA certificate');
  });

  it.each<[string, (at: SetUp) => void]>([
    ['a key file is missing', ({ folder }) => rmSync(join(folder, 'keys/signing.key'))],
    ['a certificate is missing', ({ folder }) => rmSync(join(folder, 'trust/ca.pem'))],
    ['the signing key is another', write('keys/signing.key', anotherKey)],
    [
      'the signing key is garbled',
      write('keys/signing.key', '-----BEGIN PRIVATE KEY-----\nnonsense\n-----END PRIVATE KEY-----'),
    ],
    ['the encryption key is garbled', write('keys/encryption.key', 'nonsense')],
    ['the site key is short', write('keys/site.key', new Uint8Array(31))],
    ['the authority’s key is garbled', write('trust/authority.jwk.json', '{}')],
    [
      'the station’s record was signed by another authority',
      write('trust/station.jws', enrol('gate-1', 'gate', 'jail-a', foreign).recordText),
    ],
    [
      'the centre’s record was signed by another authority',
      write('trust/centre.jws', enrol('centre-1', 'centre', 'hq', foreign).recordText),
    ],
    ['the record is another station’s', write('trust/station.jws', enrol('gate-2', 'gate').recordText)],
    ['the centre’s record is a station’s', write('trust/centre.jws', enrol('gate-2', 'gate').recordText)],
  ])('and does not start when %s', (_, spoil) => {
    const at = setUpStation('gate');
    spoil(at);
    expect(() => loadStationIdentity(at.config)).toThrow(expect.objectContaining({ code: 'enrolment-invalid' }));
  });

  it.each([{ stationId: 'gate-2' }, { site: 'jail-b' }, { role: 'bench' as const }])(
    'and does not start as %o',
    (changes) => {
      const { config } = setUpStation('gate');
      expect(() => loadStationIdentity({ ...config, ...changes })).toThrow(
        expect.objectContaining({ code: 'enrolment-invalid' }),
      );
    },
  );
});
