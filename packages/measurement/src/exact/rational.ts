import { Decimal } from '@custody-edge/foundation';

/** `down` towards zero, `up` away from it, `half-even` to the nearest and of two equally near ones to the even. */
export type Rounding = 'down' | 'up' | 'half-even';

/** An exact fraction, so that between the digits of a balance and a printed result nothing is rounded unseen. */
export class Rational {
  readonly numerator: bigint;
  /** More than 0. */
  readonly denominator: bigint;

  private constructor(numerator: bigint, denominator: bigint) {
    this.numerator = numerator;
    this.denominator = denominator;
  }

  /** In lowest terms. @throws RangeError when divided by zero */
  static of(numerator: bigint, denominator = 1n): Rational {
    const factor = commonFactor(numerator, denominator);
    return Rational.unreduced(numerator / factor, denominator / factor);
  }

  /** As it stands, for numbers so long that lowest terms would cost more than they save. */
  static unreduced(numerator: bigint, denominator: bigint): Rational {
    if (denominator === 0n) throw new RangeError('a fraction of nothing');
    return denominator < 0n ? new Rational(-numerator, -denominator) : new Rational(numerator, denominator);
  }

  static from(decimal: Decimal): Rational {
    return Rational.of(decimal.unscaled, 10n ** BigInt(decimal.scale));
  }

  plus(other: Rational): Rational {
    const { numerator, denominator } = other;
    return Rational.of(this.numerator * denominator + numerator * this.denominator, this.denominator * denominator);
  }

  minus(other: Rational): Rational {
    return this.plus(Rational.unreduced(-other.numerator, other.denominator));
  }

  times(other: Rational): Rational {
    return Rational.of(this.numerator * other.numerator, this.denominator * other.denominator);
  }

  over(other: Rational): Rational {
    return Rational.of(this.numerator * other.denominator, this.denominator * other.numerator);
  }

  squared(): Rational {
    return this.times(this);
  }

  abs(): Rational {
    return this.numerator < 0n ? Rational.unreduced(-this.numerator, this.denominator) : this;
  }

  /** Negative, zero or positive as this value is less than, equal to or greater than the other. */
  compare(other: Rational): number {
    const difference = this.numerator * other.denominator - other.numerator * this.denominator;
    return difference < 0n ? -1 : difference > 0n ? 1 : 0;
  }

  sign(): number {
    return this.numerator < 0n ? -1 : this.numerator > 0n ? 1 : 0;
  }

  /** The power of ten of the first digit: 1 of 52.1, -3 of 0.004. @throws RangeError for zero, which has none */
  exponent(): number {
    if (this.numerator === 0n) throw new RangeError('zero has no first digit');
    const magnitude = this.abs();
    const guess = magnitude.numerator.toString().length - magnitude.denominator.toString().length;
    return magnitude.compare(powerOfTen(guess)) < 0 ? guess - 1 : guess;
  }

  /** @param place digits after the point; less than 0 for tens, hundreds and so on */
  rounded(place: number, rounding: Rounding): Decimal {
    const { numerator, denominator } = powerOfTen(place);
    return atPlace(wholeOf(this.numerator * numerator, this.denominator * denominator, rounding), place);
  }
}

export const zero = Rational.of(0n);

export const sumOf = (numbers: readonly Rational[]): Rational =>
  numbers.reduce((sum, number) => sum.plus(number), zero);

/** The decimal of as many of these steps. @param place digits after the point; less than 0 for tens and hundreds */
export const atPlace = (steps: bigint, place: number): Decimal =>
  place < 0 ? Decimal.of(steps * 10n ** BigInt(-place), 0) : Decimal.of(steps, place);

export const powerOfTen = (exponent: number): Rational =>
  exponent < 0 ? Rational.unreduced(1n, 10n ** BigInt(-exponent)) : Rational.unreduced(10n ** BigInt(exponent), 1n);

function wholeOf(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const down = magnitude / denominator;
  const rest = magnitude % denominator;
  const whole = isRoundedAway(down, 2n * rest, denominator, rounding) ? down + 1n : down;
  return numerator < 0n ? -whole : whole;
}

function isRoundedAway(down: bigint, twiceRest: bigint, denominator: bigint, rounding: Rounding): boolean {
  switch (rounding) {
    case 'down':
      return false;
    case 'up':
      return twiceRest > 0n;
    case 'half-even':
      return twiceRest > denominator || (twiceRest === denominator && down % 2n === 1n);
  }
}

/** More than 0. */
function commonFactor(first: bigint, second: bigint): bigint {
  let [larger, smaller] = [first < 0n ? -first : first, second < 0n ? -second : second];
  while (smaller > 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger === 0n ? 1n : larger;
}
