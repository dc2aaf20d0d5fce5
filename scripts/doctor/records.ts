import { createPrivateKey } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Enrolment, type PublicJwk, publicJwk, thumbprint, tlsKeyHash } from '@custody-edge/event-contract';
import { toCustodyError } from '@custody-edge/foundation';
import { readAuthority, readEnrolment } from '../record/read-enrolment.ts';
import { type Check, ill, well } from './check.ts';
import type { Patient } from './patient.ts';

/** Records that verify, for the checks that build on them. */
export interface TrustedRecords {
  readonly checks: readonly Check[];
  readonly own?: Enrolment;
  /** The stations', at the centre. */
  readonly stations: readonly Enrolment[];
}

const enrolAgain = 'Enrol this machine anew with --replace-record.';
const reasonOf = (error: unknown): string => toCustodyError(error).message;

/** The signed records verify under the project's authority and fit the keys and the configuration. */
export async function checkRecords(patient: Patient): Promise<TrustedRecords> {
  let authority: PublicJwk;
  try {
    authority = await readAuthority(patient.trust.authority);
  } catch (error) {
    return { checks: [ill('authority', reasonOf(error), 'Copy authority.jwk.json from the project.')], stations: [] };
  }
  const checks: Check[] = [];
  const own = await read(patient.trust.ownRecord, authority, 'own record', checks);
  if (own) checks.push(await fitOf(patient, own));
  if (patient.centreRecord !== undefined) {
    const centre = await read(patient.centreRecord, authority, 'centre’s record', checks);
    if (centre) {
      checks.push(
        centre.record.role === 'centre'
          ? well('centre’s record', `of ${centre.record.stationId}`)
          : ill('centre’s record', `is of a ${centre.record.role}`, 'Copy trust/centre.jws from the centre.'),
      );
    }
  }
  const stations = patient.stationsDir === undefined ? [] : await readStations(patient.stationsDir, authority, checks);
  return { checks, stations, ...(own && { own }) };
}

async function read(path: string, authority: PublicJwk, part: string, checks: Check[]): Promise<Enrolment | undefined> {
  try {
    return await readEnrolment(path, authority);
  } catch (error) {
    checks.push(ill(part, `${path}: ${reasonOf(error)}`, enrolAgain));
    return undefined;
  }
}

async function fitOf({ id, site, role, keys }: Patient, { record, keyId }: Enrolment): Promise<Check> {
  const part = 'own record';
  if (record.stationId !== id || record.site !== site || record.role !== role) {
    const found = `${record.role} ${record.site}/${record.stationId}`;
    return ill(part, `is of ${found}, the configuration says ${role} ${site}/${id}`, 'Correct the configuration.');
  }
  try {
    const key = async (path: string) => createPrivateKey(await readFile(path));
    const misfits = [
      ...(thumbprint(publicJwk(await key(keys.signingKey))) === keyId ? [] : ['signing key']),
      ...(publicJwk(await key(keys.encryptionKey)).x === record.encryption.x ? [] : ['encryption key']),
      ...(tlsKeyHash(await key(keys.tlsKey)) === record.tlsKeyHash ? [] : ['TLS key']),
    ];
    if (misfits.length > 0) return ill(part, `names another ${misfits.join(' and another ')}`, enrolAgain);
  } catch (error) {
    return ill(part, `cannot be compared with the keys: ${reasonOf(error)}`, enrolAgain);
  }
  return well(part, `chain ${record.chainId}, enrolled ${record.issuedAt.slice(0, 10)}`);
}

async function readStations(folder: string, authority: PublicJwk, checks: Check[]): Promise<Enrolment[]> {
  const found: Enrolment[] = [];
  for (const sub of [folder, join(folder, 'replaced')]) {
    const names = await readdir(sub).catch(() => []);
    for (const name of names.filter((file) => file.endsWith('.jws'))) {
      const enrolment = await read(join(sub, name), authority, `record ${name}`, checks);
      if (enrolment) found.push(enrolment);
    }
  }
  checks.push(well('stations’ records', `${found.length} verified`));
  return found;
}
