import { systemRandom } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawPin, isFitPin } from './pin.ts';

const officerId = '4417';

describe('a PIN', () => {
  it.each(['829104', '730518', '1135792', '908172635409'])('may be %s', (pin) => {
    expect(isFitPin(pin, officerId)).toBe(true);
  });

  it.each([
    ['short', '82910'],
    ['long', '8291048291057'],
    ['not of digits', '82910a'],
    ['of other digits than are typed', '۸۲۹۱۰۴'],
    ['in two parts', '829 104'],
    ['with a line after it', '829104\n'],
    ['one digit', '000000'],
    ['with one digit three times', '829111'],
    ['a group twice', '829829'],
    ['a group three times', '828282'],
    ['counted up', '082345'],
    ['counted up over the nine', '428907'],
    ['counted down', '543829'],
    ['the officer’s number and more', '824417'],
  ])('that is %s is refused', (_, pin) => {
    expect(isFitPin(pin, officerId)).toBe(false);
  });

  it('drawn by chance is fit, and seldom the same', () => {
    const drawn = Array.from({ length: 300 }, () => drawPin(officerId, systemRandom));
    for (const pin of drawn) expect(isFitPin(pin, officerId)).toBe(true);
    expect(new Set(drawn).size).toBeGreaterThan(290);
  });

  it('has no run of three and no triple, whatever it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(9), { minLength: 6, maxLength: 12 }), (digits) => {
        if (!isFitPin(digits.join(''), officerId)) return;
        for (const [at, digit] of digits.entries()) {
          const [second, third] = [digits[at + 1], digits[at + 2]];
          if (second === undefined || third === undefined) break;
          expect(new Set([0, 1, -1]).has(second - digit) && second - digit === third - second).toBe(false);
        }
      }),
      { seed: 95, numRuns: 2_000 },
    );
  });
});
