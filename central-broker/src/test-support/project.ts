import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  createSigner,
  type Enrolment,
  feedKinds,
  publicJwk,
  readStationRecord,
  type Signer,
  type StationRole,
  signFeedRecord,
  signStationRecord,
} from '@custody-edge/event-contract';
import { type CentreConfig, loadConfig } from '../config.ts';
import {
  issueCertificate,
  makeCertificateAuthority,
  type TestAuthority,
  type TestCertificate,
} from './certificates.ts';
import { TestStation } from './station.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;

/** A whole project in a temporary folder: authority, certificates, a centre's files and stations. */
export interface TestProject {
  readonly folder: string;
  readonly config: CentreConfig;
  readonly ca: TestAuthority;
  readonly authority: Signer;
  /** A court that may speak of everything, enrolled as `sessions-court`. */
  readonly court: Signer;
  readonly centre: { readonly enrolment: Enrolment; readonly signer: Signer };
  addStation(stationId: string, site?: string, role?: StationRole): TestStation;
  certificate(commonName: string, options?: { unit?: string; expired?: boolean }): TestCertificate;
  remove(): void;
}

export function makeProject(): TestProject {
  const folder = mkdtempSync(join(tmpdir(), 'custody-centre-'));
  for (const name of ['trust', 'stations', 'keys', 'feeds']) mkdirSync(join(folder, name));
  const write = (name: string, text: string): void => writeFileSync(join(folder, name), text);

  const ca = makeCertificateAuthority('project');
  const authorityKey = generateKeyPairSync('ed25519').privateKey;
  const authority = createSigner(authorityKey);
  write('trust/ca.pem', ca.pem);
  write('trust/authority.jwk.json', JSON.stringify(publicJwk(authorityKey)));

  function enrol(stationId: string, site: string, role: StationRole) {
    const signing = generateKeyPairSync('ed25519').privateKey;
    const encryption = generateKeyPairSync('x25519').privateKey;
    const tls = issueCertificate(ca, stationId);
    const { text } = signStationRecord(
      {
        stationId,
        site,
        role,
        chainId: randomUUID(),
        signing: publicJwk(signing),
        encryption: publicJwk(encryption),
        tlsKeyHash: tls.keyHash,
        issuedAt: new Date().toISOString(),
      },
      authority,
    );
    const enrolment = readStationRecord(text, publicJwk(authorityKey));
    if (!enrolment.ok) throw enrolment.error;
    return { signing, encryption, tls, text, enrolment: enrolment.value };
  }

  const centre = enrol('centre', 'headquarters', 'centre');
  write('centre.jws', centre.text);
  write('keys/tls.key', centre.tls.key);
  write('keys/tls.pem', centre.tls.cert);
  write('keys/signing.pem', centre.signing.export(pem).toString());
  write('keys/encryption.pem', centre.encryption.export(pem).toString());

  write(
    'centre.json',
    JSON.stringify({
      centreId: 'centre',
      site: 'headquarters',
      dataDir: 'data',
      http: { port: 0 },
      broker: { kind: 'embedded', host: '127.0.0.1', port: 0 },
      trustDir: 'trust',
      stationsDir: 'stations',
      record: 'centre.jws',
      keys: {
        tlsKey: 'keys/tls.key',
        tlsCert: 'keys/tls.pem',
        signingKey: 'keys/signing.pem',
        encryptionKey: 'keys/encryption.pem',
      },
      feed: { dir: 'drop', feedsDir: 'feeds', everySeconds: 0.1 },
      logLevel: 'silent',
    }),
  );
  const court = createSigner(generateKeyPairSync('ed25519').privateKey);
  const issuedAt = new Date().toISOString();
  const record = { feed: 'sessions-court', signing: publicJwk(court.privateKey), may: [...feedKinds], issuedAt };
  write('feeds/sessions-court.jws', signFeedRecord(record, authority).text);
  const config = loadConfig(join(folder, 'centre.json'), {});

  return {
    folder,
    config,
    ca,
    authority,
    court,
    centre: { enrolment: centre.enrolment, signer: createSigner(centre.signing) },
    addStation(stationId, site = 'adiala', role = 'gate') {
      const station = enrol(stationId, site, role);
      write(`stations/${stationId}.jws`, station.text);
      const { enrolment, signing, encryption, tls } = station;
      return new TestStation(enrolment, createSigner(signing), encryption, tls, ca.pem, centre.enrolment);
    },
    certificate: (commonName, options) => issueCertificate(ca, commonName, options),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
