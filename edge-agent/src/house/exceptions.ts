import { type EventType, movementType, movers } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../store/database.ts';
import { type ExceptionCounts, type ExceptionKind, exceptionKinds, type OfficerExceptions } from './view.ts';

/** What each event counts as, of the officer under whose eyes it happened. */
const countedAs: readonly (readonly [type: EventType, kind: ExceptionKind])[] = [
  ['prisoner.admitted.v1', 'movements'],
  ['prisoner.admitted.v2', 'movements'],
  ['prisoner.out-to-hospital.v1', 'movements'],
  ['prisoner.out-on-remand.v1', 'movements'],
  ['prisoner.released-to-police.v1', 'movements'],
  ...movers.map((movement) => [movementType(movement), 'movements'] as const),
  ['gate.paper-refused.v1', 'papers-refused'],
  ['gate.child-refused.v1', 'children-refused'],
  ['gate.identity-refused.v1', 'stops'],
  ['gate.alarm-acknowledged.v1', 'alarms-seen'],
  ['officer.locked-out.v1', 'lock-outs'],
];

/** So much of a kind, of one officer on one day of this machine's calendar. */
const tallySchema = z.object({
  officerId: z.string(),
  day: z.string(),
  kind: z.enum(exceptionKinds),
  count: z.int(),
});
type Tally = z.infer<typeof tallySchema>;

/** Counts by officer and day what went otherwise than it should, beside how much they did. */
export class Exceptions {
  private readonly counts: ReturnType<typeof statementsOf>;

  constructor(db: StationDatabase) {
    this.counts = statementsOf(db);
  }

  /** Every officer of whom anything is counted since a moment, who did most first. */
  since(moment: string, nameOf: (officerId: string) => string | undefined): OfficerExceptions[] {
    const rows = [...this.counts.byType.all(moment), ...this.counts.exceptional.all(moment)];
    return byOfficer(rows.map((row) => tallySchema.parse(row))).map((officer) => {
      const name = nameOf(officer.officerId);
      return { ...officer, ...(name !== undefined && { name }) };
    });
  }
}

/** The tallies of each officer, in all and by day, the newest day first; who did most first. */
function byOfficer(tallies: readonly Tally[]): OfficerExceptions[] {
  return [...Map.groupBy(tallies, ({ officerId }) => officerId)]
    .map(([officerId, own]) => ({
      officerId,
      total: countsOf(own),
      byDay: [...Map.groupBy(own, ({ day }) => day)]
        .map(([day, ofDay]) => ({ day, counts: countsOf(ofDay) }))
        .toSorted((a, b) => b.day.localeCompare(a.day)),
    }))
    .toSorted((a, b) => b.total.movements - a.total.movements || a.officerId.localeCompare(b.officerId));
}

function countsOf(tallies: readonly Tally[]): ExceptionCounts {
  const sum = (kind: ExceptionKind): number =>
    tallies.reduce((total, one) => total + (one.kind === kind ? one.count : 0), 0);
  return {
    movements: sum('movements'),
    'by-sight': sum('by-sight'),
    'fingers-excepted': sum('fingers-excepted'),
    'fingers-unphotographed': sum('fingers-unphotographed'),
    'papers-refused': sum('papers-refused'),
    'children-refused': sum('children-refused'),
    stops: sum('stops'),
    'lock-outs': sum('lock-outs'),
    'alarms-seen': sum('alarms-seen'),
  };
}

function statementsOf(db: StationDatabase) {
  const kinds = countedAs.map(([type, kind]) => `WHEN '${type}' THEN '${kind}'`).join(' ');
  const types = countedAs.map(([type]) => `'${type}'`).join(', ');
  // A lock-out is the wrong PINs of the officer it is about, whoever is signed in.
  return {
    byType: db.prepare(
      `SELECT officerId, day, kind, count(*) AS count FROM (
         SELECT CASE type WHEN 'officer.locked-out.v1' THEN substr(subject, length('officer/') + 1) ELSE officer END AS officerId,
           date(committed_at, 'localtime') AS day, CASE type ${kinds} END AS kind
         FROM event WHERE type IN (${types}) AND committed_at >= ?)
       WHERE officerId IS NOT NULL GROUP BY officerId, day, kind`,
    ),
    exceptional: db.prepare(
      `WITH exceptional AS (
         SELECT officer AS officerId, date(committed_at, 'localtime') AS day, by_sight, excepted, unphotographed
         FROM event WHERE (by_sight > 0 OR excepted > 0) AND committed_at >= ? AND officer IS NOT NULL)
       SELECT officerId, day, 'by-sight' AS kind, sum(by_sight) AS count FROM exceptional GROUP BY officerId, day
       UNION ALL
       SELECT officerId, day, 'fingers-excepted' AS kind, sum(excepted) AS count FROM exceptional GROUP BY officerId, day
       UNION ALL
       SELECT officerId, day, 'fingers-unphotographed' AS kind, sum(unphotographed) AS count FROM exceptional GROUP BY officerId, day`,
    ),
  };
}
