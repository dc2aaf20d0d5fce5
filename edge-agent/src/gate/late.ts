import { isKept } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { GatePolicy } from '../config.ts';
import { centralSearchDueMs } from '../people/concern.ts';
import type { Person, Roll } from '../people/people.ts';
import { listNameOf } from '../people/person-name.ts';
import { lateDetention } from './order/detention.ts';
import { unreportedHolds } from './order/late-hold.ts';
import { lateOrders } from './order/rights-clock.ts';
import type { LateView } from './view.ts';

/**
 * What should have been done by now for anybody of this prison, what is a stop first and then the longest overdue: also who is outside
 * while their release order is here.
 * @param here this prison's site
 */
export function lateThings(people: Roll, policy: GatePolicy, here: string, nowMs: number): LateView[] {
  return people
    .concerning(nowMs)
    .flatMap((person) => [
      ...lateSearch(person, policy, nowMs),
      ...lateOrders(person, policy, nowMs),
      ...ordersOutside(person, here),
      ...unreported(person),
      ...unreportedHolds(person),
      ...lateClaims(person, nowMs),
      ...lateDetention(person, policy, nowMs),
    ])
    .toSorted((a, b) => Number(b.sign === 'stop') - Number(a.sign === 'stop') || a.since.localeCompare(b.since));
}

/** Injuries that came with a police remand: the superintendent's to report. */
const unreported = (person: Person): LateView[] =>
  person.custody.openInjuries.map(({ at, count }) => ({
    kind: 'new-injuries',
    subject: person.subject,
    owner: 'superintendent',
    sign: 'stop',
    since: at,
    text: say('injuries.found', { person: listNameOf(person), count }),
  }));

/** Somebody admitted long ago whose fingers the centre has not searched. */
function lateSearch(person: Person, policy: GatePolicy, nowMs: number): LateView[] {
  const { subject, custody } = person;
  const dueMs = centralSearchDueMs(custody, policy);
  if (dueMs === undefined || nowMs < dueMs || !isKept(custody.state)) return [];
  const text = say('match.search-late', { person: listNameOf(person) });
  const since = new Date(dueMs).toISOString();
  return [{ kind: 'central-search', subject, owner: 'superintendent', sign: 'wait', since, text }];
}

/** Whoever is outside cannot be released at the gate: the court may let them go, or they are released when they come back. */
function ordersOutside(person: Person, here: string): LateView[] {
  const { absence, openOrders, site } = person.custody;
  const [since] = openOrders.flatMap(({ verified }) => verified?.at ?? []).toSorted();
  if (!absence || site !== here || since === undefined) return [];
  const text = say(`gate.order-for-${absence.journey}`, { person: listNameOf(person) });
  const { subject } = person;
  return [{ kind: 'order-outside', subject, owner: 'superintendent', sign: 'wait', since, text }];
}

/** A prisoner's own claim that should have been answered. */
function lateClaims(person: Person, nowMs: number): LateView[] {
  return person.custody.openClaims.flatMap(({ answerDue }) => {
    if (Date.parse(answerDue) >= nowMs) return [];
    const text = say('claim.late', { person: listNameOf(person) });
    return [{ kind: 'claim', subject: person.subject, owner: 'superintendent', sign: 'stop', since: answerDue, text }];
  });
}
