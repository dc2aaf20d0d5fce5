import type { Person } from './people.ts';
import type { PersonView } from './shown.ts';

/** A person by name, for the officer who deals with them. */
export const personView = ({ subject, identity, custody }: Person): PersonView => ({
  subject,
  ...(identity && { identity }),
  state: custody.state,
});

/** Of a child a list shows the number only: others in the room read it too. */
export function listedView(person: Person): PersonView {
  const { identity, ...view } = personView(person);
  if (!identity) return view;
  return person.custody.juvenile ? { ...view, numberOnly: identity.prisonerNumber } : { ...view, identity };
}
