import { Rational } from '../exact/rational.ts';
import { rootUp } from '../exact/root.ts';
import { positiveIn, type Quantity, requireCount } from '../quantity.ts';
import { meanOf, seriesOf, varianceOf } from '../series.ts';
import { leastDeviationPerDivision } from './minimum-weight.ts';
import { deviationDigits } from './repeatability.ts';

/** The lines of a control chart, as decimal text: what is printed is what points are judged by. */
export interface ChartLimits {
  readonly unit: string;
  /** Weighings that the limits come from. */
  readonly count: number;
  readonly mean: string;
  /** s, never less than 0.41 d. */
  readonly deviation: string;
  /** Mean ± 2 s. */
  readonly warning: Band;
  /** Mean ± 3 s. */
  readonly action: Band;
}

export interface Band {
  readonly low: string;
  readonly high: string;
}

/**
 * The limits of a chart of daily check weighings (Shewhart: warning at 2 s, action at 3 s). A balance whose display is coarser than its
 * scatter says the same every day; its limits would close on the mean, so 0.41 d stands for a smaller s, as in USP <41>.
 * @param weighings of one check weight while the balance was known to be in order
 * @param fewest the least number of them that the method takes, 2 or more
 * @param division d, the readability of the balance
 * @throws measurement-too-few, measurement-units-mixed, measurement-unreadable, measurement-not-positive, measurement-rule
 */
export function chartLimits(weighings: readonly Quantity[], fewest: number, division: Quantity): ChartLimits {
  requireCount(fewest, 2, 'fewest');
  const series = seriesOf(weighings, fewest);
  const least = positiveIn(series.unit, division, 'division').times(leastDeviationPerDivision);
  const variance = varianceOf(series);
  const square = variance.compare(least.squared()) < 0 ? least.squared() : variance;
  const mean = meanOf(series).rounded(series.place + 2, 'half-even');
  const deviation = rootUp(square, deviationDigits);
  const place = Math.max(mean.scale, deviation.scale);
  const line = (deviations: bigint): string =>
    Rational.from(mean)
      .plus(Rational.from(deviation).times(Rational.of(deviations)))
      .rounded(place, 'half-even')
      .toString();
  return {
    unit: series.unit,
    count: series.amounts.length,
    mean: mean.toString(),
    deviation: deviation.toString(),
    warning: { low: line(-2n), high: line(2n) },
    action: { low: line(-3n), high: line(3n) },
  };
}
