import { rootUp } from '../exact/root.ts';
import { positiveIn, type Quantity, requireCount } from '../quantity.ts';
import { meanOf, seriesOf, varianceOf } from '../series.ts';

/** Significant digits of a deviation that is kept: two more than are ever printed, rounded up. */
export const deviationDigits = 4;

/** What the method asks of repeated weighings of one load. */
export interface RepeatabilityLimit {
  /** Least number of weighings, 2 or more. */
  readonly fewest: number;
  readonly greatestDeviation: Quantity;
}

export interface Repeatability {
  readonly count: number;
  readonly mean: Quantity;
  /** The experimental standard deviation s. */
  readonly deviation: Quantity;
  /** One less than the weighings. */
  readonly degreesOfFreedom: number;
  /** From the lightest to the heaviest. */
  readonly spread: Quantity;
  readonly passed: boolean;
}

/**
 * How far weighings of one load scatter (GUM 4.2.2). The comparison is exact; what is printed of the deviation is rounded up.
 * @throws measurement-too-few, measurement-units-mixed, measurement-unreadable, measurement-not-positive, measurement-rule
 */
export function repeatability(weighings: readonly Quantity[], limit: RepeatabilityLimit): Repeatability {
  requireCount(limit.fewest, 2, 'fewest');
  const series = seriesOf(weighings, limit.fewest);
  const { unit, amounts, place } = series;
  const greatest = positiveIn(unit, limit.greatestDeviation, 'greatestDeviation');
  const variance = varianceOf(series);
  const lightest = amounts.reduce((least, amount) => (amount.compare(least) < 0 ? amount : least));
  const heaviest = amounts.reduce((most, amount) => (amount.compare(most) > 0 ? amount : most));
  return {
    count: amounts.length,
    mean: {
      value: meanOf(series)
        .rounded(place + 1, 'half-even')
        .toString(),
      unit,
    },
    deviation: { value: rootUp(variance, deviationDigits).toString(), unit },
    degreesOfFreedom: amounts.length - 1,
    spread: { value: heaviest.minus(lightest).rounded(place, 'up').toString(), unit },
    passed: variance.compare(greatest.squared()) <= 0,
  };
}
