import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from './people.ts';

export const nameOf = (person: Person | undefined): BilingualText =>
  person?.identity
    ? say(`person.${person.identity.relation}`, person.identity)
    : say(person ? 'gate.erased-person' : 'gate.unknown-person');
