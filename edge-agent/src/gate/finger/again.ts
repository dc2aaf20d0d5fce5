import type { BilingualText } from '@custody-edge/foundation';
import type { Desk, DeskStep, PassDesk, QueueDesk, World } from '../desk.ts';
import type { Capture } from './capture.ts';
import { stop } from './identify.ts';

type Unclaimed = Extract<Desk, { step: 'home' }> | QueueDesk | PassDesk;

/** Counts a try that led to nobody where nobody is claimed: at home, in a queue and over a paper. */
export function again(desk: Unclaimed, text: BilingualText, scanner: Capture['scanner'], world: World): DeskStep {
  const attempts = desk.attempts + 1;
  if (attempts < world.policy.captureTries) return { desk: { ...desk, attempts, again: text }, effects: [] };
  const movement = desk.step === 'home' ? 'out-to-court' : desk.movement;
  return stop('not-confirmed', movement, attempts, world.stationSubject, scanner);
}
