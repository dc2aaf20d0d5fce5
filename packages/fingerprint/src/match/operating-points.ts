import { scoreOfFmr } from './score.ts';

/** How many false matches a decision may have, as a share of strangers' tries; policy speaks in this and never in raw likeness. */
const accepted = {
  /** Another impression of a finger while its owner stands there: a wrong answer only spoils that enrolment. */
  sameFingerFmr: 1e-3,
  /** A whole enrolment in which two different fingers are taken for one presented twice: the officer asks once more for nothing. */
  repeatedFingerPerEnrolment: 1e-3,
  /** One claimed identity, before a release. */
  releaseFmr: 1e-5,
  /** A whole search through a gallery that names somebody who is not in it (FPIR). */
  searchFpir: 1e-3,
  /** The same where the search ends at the first finger so alike, and others are not looked at any more. */
  certainFpir: 1e-6,
  /**
   * A whole search for an enrolment among many people that finds somebody who is not there: an officer compares the two, and whoever is
   * missed is missed for good, so far more of it than where a name follows at once.
   */
  duplicateFpir: 1e-2,
} as const;

/** Scores to reach for a comparison with one person. */
export const operatingPoints = {
  sameFinger: scoreOfFmr(accepted.sameFingerFmr),
  release: scoreOfFmr(accepted.releaseFmr),
} as const;

/**
 * Score that names somebody out of a gallery: every impression in it is another chance of a false match, so the more there are the
 * more is asked for, and never less than for a claimed identity.
 * @param impressions number of enrolled impressions searched
 */
export function searchPoint(impressions: number): number {
  return Math.max(operatingPoints.release, scoreOfFmr(accepted.searchFpir / Math.max(1, impressions)));
}

/**
 * Score from which a search need not look any further: a thousand times rarer among strangers than what names somebody.
 * @param impressions number of enrolled impressions searched
 */
export function certainPoint(impressions: number): number {
  return Math.max(operatingPoints.release, scoreOfFmr(accepted.certainFpir / Math.max(1, impressions)));
}

/**
 * Score from which two fingers of one enrolment are one finger presented twice. Every comparison of an impression of one with an
 * impression of another is a chance of a false alarm, so the more there are the more is asked for.
 * @param comparisons number of them in the whole enrolment
 */
export function repeatedFingerPoint(comparisons: number): number {
  return scoreOfFmr(accepted.repeatedFingerPerEnrolment / Math.max(1, comparisons));
}

/**
 * Score, as `likenessOfPeople` gives it, from which an officer is asked whether two enrolments are of one person; never less than is
 * asked of one claimed identity.
 * @param people number of people searched
 */
export function duplicatePoint(people: number): number {
  return Math.max(operatingPoints.release, scoreOfFmr(accepted.duplicateFpir / Math.max(1, people)));
}
