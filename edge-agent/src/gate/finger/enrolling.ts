import type { FingerImpressions } from '@custody-edge/fingerprint';
import {
  type EnrolmentFault,
  type EnrolmentPlan,
  enrolmentFault,
  type FingerName,
  fingerNames,
} from '@custody-edge/fingerprint';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { adviceFor } from './advice.ts';
import type { Capture } from './capture.ts';
import type { EnrolmentFingerView } from './finger-view.ts';

/** Index fingers and thumbs first: the fingers that people present most easily. */
export const fingerOrder: readonly FingerName[] = [
  'right-index',
  'left-index',
  'right-thumb',
  'left-thumb',
  ...fingerNames.filter((name) => !/index|thumb/.test(name)),
];

/** Somebody's fingers, as far as they are taken. */
export interface Enrolling {
  readonly fingers: readonly FingerImpressions[];
  /** Fingers that are not taken of this person. */
  readonly left: readonly FingerName[];
  readonly plan: EnrolmentPlan;
}

/** The fingers that are enrolled: as many as are wanted, as far as the hands have them. */
export function progressOf({ fingers, left, plan }: Enrolling): (EnrolmentFingerView & { name: FingerName })[] {
  return fingerOrder
    .filter((name) => !left.includes(name))
    .slice(0, plan.fingers)
    .map((name) => ({
      name,
      finger: say(`finger.${name}`),
      taken: fingers.find(({ finger }) => finger === name)?.impressions.length ?? 0,
      needed: plan.impressionsPerFinger,
    }));
}

/** The finger to present next; undefined when all are taken. */
export const nextOf = (enrolling: Enrolling): FingerName | undefined =>
  progressOf(enrolling).find(({ taken, needed }) => taken < needed)?.name;

/**
 * One more impression of the finger that is asked for, unless it is of another one.
 * @param scores the print's best score with each finger taken so far
 * @returns the fingers with it; or why not, and what to do
 */
export function withImpression(
  enrolling: Enrolling,
  { template, reasons }: Pick<Capture, 'template' | 'reasons'>,
  scores: readonly number[],
): { readonly fingers: readonly FingerImpressions[] } | { readonly again: BilingualText } {
  const { fingers, plan } = enrolling;
  const wanted = nextOf(enrolling);
  if (!wanted) return { fingers };
  const own = fingers.findIndex(({ finger }) => finger === wanted);
  const fault = enrolmentFault(scores, own, plan);
  if (fault) return { again: againAfter(fault, wanted, reasons) };
  if (own === -1) return { fingers: [...fingers, { finger: wanted, impressions: [template] }] };
  return {
    fingers: fingers.map((one, index) =>
      index === own ? { ...one, impressions: [...one.impressions, template] } : one,
    ),
  };
}

function againAfter(fault: EnrolmentFault, wanted: FingerName, reasons: Capture['reasons']): BilingualText {
  const ask = { finger: say(`finger.${wanted}`) };
  if (fault === 'finger-repeated') return say('gate.finger-repeated', ask);
  // Of a poor print nobody can say that it is another finger's.
  return adviceFor(reasons) ?? say('gate.fingers-differ', ask);
}
