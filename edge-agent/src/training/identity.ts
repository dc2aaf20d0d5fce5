import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSigner,
  type Enrolment,
  publicJwk,
  readStationRecord,
  type Signer,
  type StationRole,
  signStationRecord,
} from '@custody-edge/event-contract';
import { loadStationConfig, type StationConfig } from '../config.ts';

/** Names that no real station has: they stand in every event and on every slip of practice. */
const practiceSite = 'practice';
export const practiceStationId = 'practice-gate';

/** The centre of practice: it lives in the same process, and speaks to nobody else. */
export interface PracticeCentre {
  readonly enrolment: Enrolment;
  readonly signer: Signer;
}

const owner = 0o600;
const reserveMegabytes = 1;
const pem = (key: KeyObject): string => key.export({ format: 'pem', type: 'pkcs8' }).toString();

/** Devices that practice stands in for; nothing is ever opened at these addresses. */
const devices = (
  [
    ['scanner', 'r307'],
    ['reader', 'serial-barcode'],
    ['gate-io', 'modbus-io'],
  ] as const
).map(([id, profile]) => ({ id, profile, address: { kind: 'serial', path: `/dev/practice/${id}` } }));

/**
 * What of a house’s policy practice follows: everything that is decided by, but for two fingers of each invented person, a security key that
 * nobody there has, hours in which releases do not happen, and wristbands, which no printer prints there.
 */
const practicePolicy = ({ releaseWindow: _, wristband: __, ...policy }: Readonly<Record<string, unknown>>) => ({
  ...policy,
  fingersToEnrol: 2,
  impressionsPerFinger: 2,
  fingersForRelease: policy.fingersForRelease === 1 ? 1 : 2,
  seniorSignsWithKey: false,
});

/**
 * Makes a station and a centre that never were before: new keys, a new authority, records signed by it, in a folder of their own.
 * @returns the station’s configuration as it is loaded anywhere
 */
export function newPracticeStation(
  folder: string,
  policy: Readonly<Record<string, unknown>>,
  nowMs: number,
): { readonly config: StationConfig; readonly centre: PracticeCentre } {
  const authorityKey = generateKeyPairSync('ed25519').privateKey;
  const authority = createSigner(authorityKey);
  const enrol = (stationId: string, role: StationRole) => {
    const signingKey = generateKeyPairSync('ed25519').privateKey;
    const encryptionKey = generateKeyPairSync('x25519').privateKey;
    const { text } = signStationRecord(
      {
        ...{ stationId, role, site: practiceSite, chainId: randomUUID() },
        signing: publicJwk(signingKey),
        encryption: publicJwk(encryptionKey),
        // Of no certificate: practice has no line on which one would be shown.
        tlsKeyHash: randomBytes(32).toString('base64url'),
        issuedAt: new Date(nowMs).toISOString(),
      },
      authority,
    );
    const read = readStationRecord(text, publicJwk(authorityKey));
    if (!read.ok) throw read.error;
    return { enrolment: read.value, signingKey, encryptionKey, text };
  };
  const station = enrol(practiceStationId, 'gate');
  const centre = enrol('practice-centre', 'centre');
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'keys/signing.key': pem(station.signingKey),
    'keys/encryption.key': pem(station.encryptionKey),
    'keys/site.key': randomBytes(32),
    // A process that may touch nothing else may not flush files either, so it cannot make this room by itself.
    'data/reserve': Buffer.alloc(reserveMegabytes * 1024 * 1024),
    'keys/tls.key': '',
    'keys/tls.pem': '',
    'trust/ca.pem': '',
    'trust/authority.jwk.json': JSON.stringify(publicJwk(authorityKey)),
    'trust/station.jws': station.text,
    'trust/centre.jws': centre.text,
    'station.json': JSON.stringify({
      stationId: practiceStationId,
      site: practiceSite,
      role: 'gate',
      dataDir: 'data',
      // It answers on a socket in its folder, and on no port.
      http: { port: 0 },
      centre: { url: 'mqtts://practice.invalid:8883' },
      keys: {
        tlsKey: 'keys/tls.key',
        tlsCert: 'keys/tls.pem',
        signingKey: 'keys/signing.key',
        encryptionKey: 'keys/encryption.key',
        siteKey: 'keys/site.key',
      },
      trust: {
        ca: 'trust/ca.pem',
        authority: 'trust/authority.jwk.json',
        centreRecord: 'trust/centre.jws',
        stationRecord: 'trust/station.jws',
      },
      disk: { reserveMegabytes },
      devices,
      gate: practicePolicy(policy),
      officers: { idleMs: 3_600_000 },
      logLevel: 'silent',
    }),
  };
  for (const below of ['keys', 'trust', 'data']) mkdirSync(join(folder, below), { recursive: true, mode: 0o700 });
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content, { mode: owner });
  return {
    config: loadStationConfig(join(folder, 'station.json'), {}),
    centre: { enrolment: centre.enrolment, signer: createSigner(centre.signingKey) },
  };
}
