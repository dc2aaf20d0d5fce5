import { product } from '../exact/product.ts';
import { Rational } from '../exact/rational.ts';
import { mostUnits, type ReadClaim, readClaim, type SamplingClaim, type SamplingPlan, smallestPlan } from './claim.ts';

/**
 * How many units to draw (UNODC/ENFSI, Guidelines on Representative Drug Sampling, ST/NAR/38): the smallest n for which, were one unit
 * fewer positive than claimed, no more than r negatives among n would be as improbable as α:
 * Σ C(K − 1, x) C(N − K + 1, n − x) / C(N, n) ≤ α, with x from n − r to n. The arithmetic is of whole numbers.
 * @throws sampling-count, sampling-too-many, sampling-claim-impossible, measurement-rule, measurement-unreadable
 */
export function hypergeometricPlan(claim: SamplingClaim): SamplingPlan {
  const read = readClaim(claim, mostUnits);
  return smallestPlan(read, (size) => fewNegatives(read, size));
}

/** How probable it is to draw no more than r negatives where the claim just fails. */
function fewNegatives({ population, positives, negatives }: ReadClaim, size: number): Rational {
  let ways = 0n;
  for (let found = 0; found <= Math.min(negatives, size); found++)
    ways += orders(positives - 1, size - found) * orders(population - positives + 1, found) * choose(size, found);
  return Rational.unreduced(ways, orders(population, size));
}

/** Ways to take so many of these one after the other; none where there are fewer. */
const orders = (of: number, taken: number): bigint =>
  taken > of ? 0n : product(0, taken, (index) => BigInt(of - index));

/** Ways to take so many of these in no order. */
const choose = (of: number, taken: number): bigint => orders(of, taken) / orders(taken, taken);
