import { isApproved } from './board/movements.ts';
import type { Desk } from './desk.ts';

/**
 * How long a step that nobody touches stays on the glass: what only shows somebody, as briefly as a kiosk should; what is being written
 * down, or gathers several officers, longer. Whoever touches the page begins the time anew.
 */
const idleAfterMs: Partial<Record<Desk['step'], number>> = {
  done: 4_000,
  'not-allowed': 12_000,
  pass: 300_000,
  find: 30_000,
  record: 30_000,
  admission: 600_000,
  report: 300_000,
  'call-back': 600_000,
  noted: 12_000,
  passed: 8_000,
  board: 90_000,
  conflict: 120_000,
  match: 300_000,
};
const idleReleaseMs = 300_000;
/** Whoever was released or left property here gets a slip: time to hand it over, or to have it printed by the browser. */
const idleSlipMs = 60_000;

/** How long nobody need touch this desk before it goes home and forgets whom it showed; `undefined` where it stays. */
export function idleMsOf(desk: Desk): number | undefined {
  if (desk.step === 'board' && (isApproved(desk.movement) || desk.sight)) return idleReleaseMs;
  if (desk.step === 'done' && desk.slips) return idleSlipMs;
  return idleAfterMs[desk.step];
}

/** Said and done: nobody need be warned before it goes. */
export const isBrief = (idleMs: number): boolean => idleMs < 30_000;
