import type { People } from '../people/people.ts';
import type { CustodyNow } from './tally.ts';

/** The people on record at this station, as a count looks at them. */
export const custodyNow = (people: People): CustodyNow => ({
  standingOf: (subject) => people.find(subject)?.custody,
  *inside() {
    for (const { subject } of people.in('IN_CUSTODY', 'RELEASE_PENDING')) yield subject;
  },
});
