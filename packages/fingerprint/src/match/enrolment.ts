import { operatingPoints, repeatedFingerPoint } from './operating-points.ts';

/** How many fingers of a person are enrolled, and how many impressions of each. */
export interface EnrolmentPlan {
  readonly fingers: number;
  readonly impressionsPerFinger: number;
}

/** One finger was presented under two names, or two fingers (or too poor a print) under one. */
export type EnrolmentFault = 'finger-repeated' | 'not-one-finger';

/**
 * What is wrong with one more impression within a person's enrolment, as far as prints alone tell. They do not tell which finger of the
 * hand they are of: in FCJ2020-A the mean ridge periods of the four positions lie within 0.2 px, their spread among people is 0.6 to 0.8 px.
 * @param scores the impression's best score with each finger taken so far
 * @param own which of them it was presented as; -1 where it is the first of its finger
 * @param plan the whole enrolment: the more impressions will be compared, the more likeness is asked for
 */
export function enrolmentFault(
  scores: readonly number[],
  own: number,
  plan: EnrolmentPlan,
): EnrolmentFault | undefined {
  const point = repeatedFingerPoint(comparisonsOfFingers(plan));
  if (scores.some((score, finger) => finger !== own && score >= point)) return 'finger-repeated';
  return own !== -1 && (scores[own] ?? 0) < operatingPoints.sameFinger ? 'not-one-finger' : undefined;
}

/** How often an impression of one finger is compared with one of another in a whole enrolment. */
function comparisonsOfFingers({ fingers, impressionsPerFinger }: EnrolmentPlan): number {
  return ((fingers * (fingers - 1)) / 2) * impressionsPerFinger ** 2;
}
