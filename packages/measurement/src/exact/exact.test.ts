import { Decimal } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { product } from './product.ts';
import { Rational } from './rational.ts';
import { rootAt, rootUp } from './root.ts';

const run = { seed: 8, numRuns: 300 };
const fraction = fc
  .record({ top: fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), bottom: fc.bigInt({ min: 1n, max: 10n ** 24n }) })
  .map(({ top, bottom }) => Rational.of(top, bottom));
const positive = fraction.map((value) => value.abs()).filter((value) => value.sign() > 0);
const place = fc.integer({ min: -5, max: 20 });

const read = (text: string): Rational => {
  const decimal = Decimal.parse(text);
  if (!decimal) throw new Error(`not a decimal: ${text}`);
  return Rational.from(decimal);
};
/** One step of the last digit at a place. */
const stepAt = (at: number): Rational =>
  at < 0 ? Rational.of(10n ** BigInt(-at)) : Rational.of(1n, 10n ** BigInt(at));

describe('a fraction', () => {
  it('calculates exactly and forgets nothing', () => {
    fc.assert(
      fc.property(fraction, fraction, (one, other) => {
        expect(one.plus(other).minus(other)).toEqual(one);
        if (other.sign() !== 0) expect(one.times(other).over(other)).toEqual(one);
        expect(Math.sign(one.compare(other))).toBe(one.minus(other).sign());
        expect(one.squared()).toEqual(one.abs().times(one.abs()));
      }),
      run,
    );
    expect(() => Rational.of(1n).over(Rational.of(0n))).toThrow(RangeError);
    expect(Rational.of(6n, -4n)).toMatchObject({ numerator: -3n, denominator: 2n });
  });

  it.each<[string, number, 'down' | 'up' | 'half-even', string]>([
    ['10.05762', 3, 'half-even', '10.058'],
    ['10.47', 0, 'up', '11'],
    ['-10.47', 0, 'up', '-11'],
    ['-10.47', 0, 'down', '-10'],
    ['0.125', 2, 'half-even', '0.12'],
    ['0.135', 2, 'half-even', '0.14'],
    ['-0.125', 2, 'half-even', '-0.12'],
    ['1250', -2, 'half-even', '1200'],
    ['1234', -2, 'up', '1300'],
    ['12.5', 3, 'up', '12.500'],
  ])('%s to place %d, %s, is %s', (text, at, rounding, expected) => {
    expect(read(text).rounded(at, rounding).toString()).toBe(expected);
  });

  it('is rounded by less than a step, or half a step to the nearest', () => {
    fc.assert(
      fc.property(fraction, place, (value, at) => {
        const off = (rounding: 'down' | 'up' | 'half-even') => Rational.from(value.rounded(at, rounding)).minus(value);
        expect(off('down').abs().compare(stepAt(at))).toBeLessThan(0);
        expect(off('down').sign() * value.sign()).toBeLessThanOrEqual(0);
        expect(off('up').sign() * value.sign()).toBeGreaterThanOrEqual(0);
        expect(off('half-even').abs().times(Rational.of(2n)).compare(stepAt(at))).toBeLessThanOrEqual(0);
      }),
      run,
    );
  });

  it('knows where its first digit stands', () => {
    fc.assert(
      fc.property(positive, (value) => {
        const exponent = value.exponent();
        expect(value.compare(stepAt(-exponent))).toBeGreaterThanOrEqual(0);
        expect(value.compare(stepAt(-exponent - 1))).toBeLessThan(0);
      }),
      run,
    );
    expect(() => Rational.of(0n).exponent()).toThrow(RangeError);
  });
});

describe('a root', () => {
  it('lies between what is printed down and up', () => {
    fc.assert(
      fc.property(positive, place, (value, at) => {
        const [down, up] = [rootAt(value, at, 'down'), rootAt(value, at, 'up')];
        expect(Rational.from(down).squared().compare(value)).toBeLessThanOrEqual(0);
        expect(Rational.from(up).squared().compare(value)).toBeGreaterThanOrEqual(0);
        expect(Rational.from(up.minus(down)).compare(stepAt(at))).toBeLessThanOrEqual(0);
      }),
      run,
    );
  });

  it('of a square is exact', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 20n }), (steps) => {
        const value = Rational.of(steps, 1000n);
        for (const rounding of ['down', 'up'] as const)
          expect(rootAt(value.squared(), 3, rounding)).toEqual(Decimal.of(steps, 3));
      }),
      run,
    );
  });

  it.each([
    ['0.0996', 2, '0.10'],
    ['0.0995', 3, '0.0995'],
    ['9.91', 2, '10'],
    ['99.1', 2, '100'],
    ['123.4', 2, '130'],
    ['0.010001', 2, '0.011'],
    ['0.01', 2, '0.010'],
    ['0', 2, '0'],
  ])('of %s squared has %d significant digits, upward: %s', (text, digits, expected) => {
    expect(rootUp(read(text).squared(), digits).toString()).toBe(expected);
  });

  it('of a negative number is none', () => {
    expect(() => rootAt(Rational.of(-1n), 3, 'up')).toThrow(RangeError);
  });
});

it('a product in halves is the product', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: -99n, max: 99n }), { maxLength: 30 }), (factors) => {
      const expected = factors.reduce((before, factor) => before * factor, 1n);
      expect(product(0, factors.length, (index) => factors[index] ?? 0n)).toBe(expected);
    }),
    run,
  );
});
