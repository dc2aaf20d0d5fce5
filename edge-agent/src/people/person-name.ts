import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from './people.ts';

export const nameOf = (person: Person | undefined): BilingualText =>
  person?.identity
    ? say(`person.${person.identity.relation}`, person.identity)
    : say(person ? 'gate.erased-person' : 'gate.unknown-person');

/** The name as a list shows it, which others in the room read too: of a child the number only. */
export const listNameOf = (person: Person | undefined): BilingualText =>
  person?.custody.juvenile && person.identity
    ? say('gate.child-number', { number: person.identity.prisonerNumber })
    : nameOf(person);
