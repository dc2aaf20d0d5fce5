import { measurementError } from '../errors.ts';
import { Rational, sumOf } from '../exact/rational.ts';
import { rootAt } from '../exact/root.ts';
import { amountIn, noNegativeIn, placeOf, type Quantity } from '../quantity.ts';

/** A weight with how sure it is; a budget of `../uncertainty` has both uncertainties. */
export interface Weighed {
  readonly weight: Quantity;
  /** Standard uncertainty of what differs from weighing to weighing. */
  readonly random: Quantity;
  /** Standard uncertainty of what is the same in every weighing on the instrument. */
  readonly correlated: Quantity;
}

/** Weights of which one has to be the sum of the others. */
export interface Link {
  readonly name: LinkName;
  readonly whole: Weighed;
  readonly parts: readonly Weighed[];
}

export type LinkName = 'package' | 'analysis' | 'units';

/** Whether the weights of a link agree. All texts are exact decimals of one unit. */
export interface LinkResult {
  readonly name: LinkName;
  readonly unit: string;
  readonly whole: string;
  /** All parts together. */
  readonly parts: string;
  /** Whole less parts: more than zero where something is missing. */
  readonly difference: string;
  /** The largest difference that the uncertainties explain, to the digit that the difference ends at. */
  readonly allowance: string;
  readonly agrees: boolean;
}

/**
 * Holds a sum against its parts: |difference| ≤ k u, where u² = u²(whole) + Σ u²random(part) + (Σ ucorrelated(part))². What all parts share,
 * as the calibration of their balance, grows with their number; the whole counts as weighed apart from them.
 * @param coverage k, more than zero
 * @throws measurement-too-few without parts; measurement-units-mixed, measurement-unreadable, measurement-not-positive
 */
export function holdAgainst({ name, whole, parts }: Link, coverage: Rational): LinkResult {
  const { unit } = whole.weight;
  if (parts.length === 0) throw measurementError('measurement-too-few', { link: name, parts: 0 });
  const weights = parts.map(({ weight }) => amountIn(unit, weight, 'part'));
  const total = sumOf(weights);
  const difference = amountIn(unit, whole.weight, 'whole').minus(total);
  const square = varianceOf([whole], unit).plus(varianceOf(parts, unit)).times(coverage.squared());
  const place = Math.max(...[whole, ...parts].map(({ weight }) => placeOf(weight.value)));
  const allowance = rootAt(square, place, 'down');
  return {
    name,
    unit,
    whole: whole.weight.value,
    parts: total.rounded(place, 'down').toString(),
    difference: difference.rounded(place, 'down').toString(),
    allowance: allowance.toString(),
    agrees: difference.abs().compare(Rational.from(allowance)) <= 0,
  };
}

/** Of the sum of weights on one instrument. */
function varianceOf(weights: readonly Weighed[], unit: string): Rational {
  const random = weights.map(({ random }) => noNegativeIn(unit, random, 'random').squared());
  const correlated = weights.map(({ correlated }) => noNegativeIn(unit, correlated, 'correlated'));
  return sumOf(random).plus(sumOf(correlated).squared());
}
