import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitsOfBytes, bytesOfBits, readWiegand, wiegand26 } from './wiegand.ts';

const bits = (text: string) => [...text].map((digit) => digit === '1');

it('the published card of facility 90 and number 324 is read', () => {
  expect(readWiegand(bits('00101101000000001010001000'))).toEqual({ facility: 90, card: 324 });
});

it('every card of 26 bits is read as it was written, also packed into bytes', () => {
  fc.assert(
    fc.property(fc.nat(0xff), fc.nat(0xffff), (facility, card) => {
      const written = wiegand26({ facility, card });
      expect(readWiegand(written)).toEqual({ facility, card });
      expect(bitsOfBytes(bytesOfBits(written), 26)).toEqual(written);
    }),
    { seed: 26, numRuns: 200 },
  );
});

it('one wrong bit is seen', () => {
  fc.assert(
    fc.property(fc.nat(0xff), fc.nat(0xffff), fc.nat(25), (facility, card, at) => {
      const wrong = wiegand26({ facility, card }).with(at, !wiegand26({ facility, card })[at]);
      expect(readWiegand(wrong)).toBe('wrong-parity');
    }),
    { seed: 27, numRuns: 200 },
  );
});

it('a card of 34 bits has a longer facility', () => {
  const facility = '0001001000110100';
  const card = '0000000000000001';
  expect(readWiegand(bits(`1${facility}${card}0`))).toEqual({ facility: 0x1234, card: 1 });
});

it('a card of another count of bits has no number that everybody reads alike', () => {
  expect(readWiegand(bits('1010'))).toBeUndefined();
});
