import fc from 'fast-check';
import { expect, it } from 'vitest';
import { latinDigits } from './digits.ts';

it('a number is the same number on whichever keyboard it was typed', () => {
  expect(latinDigits('۰۱۲۳۴۵۶۷۸۹')).toBe('0123456789');
  expect(latinDigits('٠١٢٣٤٥٦٧٨٩')).toBe('0123456789');
});

it('what is no digit stays, and the text is as long as before', () => {
  const text = fc.string({ unit: fc.constantFrom(...'0۱٣۴ اب-/FIR') });
  fc.assert(
    fc.property(text, (typed) => {
      const read = latinDigits(typed);
      expect(read).toHaveLength(typed.length);
      expect(read.replace(/\d/g, '#')).toBe(typed.replace(/[0۱٣۴]/g, '#'));
    }),
    { seed: 4 },
  );
});
