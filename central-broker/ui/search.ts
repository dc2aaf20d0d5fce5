import { indexPerson, searchFor } from '@custody-edge/ui-kit';
import type { PersonLine } from '../src/http/view.ts';

/** Those of the people whom a search finds, in their order. */
export function foundAmong<Person extends Pick<PersonLine, 'identity' | 'subject'>>(
  people: readonly Person[],
  query: string,
): Person[] {
  const fits = searchFor(query);
  return people.filter(({ identity, subject }) => {
    const names = identity ? [identity.name, identity.parentage] : [];
    return fits(indexPerson({ names, numbers: [identity?.prisonerNumber ?? '', subject] })) !== undefined;
  });
}
