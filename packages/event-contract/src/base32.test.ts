import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';

describe('base 32', () => {
  it('is Crockford’s: vectors worked out by hand from the alphabet', () => {
    expect(toBase32(Uint8Array.of())).toBe('');
    expect(toBase32(Uint8Array.of(0))).toBe('00');
    expect(toBase32(Uint8Array.of(0xff))).toBe('ZW');
    expect(toBase32(Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0xff))).toBe('ZZZZZZZZ');
    // 00000 00001 00010 00011 00100 00101 00110 00111: the first eight letters in order.
    expect(toBase32(Uint8Array.of(0x00, 0x44, 0x32, 0x14, 0xc7))).toBe('01234567');
  });

  it('gives any bytes back, however they were typed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase32(bytes);
        expect(fromBase32(text)).toEqual(bytes);
        const typed = text
          .toLowerCase()
          .replaceAll('0', 'o')
          .replaceAll('1', 'l')
          .replace(/(.{5})/g, '$1- \n');
        expect(fromBase32(typed)).toEqual(bytes);
      }),
      { seed: 32, numRuns: 300 },
    );
  });

  it.each(['U', '!', 'ü', '۱', '0', 'ZZ', '000', '01234567U'])('refuses %s, which no bytes are written as', (text) => {
    expect(fromBase32(text)).toBeUndefined();
  });
});
