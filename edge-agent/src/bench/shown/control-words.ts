import type { Reagent } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';

/** How both controls of a batch came out, a sentence each. */
export const controlWords = ({ controls }: Reagent): readonly [known: BilingualText, blank: BilingualText] => [
  say(controls.positive ? 'lab.known-reacted' : 'lab.known-silent'),
  // The control held where nothing happened.
  say(controls.blank ? 'lab.blank-silent' : 'lab.blank-reacted'),
];
