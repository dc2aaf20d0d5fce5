/** A genuine comparison: its score, and the lesser quality of its two prints, 0 … 100. */
export interface GradedPair {
  readonly score: number;
  readonly quality: number;
}

/** Share of the genuine pairs that were discarded and FNMR of those that stay. */
export interface DiscardPoint {
  readonly discarded: number;
  readonly fnmr: number;
}

/**
 * Error versus discard (Grother & Tabassi, Performance of biometric quality measures, IEEE TPAMI 29(4), 2007; ISO/IEC 29794-1): what
 * the FNMR at a fixed threshold becomes when the pairs of least quality are discarded, a grade of quality at a time. A useful quality
 * makes it fall. From nothing discarded to the best grade alone.
 */
export function errorVersusDiscard(pairs: readonly GradedPair[], threshold: number): DiscardPoint[] {
  const grades = [...new Set(pairs.map(({ quality }) => quality))].sort((a, b) => a - b);
  return grades.map((least) => {
    const kept = pairs.filter(({ quality }) => quality >= least);
    const missed = kept.filter(({ score }) => score <= threshold).length;
    return { discarded: 1 - kept.length / pairs.length, fnmr: missed / kept.length };
  });
}
