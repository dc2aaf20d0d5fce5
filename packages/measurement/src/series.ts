import { measurementError } from './errors.ts';
import { Rational, sumOf } from './exact/rational.ts';
import { amountIn, placeOf, type Quantity } from './quantity.ts';

/** Readings of one unit. */
export interface Series {
  readonly unit: string;
  readonly amounts: readonly Rational[];
  /** Most digits after the point that any of them has. */
  readonly place: number;
}

/** @throws measurement-too-few, measurement-units-mixed, measurement-unreadable */
export function seriesOf(readings: readonly Quantity[], fewest: number): Series {
  if (readings.length < fewest) throw measurementError('measurement-too-few', { readings: readings.length, fewest });
  const unit = readings[0]?.unit ?? '';
  return {
    unit,
    amounts: readings.map((reading) => amountIn(unit, reading, 'reading')),
    place: Math.max(...readings.map(({ value }) => placeOf(value))),
  };
}

const countOf = ({ amounts }: Series): Rational => Rational.of(BigInt(amounts.length));

export const meanOf = (series: Series): Rational => sumOf(series.amounts).over(countOf(series));

/** The square of the experimental standard deviation s, of at least two readings: divided by one less than there are (GUM 4.2.2). */
export function varianceOf(series: Series): Rational {
  const mean = meanOf(series);
  const squares = series.amounts.map((amount) => amount.minus(mean).squared());
  return sumOf(squares).over(Rational.of(BigInt(series.amounts.length - 1)));
}
