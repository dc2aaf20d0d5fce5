import { toCustodyError } from '@custody-edge/foundation';
import { type Check, ill, well } from './check.ts';
import { checkCertificate, checkKeys } from './credentials.ts';
import { checkDatabase } from './database.ts';
import { checkLine } from './line.ts';
import { checkClock, checkDevices, checkDisk } from './machine.ts';
import { checkOfficers } from './officers.ts';
import { type Patient, readPatient } from './patient.ts';
import { checkRecords } from './records.ts';

/** Examines a station or the centre; changes nothing. Never throws: what cannot be examined is a failed check. */
export async function examine(configFile: string, nowMs: number): Promise<Check[]> {
  let patient: Patient;
  try {
    patient = await readPatient(configFile);
  } catch (error) {
    return [
      ill('configuration', toCustodyError(error).message, 'Correct the file; its JSON Schema names every field.'),
    ];
  }
  const { checks, own, stations } = await checkRecords(patient);
  return [
    well('configuration', `${patient.role} ${patient.site}/${patient.id}`),
    ...(await checkKeys(patient)),
    ...(await checkCertificate(patient, nowMs)),
    ...checks,
    checkClock(own, nowMs),
    await checkDisk(patient),
    ...(await checkDatabase(patient, own, stations)),
    ...(await checkOfficers(patient)),
    ...(await checkDevices(patient)),
    await checkLine(patient),
  ];
}
