import type { BackoffLimits } from '@custody-edge/foundation';

/** How patiently a device is opened again. */
export interface ReopenLimits extends BackoffLimits {
  /** How often the port of an absent device is looked for. */
  readonly presenceIntervalMs: number;
  /** A device ready for this long starts with a clean count of attempts. */
  readonly steadyAfterMs: number;
}

export const defaultReopenLimits: ReopenLimits = {
  baseMs: 500,
  capMs: 15_000,
  presenceIntervalMs: 1000,
  steadyAfterMs: 10_000,
};
