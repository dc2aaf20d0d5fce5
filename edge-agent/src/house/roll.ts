import { noWard, type StateHere } from '@custody-edge/event-contract';
import type { Person } from '../people/people.ts';
import { listedView } from '../people/person-view.ts';
import type { RollOrder, RollQuery } from './requests.ts';
import type { RollCountView, RollPersonView } from './view.ts';

/** How many people are in each state and ward. */
export function rollCounts(people: Iterable<Person>): RollCountView[] {
  const counts = new Map<string, RollCountView>();
  for (const { custody } of people) {
    const { state } = custody;
    const ward = wardIn(custody);
    const key = `${state} ${ward}`;
    counts.set(key, { state, ward, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

/** Those whom a part of the roll is about; whether a search finds them is told by `finds`. */
export const peopleOf = (
  people: readonly Person[],
  { state, ward }: RollQuery,
  finds: (person: Person) => boolean,
): Person[] =>
  people.filter(
    (person) =>
      (state === undefined || person.custody.state === state) &&
      (ward === undefined || wardIn(person.custody) === ward) &&
      finds(person),
  );

/** One line of the roll. */
export function rollLine(person: Person): RollPersonView {
  const { ward } = person.custody;
  return { ...listedView(person), since: sinceOf(person), ...(ward !== undefined && { ward }) };
}

/** The same people in the order that was asked for; who is equal in it stands by number. */
export function sorted(people: readonly Person[], by: RollOrder): Person[] {
  return people
    .map((person) => ({ person, key: keyOf(person, by), number: numberKey(person) }))
    .toSorted((a, b) => alphabet.compare(a.key, b.key) || alphabet.compare(a.number, b.number))
    .map(({ person }) => person);
}

const alphabet = new Intl.Collator('ur', { numeric: true });

const numberKey = ({ identity }: Person): string => identity?.prisonerNumber ?? '';

function keyOf(person: Person, by: RollOrder): string {
  switch (by) {
    case 'number':
      return numberKey(person);
    case 'name': {
      const { identity, numberOnly } = listedView(person);
      return identity ? `${identity.name} ${identity.parentage}` : (numberOnly ?? '');
    }
    case 'state':
      return person.custody.state;
    case 'ward':
      return wardIn(person.custody);
    case 'since':
      return sinceOf(person);
  }
}

const wardIn = ({ ward }: { readonly state: StateHere; readonly ward?: string }): string => ward ?? noWard;

/** Since when somebody is in their state: since the first order that stands for whoever is to be released, else since they moved. */
function sinceOf({ custody: { state, openOrders, movedAt } }: Person): string {
  if (state !== 'RELEASE_PENDING') return movedAt;
  const verified = openOrders.flatMap((order) => order.verified?.at ?? []);
  return verified.toSorted().at(0) ?? movedAt;
}
