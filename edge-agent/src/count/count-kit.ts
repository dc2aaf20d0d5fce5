import { type CountKind, type EventDraft, type SeenBy, type StateHere, typedEvent } from '@custody-edge/event-contract';
import { type CountEvent, isCountEvent } from './count-record.ts';
import { Counts } from './counts.ts';
import type { CustodyNow, Standing } from './tally.ts';

const startMs = Date.UTC(2026, 2, 1, 5);
/** So many minutes after the first count began. */
export const at = (minutes: number): string => new Date(startMs + minutes * 60_000).toISOString();

/** Ids in the order of their numbers, as those of one clock are. */
const idOf = (number: number): string => `01950000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
export const countId = (number: number): string => `count/${idOf(number)}`;
export const personId = (number: number): string => `person/${idOf(number)}`;
const chain = '0b9f3a52-8f0a-4c1f-9b56-0d2a1f1b7c11';
const approvals = ['word', 'other word'];

/** Where people are, for a count to look at. */
export class House implements CustodyNow {
  private readonly standings = new Map<string, Standing>();

  put(subject: string, state: StateHere, movedAt: string, ward = 'ward-1'): void {
    this.standings.set(subject, { state, movedAt, ward });
  }

  standingOf(subject: string): Standing | undefined {
    return this.standings.get(subject);
  }

  *inside(): Generator<string> {
    for (const [subject, { state }] of this.standings)
      if (state === 'IN_CUSTODY' || state === 'RELEASE_PENDING') yield subject;
  }
}

/** An event of a count as some station wrote it. */
export function counted(draft: EventDraft, minutes: number, number: number, source = '/jail-a/gate-1'): CountEvent {
  const event = typedEvent({
    specversion: '1.0',
    id: idOf(number),
    source,
    type: draft.type,
    subject: draft.subject,
    time: at(minutes),
    datacontenttype: 'application/json',
    chainid: chain,
    sequence: number,
    prevhash: 'A'.repeat(43),
    bootid: chain,
    timequality: 'synced',
    data: draft.data,
  });
  if (!event.ok) throw event.error;
  if (!isCountEvent(event.value)) throw new Error('no event of a count');
  return event.value;
}

/** What is said in a count. */
export const said = {
  started: (count: string, kind: CountKind = 'roll-call', expected = 0, parts = 1): EventDraft => ({
    type: 'count.started.v1',
    subject: count,
    data: { kind, by: '4417', expected, parts },
  }),
  expected: (count: string, ward: string, people: string[], part = 1): EventDraft => ({
    type: 'count.expected.v1',
    subject: count,
    data: { part, wards: [{ ward, people }] },
  }),
  seen: (count: string, person: string, by: SeenBy = { method: 'wristband' }): EventDraft => ({
    type: 'count.seen.v1',
    subject: count,
    data: { person, by },
  }),
  takenBack: (count: string, seen: string): EventDraft => ({
    type: 'count.taken-back.v1',
    subject: count,
    data: { seen, reason: 'another-person' },
  }),
  calledOff: (count: string): EventDraft => ({
    type: 'count.called-off.v1',
    subject: count,
    data: { reason: 'a drill that was not announced', approvals },
  }),
  ended: (count: string, others: string[] = []): EventDraft => ({
    type: 'count.ended.v1',
    subject: count,
    data: {
      with: others,
      expected: 3,
      accounted: 2,
      missing: 'A'.repeat(43),
      unexplained: 1,
      approvals: approvals.slice(0, 1),
    },
  }),
};

/** Everything that a count says, to be compared with what another fold says. */
export function told(counts: Counts) {
  const { open } = counts;
  if (!open) return undefined;
  const { first, joined, waiting, tally } = open;
  return {
    first: first.id,
    joined: joined.map(({ id }) => id),
    waiting: waiting.map(({ id }) => id),
    expected: tally.expected,
    accounted: tally.accounted,
    missing: tally.missingPeople(),
    wards: tally.wards(),
    twice: tally.seenTwice(),
    outside: tally.seenThoughOutside(),
  };
}

/** The fold of events, from nothing. */
export function folded(custody: CustodyNow, events: readonly CountEvent[]): Counts {
  const counts = new Counts(custody);
  for (const event of events) counts.take(event);
  return counts;
}
