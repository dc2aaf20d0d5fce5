import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from './decimal.ts';

const run = { seed: 1, numRuns: 300 };

/** A decimal as text, with its value times 10^scale. */
const written = fc
  .record({
    negative: fc.boolean(),
    whole: fc.bigInt({ min: 0n, max: 10n ** 20n }),
    fraction: fc.stringMatching(/^\d{0,12}$/),
  })
  .map(({ negative, whole, fraction }) => ({
    text: `${negative ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`,
    unscaled: BigInt(`${whole}${fraction}`) * (negative ? -1n : 1n),
    scale: fraction.length,
  }));

function parse(text: string): Decimal {
  const decimal = Decimal.parse(text);
  if (!decimal) throw new Error(`not a decimal: ${text}`);
  return decimal;
}

/** Both values as whole numbers of one scale: the arithmetic that the class is checked against. */
function common(a: { unscaled: bigint; scale: number }, b: { unscaled: bigint; scale: number }) {
  const scale = Math.max(a.scale, b.scale);
  return {
    a: a.unscaled * 10n ** BigInt(scale - a.scale),
    b: b.unscaled * 10n ** BigInt(scale - b.scale),
    scale,
  };
}

describe('a decimal', () => {
  it('keeps every digit that was printed, the last zeros included', () => {
    fc.assert(
      fc.property(written, ({ text, unscaled, scale }) => {
        const decimal = parse(text);
        expect(decimal).toMatchObject({ unscaled, scale });
        expect(parse(decimal.toString())).toEqual(decimal);
        if (unscaled !== 0n) expect(decimal.toString()).toBe(text);
      }),
      run,
    );
  });

  it('is what a calculation came to, with the digits that it has', () => {
    fc.assert(
      fc.property(written, ({ text, unscaled, scale }) => {
        expect(Decimal.of(unscaled, scale)).toEqual(parse(text));
      }),
      run,
    );
    expect(Decimal.of(-50n, 3).toString()).toBe('-0.050');
    for (const scale of [-1, 0.5, Number.NaN]) expect(() => Decimal.of(1n, scale)).toThrow(RangeError);
  });

  it('subtracts exactly', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const whole = common(a, b);
        expect(parse(a.text).minus(parse(b.text))).toMatchObject({ unscaled: whole.a - whole.b, scale: whole.scale });
      }),
      run,
    );
  });

  it('compares by value, not by digits', () => {
    fc.assert(
      fc.property(written, written, (a, b) => {
        const whole = common(a, b);
        expect(parse(a.text).compare(parse(b.text))).toBe(whole.a < whole.b ? -1 : whole.a > whole.b ? 1 : 0);
        expect(parse(a.text).compare(parse(`${a.text}${a.scale === 0 ? '.' : ''}0`))).toBe(0);
        expect(parse(a.text).abs().compare(parse('0'))).toBe(a.unscaled === 0n ? 0 : 1);
      }),
      run,
    );
  });

  it.each([
    ['12.50', '12.50'],
    [' 0.001 ', '0.001'],
    ['+7', '7'],
    ['-0.5', '-0.5'],
    ['000.10', '0.10'],
    ['-0.00', '0.00'],
  ])('reads %j as %s', (text, shown) => {
    expect(parse(text).toString()).toBe(shown);
    expect(JSON.stringify({ value: parse(text) })).toBe(`{"value":"${shown}"}`);
  });

  it.each(['', '.', '1.', '.5', '1e3', '1,5', '1 000', '--1', '٣', 'NaN', '0x10', '1\n2', '9'.repeat(31)])(
    'does not guess what %j means',
    (text) => {
      expect(Decimal.parse(text)).toBeUndefined();
    },
  );

  it('never throws on what an instrument may send', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const decimal = Decimal.parse(text);
        if (decimal) expect(Number.isFinite(decimal.toNumber())).toBe(true);
      }),
      run,
    );
  });
});
