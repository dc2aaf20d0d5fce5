import type { CustodyEvent } from '@custody-edge/event-contract';
import { type MessageKey, say, wallDateTime } from '@custody-edge/ui-kit';
import type { Slip, SlipLine } from '@custody-edge/ui-kit/slip';
import type { Person } from '../../people/people.ts';
import type { Recipient } from './recipients.ts';

/** What every slip is made from, besides its event. */
export interface SlipFacts {
  readonly identity: NonNullable<Person['identity']>;
  /** With which the station vouches for the event. */
  readonly code: string;
  readonly recipient: Recipient;
  /** When it is printed again. */
  readonly copyAt?: string;
}

/** For whom a slip is, and that it is a copy. */
export const slipMarks = ({ recipient, copyAt }: Omit<SlipFacts, 'identity'>): Slip['marks'] => [
  say(`slip.for-${recipient}`),
  ...(copyAt === undefined ? [] : [say('slip.copy', { at: wallDateTime(copyAt) })]),
];

/** Its marks, and whom it is about: only on the paper, never in the code. */
export const slipHead = ({ identity, ...facts }: SlipFacts): Pick<Slip, 'marks' | 'lines'> => ({
  marks: slipMarks(facts),
  lines: [
    { label: say('person.name'), value: identity.name },
    { label: say('person.parentage'), value: identity.parentage },
    { label: say('person.number'), value: identity.prisonerNumber },
  ],
});

/** When and where an event was recorded, and how far the clock is to be trusted where it was not checked. */
export const placeLines = (
  { time, timequality, source }: CustodyEvent,
  label: Extract<MessageKey, `slip.time${string}`>,
): SlipLine[] => [
  { label: say(label), value: wallDateTime(time) },
  ...(timequality === 'synced' ? [] : [{ label: say('slip.clock'), value: say(`clock.${timequality}`) }]),
  { label: say('slip.place'), value: source.slice(1).replace('/', ' / ') },
];
