import type { GroupMovement, Journey, ProductionOrder } from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import { listedView } from '../../people/person-view.ts';
import { journeyOf } from '../board/movements.ts';
import type { World } from '../desk.ts';
import type { ListedView } from '../view.ts';
import type { QueueView } from './queue-view.ts';

/** The page is pushed whole at each change: of a list that may be of hundreds it shows so many, and how many there are. */
export const shownOfList = 40;

/** An order of the court list. */
export interface CourtCall {
  readonly subject: string;
  readonly order: ProductionOrder;
}

/** Somebody whom a court has called, and who is here to go. */
interface Called {
  readonly person: Person;
  readonly order: ProductionOrder;
}

export function calledHere({ subject, order }: CourtCall, world: World): Called[] {
  const person = world.person(subject);
  return person?.custody.state === 'IN_CUSTODY' ? [{ person, order }] : [];
}

const onCourtList = ({ person, order: { orderId, court, caseNumber, dueBack } }: Called): ListedView => ({
  person: listedView(person),
  orderId,
  place: court,
  ...(!person.custody.juvenile && { caseNumber }),
  journey: 'court',
  dueBack,
  overdue: false,
});

/** Somebody of this prison who is outside for a time. */
export interface Away {
  readonly person: Person;
  readonly absence: NonNullable<Person['custody']['absence']>;
}

export function awayFrom(here: string, person: Person): Away[] {
  const { absence, site } = person.custody;
  return absence && site === here ? [{ person, absence }] : [];
}

export const isOverdue = ({ absence: { dueBack } }: Away, nowMs: number): boolean => Date.parse(dueBack) < nowMs;

const soonestFirst = (one: Away, other: Away): number => one.absence.dueBack.localeCompare(other.absence.dueBack);

/** Whom the lists of this moment are about. */
export interface Lists {
  readonly called: readonly Called[];
  readonly byJourney: ReadonlyMap<Journey, readonly Away[]>;
}

const firstOf = <One>(all: readonly One[], shown: (one: One) => ListedView): Pick<QueueView, 'listed' | 'more'> => ({
  listed: all.slice(0, shownOfList).map(shown),
  more: Math.max(0, all.length - shownOfList),
});

/** Of whom a list says that they go this way. */
export function listedFor(
  movement: GroupMovement,
  { called, byJourney }: Lists,
  nowMs: number,
): Pick<QueueView, 'listed' | 'more'> {
  if (movement === 'out-to-court') return firstOf(called, onCourtList);
  const { way, journey } = journeyOf(movement) ?? {};
  const due = way === 'back' && journey !== undefined ? (byJourney.get(journey) ?? []) : [];
  return firstOf(due.toSorted(soonestFirst), (one) => absentee(one, nowMs));
}

function absentee(away: Away, nowMs: number): ListedView {
  const { person, absence } = away;
  const { journey, paper, place, caseNumber, dueBack } = absence;
  return {
    person: listedView(person),
    orderId: paper,
    place,
    ...(caseNumber !== undefined && !person.custody.juvenile && { caseNumber }),
    journey,
    dueBack,
    overdue: isOverdue(away, nowMs),
  };
}
