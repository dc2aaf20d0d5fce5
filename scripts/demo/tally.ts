/** How the fingers of a day were judged, against what the script knows to be true. */
export interface Tally {
  /** The right person passed, or another was stopped. */
  readonly right: number;
  /** The right person was refused after all tries. */
  readonly wronglyRefused: number;
  /** Another person passed as the right one. */
  readonly wronglyPassed: number;
  /** Further captures that were needed. */
  readonly retried: number;
}

export const noVerifications: Tally = { right: 0, wronglyRefused: 0, wronglyPassed: 0, retried: 0 };

/** @param genuine whether the finger was the claimed person's @param passed what the gate decided */
export function count(tally: Tally, genuine: boolean, passed: boolean, captures: number): Tally {
  return {
    right: tally.right + Number(genuine === passed),
    wronglyRefused: tally.wronglyRefused + Number(genuine && !passed),
    wronglyPassed: tally.wronglyPassed + Number(!genuine && passed),
    retried: tally.retried + Math.max(0, captures - 1),
  };
}

export const tallyLine = ({ right, wronglyRefused, wronglyPassed, retried }: Tally): string =>
  `verifications: ${right} right, ${wronglyRefused + wronglyPassed} wrong ` +
  `(${wronglyPassed} wrong person passed, ${wronglyRefused} right person refused), ${retried} retried`;
