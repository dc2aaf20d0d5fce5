import { Decimal } from '@custody-edge/foundation';
import type { Weighing } from '../reading.ts';

/**
 * When successive stable weighings count as one weight. A single stable flag does not: eleven "stable" frames of a real
 * 1 mg balance were seen to spread over 29 mg.
 */
export interface StabilityRule {
  /** Least number of successive stable weighings. */
  readonly required: number;
  /** Largest spread among them, in readability steps. */
  readonly withinDivisions: number;
  /** The readability d of the balance, as decimal text in the unit of its weighings. */
  readonly divisionText: string;
  /** Least time from the first to the last of them. */
  readonly durationMs: number;
}

/** A weighing that carries a stable value. */
export type StableWeighing = Weighing & { readonly status: 'stable' };

/** Where an observation stands. */
export interface Stability {
  /** 0 nothing yet, 1 accepted. */
  readonly progress: number;
  readonly accepted: boolean;
  /** The successive stable weighings so far; once accepted, the ones the decision rests on. */
  readonly samples: readonly StableWeighing[];
}

export const unsettled: Stability = { progress: 0, accepted: false, samples: [] };

/**
 * Adds one weighing. Anything but a stable weighing in the same unit starts anew; a stable one that drifted too far drops
 * the oldest until the rest agrees. An accepted observation stays as it is.
 * @throws RangeError when the rule is no rule
 */
export function observe(rule: StabilityRule, before: Stability, weighing: Weighing): Stability {
  const tolerance = toleranceOf(rule);
  if (before.accepted) return before;
  if (weighing.status !== 'stable') return unsettled;
  const newest = Decimal.parse(weighing.value);
  if (!newest) return unsettled;
  const sameUnit = before.samples.filter((sample) => sample.unit === weighing.unit);
  const kept = sameUnit.length === before.samples.length ? sameUnit : [];
  const samples = [...lastAgreeing(kept, newest, tolerance), weighing];
  const spanMs = weighing.monotonicMs - (samples[0]?.monotonicMs ?? weighing.monotonicMs);
  const enough = Math.min(samples.length / rule.required, 1);
  const longEnough = rule.durationMs === 0 ? 1 : Math.min(spanMs / rule.durationMs, 1);
  const progress = Math.min(enough, longEnough);
  return { progress, accepted: progress >= 1, samples };
}

/** The longest run of the latest samples that lies within the tolerance together with the newest value. */
function lastAgreeing(samples: readonly StableWeighing[], newest: Decimal, tolerance: Decimal): StableWeighing[] {
  let lowest = newest;
  let highest = newest;
  let from = samples.length;
  for (const sample of samples.toReversed()) {
    const value = Decimal.parse(sample.value);
    if (!value) break;
    if (value.compare(lowest) < 0) lowest = value;
    if (value.compare(highest) > 0) highest = value;
    if (highest.minus(lowest).compare(tolerance) > 0) break;
    from -= 1;
  }
  return samples.slice(from);
}

function toleranceOf(rule: StabilityRule): Decimal {
  const division = Decimal.parse(rule.divisionText);
  if (!division || !(rule.required >= 1) || !(rule.durationMs >= 0) || !Number.isInteger(rule.withinDivisions))
    throw new RangeError('a stability rule needs a decimal division, a count, whole divisions and a duration');
  const none = division.minus(division);
  let tolerance = none;
  for (let count = 0; count < rule.withinDivisions; count++) tolerance = tolerance.minus(none.minus(division));
  return tolerance;
}
