import { type CustodyHere, isEnded } from '@custody-edge/event-contract';
import { type IndexedPerson, indexPerson, searchFor } from '@custody-edge/ui-kit';
import type { FoundPeople } from '../../people/found-people.ts';
import { inPieces } from '../../people/in-pieces.ts';
import type { People, Person } from '../../people/people.ts';

const shownPeople = 20;

/** Finds people on record by name, parentage, prisoner number and the numbers of their cases. */
export class PersonSearch {
  private readonly people: People;
  /** Each with the custody that it was made from. */
  private readonly index = new Map<string, { readonly custody: CustodyHere; readonly person: IndexedPerson }>();
  /** Whoever was not looked for since they are as they are now. */
  private readonly unindexed: Set<string>;
  private preparing: Promise<void> | undefined;

  constructor(people: People) {
    this.people = people;
    this.unindexed = new Set(people.all().map(({ subject }) => subject));
    people.watch((subject) => this.unindexed.add(subject));
  }

  /** Opens everybody's name before the first search: one at a time costs little, thousands at once would stop the gate. */
  prepare(): Promise<void> {
    const index = (subject: string): void => {
      const person = this.people.find(subject);
      if (person) this.indexed(person);
    };
    this.preparing ??= inPieces([...this.unindexed], index).finally(() => {
      this.preparing = undefined;
    });
    return this.preparing;
  }

  /** Tells whom a search fits; everybody where nothing is searched for. */
  finder(query: string): (person: Person) => boolean {
    if (query.trim() === '') return () => true;
    const fits = searchFor(query);
    return (person) => fits(this.indexed(person)) !== undefined;
  }

  find(query: string): FoundPeople {
    if (query.trim() === '') return { subjects: [], more: 0 };
    const fits = searchFor(query);
    const found = this.people.all().flatMap((person) => {
      const how = fits(this.indexed(person));
      return how === undefined ? [] : [{ person, how }];
    });
    // Whoever is spelt as it was typed comes first, and of those whoever is still held.
    const rank = ({ person, how }: (typeof found)[number]): number =>
      (how === 'written' ? 0 : 2) + (isEnded(person.custody.state) ? 1 : 0);
    const subjects = found.toSorted((a, b) => rank(a) - rank(b)).map(({ person }) => person.subject);
    return { subjects: subjects.slice(0, shownPeople), more: Math.max(0, subjects.length - shownPeople) };
  }

  /** Somebody's name can be read, or no longer: they are indexed anew. */
  forget(subject: string): void {
    this.index.delete(subject);
    this.unindexed.add(subject);
  }

  private indexed(person: Person): IndexedPerson {
    const { subject, custody } = person;
    const known = this.index.get(subject);
    const indexed = known?.custody === custody ? known : { custody, person: indexPerson(findableBy(person)) };
    if (indexed !== known) this.index.set(subject, indexed);
    this.unindexed.delete(subject);
    return indexed.person;
  }
}

function findableBy({ identity, admittedAs, warrant, custody }: Person) {
  const cases = [warrant.caseNumber, custody.absence?.caseNumber, ...custody.openOrders.map((one) => one.caseNumber)];
  return {
    names: [identity, admittedAs].flatMap((one) => (one ? [one.name, one.parentage] : [])),
    numbers: [...(identity ? [identity.prisonerNumber] : []), ...cases.filter((number) => number !== undefined)],
  };
}
