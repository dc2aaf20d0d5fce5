import { product } from '../exact/product.ts';
import { Rational } from '../exact/rational.ts';
import { positiveNumber } from '../quantity.ts';
import { type ReadClaim, readClaim, type SamplingClaim, type SamplingPlan, smallestPlan } from './claim.ts';

/**
 * What is believed of the proportion of positives before anything is tested: Beta(a, b), both more than zero, as `1` or `0.5`. It is the
 * laboratory's to choose and to defend: the larger a is beside b, the fewer units are tested.
 */
export interface Prior {
  readonly a: string;
  readonly b: string;
}

/** Its numbers have so many digits that twice the units take five times as long. */
const mostBelievedUnits = 10_000;

/**
 * How many units to draw by Bayes (UNODC/ENFSI, Guidelines on Representative Drug Sampling, ST/NAR/38; Aitken, J. Forensic Sci. 44 (1999)
 * 750): the smallest n for which, r of n being negative, the probability of at least K positives among N is 1 − α. Assumed are the prior,
 * units that are alike to the eye, a random draw, and tests that do not err. Of m = N − n units not tested, y are positive with
 * C(m, y) B(y + n − r + a, m − y + r + b) / B(n − r + a, r + b) (beta-binomial), calculated exactly.
 * @throws sampling-count, sampling-too-many, sampling-claim-impossible, measurement-rule, measurement-unreadable
 */
export function bayesianPlan(claim: SamplingClaim, prior: Prior): SamplingPlan {
  const read = readClaim(claim, mostBelievedUnits);
  const belief = wholeBelief(prior);
  return smallestPlan(read, (size) => fewerPositives(read, belief, size));
}

/** The prior as whole numbers: a and b times `unit`. */
interface Belief {
  readonly a: bigint;
  readonly b: bigint;
  readonly unit: bigint;
}

function wholeBelief(prior: Prior): Belief {
  const [a, b] = [positiveNumber(prior.a, 'prior a'), positiveNumber(prior.b, 'prior b')];
  return {
    a: a.numerator * b.denominator,
    b: b.numerator * a.denominator,
    unit: a.denominator * b.denominator,
  };
}

/**
 * How probable fewer positives than claimed are after this many tests. The terms from y = m down to the fewest that the claim needs
 * begin with that of y = m, and each is the one before times a ratio of whole numbers.
 */
function fewerPositives({ population, positives, negatives }: ReadClaim, belief: Belief, size: number): Rational {
  const { a, b, unit } = belief;
  const untested = population - size;
  const seenA = a + unit * BigInt(size - negatives);
  const seenB = b + unit * BigInt(negatives);
  const needed = Math.max(0, positives - size + negatives);
  const all = product(0, untested, (index) => seenA + unit * BigInt(index));
  const whole = product(0, untested, (index) => seenA + seenB + unit * BigInt(index));
  const { bottom, sum } = ratioSums(1, untested - needed + 1, (fewer) => ({
    top: BigInt(untested - fewer + 1) * (seenB + unit * BigInt(fewer - 1)),
    bottom: BigInt(fewer) * (seenA + unit * BigInt(untested - fewer)),
  }));
  const enough = all * (bottom + sum);
  return Rational.unreduced(whole * bottom - enough, whole * bottom);
}

/** The product of the ratios from one index up to another, as `top / bottom`, and the sum of their products so far, as `sum / bottom`. */
interface RatioSums {
  readonly top: bigint;
  readonly bottom: bigint;
  readonly sum: bigint;
}

/** Binary splitting, so that long numbers meet long ones. */
function ratioSums(from: number, to: number, ratio: (index: number) => { top: bigint; bottom: bigint }): RatioSums {
  if (to <= from) return { top: 1n, bottom: 1n, sum: 0n };
  if (to - from === 1) {
    const { top, bottom } = ratio(from);
    return { top, bottom, sum: top };
  }
  const middle = (from + to) >> 1;
  const [left, right] = [ratioSums(from, middle, ratio), ratioSums(middle, to, ratio)];
  return {
    top: left.top * right.top,
    bottom: left.bottom * right.bottom,
    sum: left.sum * right.bottom + left.top * right.sum,
  };
}
