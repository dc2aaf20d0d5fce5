import { measurementError } from '../errors.ts';
import { Rational } from '../exact/rational.ts';
import { numberOf, requireCount } from '../quantity.ts';

/** Most units of one seizure. */
export const mostUnits = 100_000;

/** What a sample shall support: that at least so large a part of the units would test positive. It says nothing about a quantity. */
export interface SamplingClaim {
  /** N, the units that look alike. */
  readonly population: number;
  /** k, the share of them, more than 0 and up to 1, as `0.9`. */
  readonly share: string;
  /** Between 0 and 1, as `0.95`. */
  readonly confidence: string;
  /** r, how many of the sample may test negative. */
  readonly negatives: number;
}

export interface SamplingPlan {
  /** How many units are drawn and tested. */
  readonly size: number;
  /** K = ⌈kN⌉, how many positive units the sample supports when no more than r of it are negative. */
  readonly positives: number;
  /** How probable it is all the same that there are fewer, rounded up: no more than 1 − confidence. */
  readonly risk: string;
}

/** A claim whose numbers have a meaning. */
export interface ReadClaim {
  readonly population: number;
  readonly positives: number;
  readonly negatives: number;
  /** α = 1 − confidence. */
  readonly risk: Rational;
}

/**
 * @param most units for which the plan is calculated: the arithmetic is exact, and takes its time
 * @throws sampling-count, sampling-too-many, measurement-rule, measurement-unreadable, sampling-claim-impossible
 */
export function readClaim({ population, share, confidence, negatives }: SamplingClaim, most: number): ReadClaim {
  requirePopulation(population, most);
  requireCount(negatives, 0, 'negatives');
  const [part, sure, whole] = [numberOf(share, 'share'), numberOf(confidence, 'confidence'), Rational.of(1n)];
  if (part.sign() <= 0 || part.compare(whole) > 0) throw measurementError('measurement-rule', { share });
  if (sure.sign() <= 0 || sure.compare(whole) >= 0) throw measurementError('measurement-rule', { confidence });
  const positives = Number(part.times(Rational.of(BigInt(population))).rounded(0, 'up').unscaled);
  if (negatives > population - positives)
    throw measurementError('sampling-claim-impossible', { population, positives, negatives });
  return { population, positives, negatives, risk: whole.minus(sure) };
}

/** @throws sampling-count, sampling-too-many */
export function requirePopulation(population: number, most: number): void {
  if (!Number.isSafeInteger(population) || population < 1) throw measurementError('sampling-count', { population });
  if (population > most) throw measurementError('sampling-too-many', { population, most });
}

const riskDigits = 4;

/**
 * The smallest sample that keeps the risk, at least one unit more than may be negative. Testing more never raises the risk, and testing
 * all leaves none, so the sizes are doubled and then halved.
 * @param riskOf the risk that remains when so many are tested
 */
export function smallestPlan(claim: ReadClaim, riskOf: (size: number) => Rational): SamplingPlan {
  const { population, positives, negatives, risk } = claim;
  const holds = (size: number): boolean => riskOf(size).compare(risk) <= 0;
  let [fails, size] = [negatives, Math.min(negatives + 1, population)];
  while (!holds(size)) [fails, size] = [size, Math.min(size * 2, population)];
  while (size - fails > 1) {
    const middle = (fails + size) >> 1;
    if (holds(middle)) size = middle;
    else fails = middle;
  }
  const remaining = riskOf(size);
  const place = remaining.sign() === 0 ? 0 : riskDigits - 1 - remaining.exponent();
  return { size, positives, risk: remaining.rounded(place, 'up').toString() };
}
