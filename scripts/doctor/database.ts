import { stat } from 'node:fs/promises';
import type { Enrolment } from '@custody-edge/event-contract';
import Database from 'better-sqlite3';
import { verifyChain } from '../record/verify-chain.ts';
import { type Check, doubtful, ill, well } from './check.ts';
import type { Patient } from './patient.ts';

const keep = 'Stop the service and keep a copy of the file before anything else; do not start over it.';

/** Chains in a database and the query that reads one of them, oldest event first. */
const chainQueries = {
  station: 'SELECT signed_text FROM event ORDER BY sequence',
  centre: 'SELECT text FROM event WHERE chain_id = ? ORDER BY sequence',
} as const;

/** The database opens, is whole, and every signature and link in it holds. */
export async function checkDatabase(
  patient: Patient,
  own: Enrolment | undefined,
  stations: readonly Enrolment[],
): Promise<Check[]> {
  if (!(await stat(patient.databaseFile).catch(() => undefined)))
    return [well('database', 'not made yet: the first start makes it')];
  let db: Database.Database | undefined;
  try {
    db = new Database(patient.databaseFile, { readonly: true, timeout: 500 });
    const integrity = db.pragma('integrity_check', { simple: true });
    if (integrity !== 'ok') return [ill('database', `${patient.databaseFile} is damaged: ${String(integrity)}`, keep)];
    const whole = well('database', 'whole');
    if (patient.kind === 'centre') return [whole, ...(await centreChains(db, stations))];
    if (!own) return [whole, ill('chain', 'cannot be verified without the own record', 'Repair the record first.')];
    return [whole, await chainCheck('chain', textsOf(db, chainQueries.station), own)];
  } catch (error) {
    if (!(error instanceof Database.SqliteError)) throw error;
    if (error.code.startsWith('SQLITE_BUSY'))
      return [doubtful('database', 'held by the running station', 'Stop the station to have its chain verified.')];
    return [ill('database', `${patient.databaseFile} cannot be read: ${error.message}`, keep)];
  } finally {
    db?.close();
  }
}

async function centreChains(db: Database.Database, stations: readonly Enrolment[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const chainId of db.prepare('SELECT chain_id FROM chain ORDER BY station_id').pluck().all()) {
    const enrolment = stations.find(({ record }) => record.chainId === chainId);
    checks.push(
      enrolment
        ? await chainCheck(
            `chain of ${enrolment.record.stationId}`,
            textsOf(db, chainQueries.centre, chainId),
            enrolment,
          )
        : doubtful(
            `chain ${String(chainId)}`,
            'no record of its station is here',
            'Put the record back into stations/replaced.',
          ),
    );
  }
  return checks;
}

function* textsOf(db: Database.Database, query: string, ...parameters: unknown[]): Generator<string> {
  for (const text of db
    .prepare(query)
    .pluck()
    .iterate(...parameters))
    yield String(text);
}

async function chainCheck(part: string, texts: Iterable<string>, enrolment: Enrolment): Promise<Check> {
  const { head, failure } = await verifyChain(texts, enrolment);
  if (!failure) return well(part, `${head.sequence} events verified`);
  return ill(part, `event ${failure.position} does not hold: ${failure.reason}`, keep);
}
