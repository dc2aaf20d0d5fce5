import { Decimal } from '@custody-edge/foundation';

/** A pan that was just tared or zeroed may show so many of its last digit: noise, or one step of a balance that counts in fives. */
const mostLastDigits = 5;

/** Whether a still weight shows that the pan was just tared or zeroed: nothing, within what its last digit wanders. */
export function isNothing(digits: string): boolean {
  const weight = Decimal.parse(digits);
  if (!weight) return false;
  return weight.abs().unscaled <= BigInt(mostLastDigits);
}
