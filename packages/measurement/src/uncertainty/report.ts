import { Rational } from '../exact/rational.ts';
import { rootUp } from '../exact/root.ts';
import { amountIn, placeOf, positiveIn, type Quantity } from '../quantity.ts';

/** A result as a report prints it: value ± uncertainty, both to the same place. */
export interface Reported {
  readonly value: string;
  readonly uncertainty: string;
  readonly unit: string;
}

const reportedDigits = 2;

/**
 * U to two significant digits, rounded up, and the value to the same place (GUM 7.2.6), to the nearest and of two equally near ones to the
 * even (ISO 80000-1, annex B). Neither gets a digit that the balance did not print (SWGDRUG SD-3): where two digits of U reach beyond the
 * last digit of the value, U is rounded up to that.
 * @throws measurement-units-mixed, measurement-unreadable, measurement-not-positive
 */
export function reported(value: Quantity, expanded: Quantity): Reported {
  const { unit } = value;
  const amount = amountIn(unit, value, 'value');
  const doubt = positiveIn(unit, expanded, 'expanded');
  const firstDigit = Rational.from(rootUp(doubt.squared(), reportedDigits)).exponent();
  const place = Math.min(placeOf(value.value), reportedDigits - 1 - firstDigit);
  return {
    value: amount.rounded(place, 'half-even').toString(),
    uncertainty: doubt.rounded(place, 'up').toString(),
    unit,
  };
}
