import { mkdir, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { commandError } from '../errors.ts';
import { enrolmentIn, readAuthority } from '../record/read-enrolment.ts';
import { checkPlaceId, trustFiles } from './enrolment.ts';
import { readIfThere } from './files.ts';

/**
 * Ends the enrolment of a station whose machine or keys are in other hands: the broker lets it in no more, and the centre tells the other
 * stations of its site. What it recorded before stays.
 * @returns where its record lies from now on
 * @throws `option-invalid`, `enrolment-missing`, `file-unusable`, or what the record breaks
 */
export async function revokeStation(centreDir: string, stationId: string): Promise<string> {
  checkPlaceId('station', stationId);
  const record = join(centreDir, 'stations', `${stationId}.jws`);
  if ((await readIfThere(record)) === undefined)
    throw commandError('enrolment-missing', { dir: resolve(centreDir), id: stationId });
  const read = await enrolmentIn(record, await readAuthority(join(centreDir, trustFiles.authority)));
  if (!read.ok) throw read.error;
  const revoked = join(centreDir, 'stations', 'revoked');
  const kept = join(revoked, `${stationId}.${read.value.record.chainId}.jws`);
  await mkdir(revoked, { recursive: true });
  await rename(record, kept);
  return kept;
}
