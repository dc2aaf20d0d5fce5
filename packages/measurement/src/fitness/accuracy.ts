import { measurementError } from '../errors.ts';
import { Rational } from '../exact/rational.ts';
import { amountIn, placeOf, positiveIn, type Quantity } from '../quantity.ts';

/** USP <41>: an error of no more than 0.10 %, with a weight between 5 % and 100 % of the capacity. */
const greatestError = Rational.of(1n, 1000n);
const smallestPart = Rational.of(5n, 100n);
const hundred = Rational.of(100n);
const percentPlace = 4;

/** One weighing of a certified weight. */
export interface CheckWeighing {
  /** The conventional mass of its certificate. */
  readonly weight: Quantity;
  readonly reading: Quantity;
}

export interface Accuracy {
  /** Reading less weight. */
  readonly error: Quantity;
  /** Of the weight, away from zero to four digits after the point. */
  readonly errorPercent: string;
  readonly passed: boolean;
}

/**
 * The accuracy of USP <41>.
 * @throws measurement-check-weight, measurement-units-mixed, measurement-unreadable, measurement-not-positive
 */
export function accuracy({ weight, reading }: CheckWeighing, capacity: Quantity): Accuracy {
  const { unit } = capacity;
  const most = positiveIn(unit, capacity, 'capacity');
  const mass = positiveIn(unit, weight, 'weight');
  if (mass.compare(most) > 0 || mass.compare(most.times(smallestPart)) < 0)
    throw measurementError('measurement-check-weight', { weight: weight.value, capacity: capacity.value });
  const error = amountIn(unit, reading, 'reading').minus(mass);
  const part = error.over(mass);
  const place = Math.max(placeOf(weight.value), placeOf(reading.value));
  return {
    error: { value: error.rounded(place, 'up').toString(), unit },
    errorPercent: part.times(hundred).rounded(percentPlace, 'up').toString(),
    passed: part.abs().compare(greatestError) <= 0,
  };
}
