import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../people/people.ts';
import { listNameOf } from '../people/person-name.ts';
import type { Sign } from '../station/status-view.ts';

/** What the glass says of the last finger or wristband. */
export interface Feedback {
  readonly sign: Sign;
  /** For the officer who attends, and without a name for whoever else reads the glass. */
  readonly text: BilingualText;
  readonly unnamed: BilingualText;
  readonly seen?: string;
}

/** Why nothing came of it. */
export const refusal = (text: BilingualText): Feedback => ({ sign: 'wait', text, unnamed: text });

/** A band that was lost, or taken off: whoever wears it now is somebody to look at. */
export const voidBand = (): Feedback => {
  const text = say('count.band-void');
  return { sign: 'stop', text, unnamed: text };
};

/** Green, next. */
export const counted = (person: Person | undefined, seen: string): Feedback => ({
  sign: 'go',
  text: say('count.counted-person', { person: listNameOf(person) }),
  unnamed: say('count.counted'),
  seen,
});

/** Here, a moment ago: that is said, and nothing is recorded twice. */
export const countedBefore = (person: Person | undefined, seen: string): Feedback => ({
  sign: 'information',
  text: say('count.counted-before-person', { person: listNameOf(person) }),
  unnamed: say('count.counted-before'),
  seen,
});

/** The record has them outside: whoever that is, somebody has to look. */
export const outside = (person: Person | undefined, seen: string): Feedback => ({
  sign: 'stop',
  text: say('count.outside-person', {
    person: listNameOf(person),
    state: person ? say(`state.${person.custody.state}`) : say('count.not-on-record'),
  }),
  unnamed: say('count.outside'),
  seen,
});
