/** Wrong PINs in a row from which every further try has to wait (NIST SP 800-63B). */
const failuresBeforeDelay = 5;
/** Wrong PINs in a row after which no PIN counts any more: the officer is enrolled again. */
const failuresBeforeDisabled = 50;
const delayMs = 30_000;

export const isPinSpent = (failures: number): boolean => failures >= failuresBeforeDisabled;
export const isLockedOut = (failures: number): boolean => failures >= failuresBeforeDelay;

/**
 * How long the next try has to wait.
 * @param failures wrong PINs in a row, from the disk
 * @param sinceMs monotonic milliseconds since the last try, or since the start of the process when there was none:
 * a restart begins the wait anew, and the wall clock has no say
 */
export const waitMs = (failures: number, sinceMs: number): number =>
  isLockedOut(failures) ? Math.max(0, delayMs - sinceMs) : 0;
