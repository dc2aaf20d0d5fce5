/**
 * One scale for every comparison: −10 · log10 of the false match rate (FMR), so 40 is one false match in 10,000 comparisons of strangers.
 *
 * Fitted on all 39,486 cross-finger pairs of 12 people of FCJ2020-A (those with an even number), where the logarithm of the FMR falls
 * linearly with the square root of the likeness. These people look more alike than any other real set measured: on the other 13 people
 * and on four FVC sets (58,038 pairs) strangers score 5 to 12 lower at an FMR of 1 in 1,000, so the scale errs to the safe side there.
 */
const calibration = { slope: 232, offset: 13.7, impostorComparisons: 39_486 } as const;

/**
 * The smallest FMR that the fitted comparisons can support: by the rule of three, none seen in n comparisons means below 3/n with 95 %
 * confidence. Scores above `scoreOfFmr` of it continue the fitted line, and nobody has seen what it promises there.
 */
export const smallestSupportedFmr = 3 / calibration.impostorComparisons;

/** Score of a likeness (see `compareTemplates`); 0 means no better than any stranger. */
export function scoreOf(likeness: number): number {
  return Math.max(0, calibration.slope * Math.sqrt(likeness) - calibration.offset);
}

/** FMR of accepting this score and every higher one, above 0 up to 1. */
export function fmrOfScore(score: number): number {
  return 10 ** (-score / 10);
}

/** Score to ask for so that at most this share (0 < fmr ≤ 1) of strangers' comparisons is accepted. */
export function scoreOfFmr(fmr: number): number {
  return -10 * Math.log10(fmr);
}

/**
 * Score of several impressions of one finger compared with one probe: the best, less what the chance of several tries is worth
 * (Bonferroni). 0 for none.
 */
export function fuseImpressions(scores: readonly number[]): number {
  return lessChances(Math.max(0, ...scores), scores.length);
}

/** The best of several tries, less what their number is worth (Bonferroni). */
const lessChances = (score: number, chances: number): number =>
  Math.max(0, score - 10 * Math.log10(Math.max(1, chances)));

/**
 * Score of different fingers of one person compared finger by finger, on the same scale: the chance that strangers' fingers together
 * look at least this alike, each finger being independent of the others (Fisher's product of chances). 0 for none.
 */
export function fuseFingers(scores: readonly number[]): number {
  const doubt = (scores.reduce((sum, score) => sum + score, 0) * Math.LN10) / 10;
  let term = 1;
  let sum = scores.length === 0 ? 1 : 0;
  for (let finger = 0; finger < scores.length; finger += 1) {
    sum += term;
    term *= doubt / (finger + 1);
  }
  return Math.max(0, (10 * (doubt - Math.log(sum))) / Math.LN10);
}

/** How alike the most alike of some comparisons of one finger with a person's was, and how many they were. */
export interface FingerLikeness {
  readonly score: number;
  readonly comparisons: number;
}

/**
 * Score of two people's whole enrolments, on the same scale. Each finger counts less what its many comparisons are worth; taken is
 * either all fingers together, or the one most alike, for whoever has one readable finger or presented another one: two chances, so
 * both cost a little.
 * @param fingers of the one person, each as it compares with the other person's
 */
export function likenessOfPeople(fingers: readonly FingerLikeness[]): number {
  const scores = fingers.map(({ score, comparisons }) => lessChances(score, comparisons));
  const best = lessChances(Math.max(0, ...scores), scores.length);
  return lessChances(Math.max(fuseFingers(scores), best), 2);
}
