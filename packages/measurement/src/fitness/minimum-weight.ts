import { measurementError } from '../errors.ts';
import { Rational } from '../exact/rational.ts';
import { rootAt, rootUp } from '../exact/root.ts';
import { amountIn, placeOf, positiveIn, type Quantity } from '../quantity.ts';
import { type Series, seriesOf, varianceOf } from '../series.ts';
import { deviationDigits } from './repeatability.ts';

/** USP <41> (2014, 2019): ten weighings at least, 2 s / m no more than 0.10 %. */
const fewestWeighings = 10;
const deviationsPerWeight = Rational.of(2000n);

/** A scatter below 0.41 d is lost in the rounding of the display, so 0.41 d stands for it (USP <41>). */
export const leastDeviationPerDivision = Rational.of(41n, 100n);

export interface MinimumWeight {
  readonly count: number;
  /** The experimental standard deviation s of the weighings. */
  readonly deviation: Quantity;
  /** What the minimum comes from: 2000 s, or 820 d where s is less than 0.41 d. */
  readonly ruledBy: 'deviation' | 'division';
  /** The smallest net weight that this balance weighs well enough, rounded up to a digit of its display. */
  readonly minimum: Quantity;
}

/**
 * The minimum weight of USP <41>: the larger of 2000 s and 820 d.
 * @param weighings of one load, ten or more
 * @param division d, the readability of the balance
 * @throws measurement-too-few, measurement-division, measurement-units-mixed, measurement-unreadable, measurement-not-positive
 */
export function minimumWeight(weighings: readonly Quantity[], division: Quantity): MinimumWeight {
  const series = seriesOf(weighings, fewestWeighings);
  const { unit } = series;
  const step = positiveIn(unit, division, 'division');
  requireSteps(series, step, division);
  const variance = varianceOf(series);
  const least = step.times(leastDeviationPerDivision).squared();
  const ruledBy = variance.compare(least) < 0 ? 'division' : 'deviation';
  const square = (ruledBy === 'division' ? least : variance).times(deviationsPerWeight.squared());
  return {
    count: series.amounts.length,
    deviation: { value: rootUp(variance, deviationDigits).toString(), unit },
    ruledBy,
    minimum: { value: rootAt(square, placeOf(division.value), 'up').toString(), unit },
  };
}

/** @throws measurement-units-mixed, measurement-unreadable, measurement-not-positive */
export function reachesMinimum(net: Quantity, minimum: Quantity): boolean {
  const least = positiveIn(minimum.unit, minimum, 'minimum');
  return amountIn(minimum.unit, net, 'net').compare(least) >= 0;
}

/** Weighings between the steps of a balance are of another balance, or its division was written down wrongly. */
function requireSteps({ amounts }: Series, step: Rational, division: Quantity): void {
  const between = amounts.find((amount) => amount.over(step).denominator !== 1n);
  if (between)
    throw measurementError('measurement-division', {
      division: division.value,
      weighing: between.rounded(12, 'down').toString(),
    });
}
