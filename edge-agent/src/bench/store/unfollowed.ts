import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

/** Subjects of a kind of whose events a table has followed another number than are held. */
export function changedSubjects(
  db: StationDatabase,
  kind: 'exhibit' | 'case',
  table: 'lab_exhibit' | 'lab_case',
): string[] {
  // Whatever follows the solidus in ASCII ends the ids of a kind.
  const ofKind = `subject >= '${kind}/' AND subject < '${kind}0'`;
  const rows = db
    .prepare(
      `SELECT held.subject FROM (
         SELECT subject, count(*) AS events FROM (
           SELECT subject FROM event WHERE ${ofKind}
           UNION ALL SELECT subject FROM foreign_event WHERE ${ofKind} AND set_aside IS NULL
         ) GROUP BY subject
       ) AS held LEFT JOIN ${table} AS followed USING (subject)
       WHERE followed.events IS NOT held.events`,
    )
    .pluck()
    .all();
  return z.array(z.string()).parse(rows);
}
