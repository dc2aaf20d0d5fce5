import { isApproved } from './board/movements.ts';
import type { Desk } from './desk.ts';

/** How long a finished or refused step stays on the glass, and an untouched board; some gather several officers. */
const idleAfterMs: Partial<Record<Desk['step'], number>> = {
  done: 4_000,
  'not-allowed': 12_000,
  pass: 300_000,
  find: 60_000,
  record: 90_000,
  report: 300_000,
  'call-back': 600_000,
  noted: 12_000,
  passed: 8_000,
  board: 90_000,
  conflict: 120_000,
};
const idleReleaseMs = 300_000;
/** Whoever was released gets a slip: time to hand it over, or to have it printed by the browser. */
const idleSlipMs = 60_000;

/** How long nobody need touch this desk before it goes home and forgets whom it showed; `undefined` where it stays. */
export function idleMsOf(desk: Desk): number | undefined {
  if (desk.step === 'board' && (isApproved(desk.movement) || desk.sight)) return idleReleaseMs;
  if (desk.step === 'done' && desk.movement === 'release') return idleSlipMs;
  return idleAfterMs[desk.step];
}
