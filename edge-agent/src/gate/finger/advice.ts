import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { World } from '../desk.ts';
import type { Capture } from './capture.ts';

/** What to do about a print of which a reason is known; undefined where none is. */
export function adviceFor([reason]: Capture['reasons']): BilingualText | undefined {
  return reason && say(`gate.print-${reason}`);
}

/** The same for a print that gave no template, whatever is known. */
export const adviceForUnclear = (reasons: Capture['reasons']): BilingualText =>
  adviceFor(reasons) ?? say('gate.unclear');

interface Try {
  readonly attempt: number;
  readonly limit: number;
}

/** The next try, counted for the officer. */
export const nextTry = (attempts: number, { policy }: World): Try => ({
  attempt: attempts + 1,
  limit: policy.captureTries,
});

/** Asks for the finger again after an image that held no usable print. */
export const askAgain = (reasons: Capture['reasons'], tries: Try): BilingualText =>
  say('gate.try-again', { advice: adviceForUnclear(reasons), ...tries });

/** Asks for a better print of the finger where it was poor, for another finger where it was good: nobody was found. */
export function askAfterNoMatch({ reasons }: Capture, tries: Try): BilingualText {
  const advice = adviceFor(reasons);
  return advice ? say('gate.try-again', { advice, ...tries }) : say('gate.other-finger', tries);
}
