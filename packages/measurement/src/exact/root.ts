import { Decimal } from '@custody-edge/foundation';
import { atPlace, powerOfTen, type Rational } from './rational.ts';

/**
 * The square root, rounded where it is printed and nowhere before.
 * @param place digits after the point; less than 0 for tens and hundreds
 * @throws RangeError for the root of a negative number
 */
export function rootAt(square: Rational, place: number, rounding: 'down' | 'up'): Decimal {
  return atPlace(wholeRoot(square, place, rounding), place);
}

/** The square root with this many significant digits, rounded up: what is doubtful is never told smaller. */
export function rootUp(square: Rational, digits: number): Decimal {
  if (square.sign() === 0) return Decimal.of(0n, 0);
  const place = digits - 1 - Math.floor(square.exponent() / 2);
  const steps = wholeRoot(square, place, 'up');
  // 0.0996 of two digits is 0.10 and not 0.100.
  return steps === 10n ** BigInt(digits) ? atPlace(steps / 10n, place - 1) : atPlace(steps, place);
}

function wholeRoot(square: Rational, place: number, rounding: 'down' | 'up'): bigint {
  if (square.sign() < 0) throw new RangeError('a negative number has no root');
  const { numerator, denominator } = square.times(powerOfTen(2 * place));
  const down = rootOfWhole(numerator / denominator);
  return rounding === 'up' && down * down * denominator < numerator ? down + 1n : down;
}

/** The largest whole number whose square is no more than this: Newton's iteration from above. */
function rootOfWhole(whole: bigint): bigint {
  if (whole < 2n) return whole;
  let guess = 1n << BigInt((whole.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (guess + whole / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}
