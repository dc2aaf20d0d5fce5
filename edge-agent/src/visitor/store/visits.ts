import {
  type CustodyEvent,
  type VisitRelation,
  visitAlarms,
  visitDepositSchema,
  visitRelations,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

const visitSchema = z.strictObject({
  subject: z.string(),
  state: z.enum(['booked', 'inside', 'left', 'cancelled']),
  kind: z.enum(['family', 'legal']),
  /** Of a family's visit; a lawyer's says neither. */
  visitor: z.string().exactOptional(),
  person: z.string().exactOptional(),
  relation: z.enum(visitRelations).exactOptional(),
  bookedOn: z.string().exactOptional(),
  pass: z.int().exactOptional(),
  children: z.int(),
  deposit: visitDepositSchema.exactOptional(),
  /** No finger was taken at the entry. */
  bySight: z.boolean(),
  /** The event of the entry. */
  began: z.string().exactOptional(),
  beganAt: z.string().exactOptional(),
  due: z.string().exactOptional(),
  overdueRaised: z.boolean(),
  endedAt: z.string().exactOptional(),
  /** The event of the exit. */
  ended: z.string().exactOptional(),
});
export type Visit = z.infer<typeof visitSchema>;

/** Whether a visitor is inside who should have left. */
export const isOverdue = ({ state, due = '' }: Visit, nowMs: number): boolean =>
  state === 'inside' && Date.parse(due) <= nowMs;

const alarmSchema = z.object({
  event: z.string(),
  subject: z.string(),
  alarm: z.enum(visitAlarms),
  at: z.string(),
  matches: z.string().nullable(),
});
/** An alarm that nobody has answered. */
export type OpenAlarm = z.infer<typeof alarmSchema>;

/** Who is inside, who booked, and who was: filled by the events of visits within their transactions. */
export class Visits {
  private readonly db: StationDatabase;
  private readonly statements: ReturnType<typeof statementsOf>;
  /** Asked for several times at every step; undefined since something was written. */
  private nowInside: readonly Visit[] | undefined;

  constructor(db: StationDatabase) {
    this.db = db;
    this.statements = statementsOf(db);
  }

  /** Follows what is recorded, within its transaction. */
  follow(event: CustodyEvent): void {
    const { subject, time, id } = event;
    const known = this.find(subject);
    switch (event.type) {
      case 'visit.booked.v1': {
        const { parties, on } = event.data;
        this.put({ ...whose(subject, parties), state: 'booked', bookedOn: on });
        break;
      }
      case 'visit.booking-cancelled.v1':
        if (known) this.put({ ...known, state: 'cancelled' });
        break;
      case 'visit.began.v1': {
        const { parties, pass, children, deposit, entry, due } = event.data;
        this.put({
          ...whose(subject, parties),
          ...(known?.bookedOn !== undefined && { bookedOn: known.bookedOn }),
          state: 'inside',
          pass,
          children,
          ...(deposit && { deposit }),
          bySight: entry.method === 'sight',
          began: id,
          beganAt: time,
          due,
        });
        break;
      }
      case 'visit.ended.v1':
        if (known) this.put({ ...known, state: 'left', endedAt: time, ended: id });
        this.statements.answerOverdue.run(subject);
        break;
      case 'visit.alarm.v1':
        if (known && event.data.alarm === 'overdue') this.put({ ...known, overdueRaised: true });
        this.statements.insertAlarm.run(id, subject, event.data.alarm, time, event.data.matches ?? null);
        break;
      case 'visit.alarm-answered.v1':
        this.statements.answer.run(event.data.alarm);
        break;
      default:
        break;
    }
  }

  find(subject: string): Visit | undefined {
    const row = this.statements.find.get(subject);
    return row === undefined ? undefined : read(row);
  }

  /** By when they should have left, the latest first to be looked at first. */
  inside(): readonly Visit[] {
    if (this.nowInside) return this.nowInside;
    const visits = this.statements.inside
      .all()
      .map(read)
      .toSorted((a, b) => (a.due ?? '').localeCompare(b.due ?? ''));
    // What a transaction wrote may be taken back yet.
    if (!this.db.inTransaction) this.nowInside = visits;
    return visits;
  }

  booked(): Visit[] {
    return this.statements.booked
      .all()
      .map(read)
      .toSorted((a, b) => (a.bookedOn ?? '').localeCompare(b.bookedOn ?? ''));
  }

  /** A prisoner's visits by their family that began since a moment. */
  of(person: string, since: string): Visit[] {
    return this.statements.ofPerson.all(person, since).map(read);
  }

  /** Whom a visitor came to last. */
  lastOf(visitor: string): { readonly person: string; readonly relation: VisitRelation } | undefined {
    const row = this.statements.lastOf.get(visitor);
    const last = row === undefined ? undefined : read(row);
    return last?.person !== undefined && last.relation ? { person: last.person, relation: last.relation } : undefined;
  }

  /** The number that the next pass bears: each of a day has its own. */
  nextPass(sinceMidnight: string): number {
    return z.int().parse(this.statements.lastPass.get(sinceMidnight) ?? 0) + 1;
  }

  /** How many came in and how many left since a moment. */
  counts(since: string): { readonly arrived: number; readonly left: number } {
    const [arrived, left] = [this.statements.arrived.get(since), this.statements.left.get(since)];
    return { arrived: z.int().parse(arrived), left: z.int().parse(left) };
  }

  /** The oldest first. */
  alarms(): OpenAlarm[] {
    return z.array(alarmSchema).parse(this.statements.alarms.all());
  }

  private put(visit: Visit): void {
    const { subject, state, beganAt, endedAt, person, visitor, pass } = visit;
    this.nowInside = undefined;
    this.statements.put.run({
      ...{ subject, state, beganAt: beganAt ?? null, endedAt: endedAt ?? null },
      ...{ person: person ?? null, visitor: visitor ?? null, pass: pass ?? null, facts: JSON.stringify(visit) },
    });
  }
}

/** What every visit is as soon as it is known. */
function whose(subject: string, parties: Extract<CustodyEvent, { type: 'visit.booked.v1' }>['data']['parties']) {
  const unknown = { subject, children: 0, bySight: false, overdueRaised: false };
  if (parties.kind === 'legal') return { ...unknown, kind: parties.kind };
  const { kind, visitor, person, relation } = parties;
  return { ...unknown, kind, visitor, person, relation };
}

const factsRow = z.object({ facts: z.string() });
const read = (row: unknown): Visit => visitSchema.parse(JSON.parse(factsRow.parse(row).facts));

function statementsOf(db: StationDatabase) {
  const facts = (where: string) => db.prepare(`SELECT facts FROM visit WHERE ${where}`);
  return {
    put: db.prepare(
      `INSERT INTO visit (subject, state, began_at, ended_at, person, visitor, pass, facts)
       VALUES (@subject, @state, @beganAt, @endedAt, @person, @visitor, @pass, @facts)
       ON CONFLICT DO UPDATE SET state = @state, began_at = @beganAt, ended_at = @endedAt, person = @person,
         visitor = @visitor, pass = @pass, facts = @facts`,
    ),
    find: facts('subject = ?'),
    inside: facts("state = 'inside'"),
    booked: facts("state = 'booked'"),
    ofPerson: facts("person = ? AND began_at >= ? AND state IN ('inside', 'left')"),
    lastOf: facts("visitor = ? AND state IN ('inside', 'left') ORDER BY began_at DESC LIMIT 1"),
    lastPass: db.prepare('SELECT max(pass) FROM visit WHERE began_at >= ?').pluck(),
    arrived: db.prepare('SELECT count(*) FROM visit WHERE began_at >= ?').pluck(),
    left: db.prepare('SELECT count(*) FROM visit WHERE ended_at >= ?').pluck(),
    insertAlarm: db.prepare('INSERT INTO visit_alarm VALUES (?, ?, ?, ?, ?)'),
    answer: db.prepare('DELETE FROM visit_alarm WHERE event = ?'),
    // Whoever has left is late no more.
    answerOverdue: db.prepare("DELETE FROM visit_alarm WHERE subject = ? AND alarm = 'overdue'"),
    alarms: db.prepare('SELECT event, subject, alarm, at, matches FROM visit_alarm ORDER BY at'),
  };
}
