import type { GatePolicy } from '../../config.ts';
import { isWithinHours } from '../../station/hours.ts';

/** Whether the house releases people at this hour of its own wall clock; always, unless it set hours. */
export const isReleaseHour = (window: GatePolicy['releaseWindow'], nowMs: number): boolean =>
  window === undefined || isWithinHours(window, nowMs);
