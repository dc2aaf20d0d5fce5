/** A threshold on `compareTemplates` with the error rates seen at it; rates are shares of 1. */
export interface OperatingPoint {
  /** A score of at least this is a match. */
  readonly threshold: number;
  /** Impostor comparisons made while measuring, and how many of them reached the threshold. */
  readonly impostorComparisons: number;
  readonly falseMatches: number;
  /**
   * False non-match rate of one comparison, and of the best of three enrolled impressions, on FVC2002 DB1_B (280 and 50 tries).
   */
  readonly fnmr: number;
  readonly fnmrBestOfThree: number;
}

/**
 * Measured over all cross-finger pairs of FVC2002 DB1_B and DB3_B, FVC2004 DB2_B and DB4_B, and FCJ2020-A; the tables are in
 * README.md. No false match in 184,996 comparisons means, by the rule of three, an FMR below about 2e-5, not 0.
 */
export const operatingPoints = {
  /** Another impression of a finger while its owner stands there: a wrong answer only spoils that enrolment. */
  sameFinger: { threshold: 45, impostorComparisons: 184_996, falseMatches: 0, fnmr: 0.032, fnmrBestOfThree: 0 },
  /** One claimed identity against its enrolled impressions, before a release. */
  release: { threshold: 60, impostorComparisons: 184_996, falseMatches: 0, fnmr: 0.054, fnmrBestOfThree: 0 },
  /** Naming somebody out of a gallery: stricter, because every entry is another chance of a false match. */
  search: { threshold: 80, impostorComparisons: 184_996, falseMatches: 0, fnmr: 0.079, fnmrBestOfThree: 0 },
} as const satisfies Record<string, OperatingPoint>;
