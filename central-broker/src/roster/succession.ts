import { type CustodyEvent, type Enrolment, isEnded } from '@custody-edge/event-contract';
import { type Clock, type CustodyError, ok, type Result } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { Register } from '../register/register.ts';
import type { EventStore } from '../store/events.ts';
import type { PersonRow } from '../store/people.ts';
import type { SuccessionStore } from '../store/successions.ts';
import type { Dispatch } from './dispatch.ts';
import type { Telling } from './telling.ts';

/** How many people are on their way to one gate at a time: a finger on its glass waits no longer than they take to be read. */
const underWayLimit = 32;

/**
 * Whoever left the house within so long is told of as well. Other stations of the site may not have heard of it from the machine before it
 * broke, and hand the new one what they hold: people who are inside for ever. Longer than any cable stays cut unnoticed.
 */
const leftWithinMs = 7 * 86_400_000;

export interface SuccessionOptions {
  readonly clock: Clock;
  readonly events: EventStore;
  readonly successions: SuccessionStore;
  readonly register: Register;
  readonly telling: Telling;
  readonly dispatch: Dispatch;
  readonly log: Logger;
  onChange(): void;
}

/** Whom a gate of this prison has to know: everybody whom the prison holds, seeks or expects. */
const isOfHouse = ({ site, custody }: PersonRow, house: string): boolean =>
  !isEnded(custody.state) &&
  !custody.forgotten &&
  (site === house || (custody.state === 'IN_TRANSIT' && custody.absence?.place === house));

const isTold = (event: CustodyEvent): event is Extract<CustodyEvent, { type: 'gate.told-of-person.v1' }> =>
  event.type === 'gate.told-of-person.v1';

/**
 * Hands a machine that replaced a broken one everything that the old one and others recorded of the people of its prison, as they signed
 * it: a few people at a time, until it has recorded that it holds them all.
 */
export function createSuccession(options: SuccessionOptions) {
  const { clock, events, successions, register, telling, dispatch, log, onChange } = options;
  /** By chain: who is on the way, and the place in the order up to which everybody was sent. */
  const underWay = new Map<string, { readonly gate: Enrolment; readonly sent: Set<string>; place: number }>();

  /** Of this house: those whom it holds first, since the gate waits for them. */
  function peopleFor({ site, stationId }: Enrolment['record']): string[] {
    const rows = register.rows();
    const since = new Date(clock.nowMs() - leftWithinMs).toISOString();
    const moved = new Set(events.peopleRecordedAt(stationId, since));
    const hasLeft = ({ subject, custody }: PersonRow): boolean =>
      isEnded(custody.state) && !custody.forgotten && moved.has(subject);
    return [...rows.filter((row) => isOfHouse(row, site)), ...rows.filter(hasLeft)].map(({ subject }) => subject);
  }

  async function tell(subject: string, gate: Enrolment, remaining: number): Promise<Result<void, CustodyError>> {
    const parts = telling.partsFor(subject, gate);
    if (!parts.ok) return parts;
    const grant = await telling.keyFor(subject, gate);
    if (!grant.ok) return grant;
    const event = telling.newestOf(subject);
    if (event !== undefined) telling.send(gate, parts.value, { subject, event, remaining, ...grant.value });
    return ok(undefined);
  }

  async function goOn(gate: Enrolment): Promise<void> {
    const { chainId } = gate.record;
    if (!dispatch.isOnline(gate)) return;
    const under = underWay.get(chainId) ?? { gate, sent: new Set(), place: 0 };
    underWay.set(chainId, under);
    const next = successions.waitingAfter(chainId, under.place, underWayLimit - under.sent.size);
    under.place = next.at(-1)?.place ?? under.place;
    for (const { subject } of next) under.sent.add(subject);
    const later = successions.countAfter(chainId, under.place);
    for (const [index, { subject }] of next.entries()) {
      const done = await tell(subject, gate, later + next.length - 1 - index);
      successions.trouble(chainId, subject, done.ok ? undefined : done.error.code);
      if (done.ok) continue;
      under.sent.delete(subject);
      log.error({ code: done.error.code, details: done.error.details }, 'a new machine could not be told of a person');
    }
  }

  const goOnSafely = (gate: Enrolment): void => {
    goOn(gate).catch((error: unknown) => log.error({ err: error }, 'a new machine is not told; it is tried again'));
  };

  /** What was lost on the way, or could not be told, has its turn again after everybody else. */
  dispatch.repeat((stations) => {
    const inForce = new Set(stations.map(({ record }) => record.chainId));
    for (const [chainId, under] of underWay) {
      if (!inForce.has(chainId)) {
        // The new machine was itself replaced: nothing is granted to its keys any more.
        underWay.delete(chainId);
        continue;
      }
      under.sent.clear();
      if (successions.countAfter(chainId, under.place) === 0) under.place = 0;
      goOnSafely(under.gate);
    }
  });

  return {
    /** To a gate that has come online: all of it, where it replaced another machine. */
    begin(gate: Enrolment): void {
      const { role, stationId, chainId } = gate.record;
      if (role !== 'gate') return;
      successions.begin(stationId, chainId, () => peopleFor(gate.record));
      goOnSafely(gate);
      onChange();
    },
    /** After gates have recorded that they were told of people: there is room for the next. */
    told(applied: readonly CustodyEvent[]): void {
      for (const [chainId, events] of Map.groupBy(applied.filter(isTold), ({ chainid }) => chainid)) {
        const under = underWay.get(chainId);
        if (!under) continue;
        for (const { data } of events) under.sent.delete(data.person);
        goOnSafely(under.gate);
      }
    },
  };
}
