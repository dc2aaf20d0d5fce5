import { stat } from 'node:fs/promises';
import Database from 'better-sqlite3';
import { type Check, doubtful, ill, well } from './check.ts';
import type { Patient } from './patient.ts';

/** Somebody can sign in at the station, and the one-time code, while it waits, is nobody else's to read. */
export async function checkOfficers({ kind, databaseFile, firstOfficerCode }: Patient): Promise<Check[]> {
  if (kind !== 'station' || firstOfficerCode === undefined) return [];
  const codeFile = await stat(firstOfficerCode).catch(() => undefined);
  const others = codeFile && (codeFile.mode & 0o077) !== 0;
  return [
    ...(others
      ? [ill('one-time code', `${firstOfficerCode} can be read by others`, `Run: chmod 600 ${firstOfficerCode}`)]
      : []),
    officersIn(databaseFile, codeFile !== undefined),
  ];
}

function officersIn(databaseFile: string, codeWaits: boolean): Check {
  let db: Database.Database | undefined;
  try {
    db = new Database(databaseFile, { readonly: true, fileMustExist: true, timeout: 500 });
    const count = Number(db.prepare('SELECT count(*) FROM officer WHERE disabled = 0').pluck().get());
    return count > 0 ? well('officers', `${count} in force`) : nobody(codeWaits);
  } catch (error) {
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY'))
      return doubtful('officers', 'held by the running station', 'Look at its page: without an officer it says so.');
    // No database yet, or none with officers in it: whatever is wrong with it is told by its own check.
    return nobody(codeWaits);
  } finally {
    db?.close();
  }
}

const nobody = (codeWaits: boolean): Check =>
  codeWaits
    ? doubtful('officers', 'none yet: nobody can act at this station', 'Type the one-time code at the station’s page.')
    : ill(
        'officers',
        'none, and no one-time code: nobody can act at this station',
        'Run: npx custody-edge provision station … --officer-code',
      );
