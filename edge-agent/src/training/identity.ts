import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSigner, type Enrolment, publicJwk, type Signer, type StationRole } from '@custody-edge/event-contract';
import { loadStationConfig, type StationConfig } from '../config.ts';
import { newlyEnrolled, writeEnrolment } from '../store/new-enrolment.ts';

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
  const authority = createSigner(generateKeyPairSync('ed25519').privateKey);
  // Of no certificate: practice has no line on which one would be shown.
  const tlsKeyHash = randomBytes(32).toString('base64url');
  const enrol = (stationId: string, role: StationRole) =>
    newlyEnrolled({ stationId, role, site: practiceSite, tlsKeyHash, issuedAtMs: nowMs }, authority);
  const centre = enrol('practice-centre', 'centre');
  const trusted = { authority: publicJwk(authority.privateKey), centre };
  const noTls = { key: '', cert: '', ca: '' };
  const file = {
    ...{ stationId: practiceStationId, site: practiceSite, role: 'gate', dataDir: 'data' },
    // It answers on a socket in its folder, and on no port.
    http: { port: 0 },
    centre: { url: 'mqtts://practice.invalid:8883' },
    ...writeEnrolment(folder, enrol(practiceStationId, 'gate'), trusted, noTls),
    disk: { reserveMegabytes },
    devices,
    gate: practicePolicy(policy),
    officers: { idleMs: 3_600_000 },
    logLevel: 'silent',
  };
  const path = join(folder, 'station.json');
  writeFileSync(path, JSON.stringify(file), { mode: owner });
  mkdirSync(join(folder, 'data'), { recursive: true, mode: 0o700 });
  // A process that may touch nothing else may not flush files either, so it cannot make this room by itself.
  writeFileSync(join(folder, 'data', 'reserve'), Buffer.alloc(reserveMegabytes * 1024 * 1024), { mode: owner });
  return { config: loadStationConfig(path, {}), centre };
}
