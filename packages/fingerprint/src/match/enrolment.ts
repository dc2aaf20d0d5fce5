import type { FingerName } from '../finger.ts';
import { compareTemplates } from './compare.ts';
import { layTogether } from './lay-together.ts';
import { operatingPoints, repeatedFingerPoint } from './operating-points.ts';
import type { PreparedTemplate } from './prepared-template.ts';

/** The impressions that were presented under the name of one finger. */
export interface NamedFinger {
  readonly finger: FingerName;
  readonly impressions: readonly PreparedTemplate[];
}

export type EnrolmentFault =
  /** One finger was presented under two names. */
  | { readonly fault: 'finger-repeated'; readonly fingers: readonly [FingerName, FingerName]; readonly score: number }
  /** Indices of the impressions that resemble the others of their name too little: another finger, or too poor a print. */
  | { readonly fault: 'not-one-finger'; readonly finger: FingerName; readonly impressions: readonly number[] };

/**
 * What is wrong within one person's enrolment, as far as prints alone tell. They do not tell which finger of the hand they are of: in
 * FCJ2020-A the mean ridge periods of the four positions lie within 0.2 px, their spread among people is 0.6 to 0.8 px.
 */
export function enrolmentFaults(fingers: readonly NamedFinger[]): EnrolmentFault[] {
  return [...fingers.flatMap(strangersUnderOneName), ...repeatedFingers(fingers)];
}

function strangersUnderOneName({ finger, impressions }: NamedFinger): EnrolmentFault[] {
  const { motions } = layTogether(impressions, operatingPoints.sameFinger);
  const strangers = motions.flatMap((motion, index) => (motion ? [] : [index]));
  return strangers.length === 0 ? [] : [{ fault: 'not-one-finger', finger, impressions: strangers }];
}

function repeatedFingers(fingers: readonly NamedFinger[]): EnrolmentFault[] {
  const pairs = fingers.flatMap((a, index) => fingers.slice(index + 1).map((b) => [a, b] as const));
  const comparisons = pairs.reduce((sum, [a, b]) => sum + a.impressions.length * b.impressions.length, 0);
  const point = repeatedFingerPoint(comparisons);
  return pairs.flatMap(([a, b]): EnrolmentFault[] => {
    const score = bestScore(a.impressions, b.impressions);
    return score < point ? [] : [{ fault: 'finger-repeated', fingers: [a.finger, b.finger], score }];
  });
}

function bestScore(some: readonly PreparedTemplate[], others: readonly PreparedTemplate[]): number {
  return Math.max(0, ...some.flatMap((a) => others.map((b) => compareTemplates(a, b).score)));
}
