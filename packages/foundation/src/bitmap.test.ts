import { inflateSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bitmapOf, bytesAcross, greyPngOf, isBlackAt, pngOf } from './bitmap.ts';

it('a bitmap keeps every dot, and what fills up a row is white', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 9 }), fc.nat(), (width, height, seed) => {
      const isBlack = (x: number, y: number) => ((x * 7 + y * 13 + seed) * 2_654_435_761) % 3 === 0;
      const bitmap = bitmapOf(width, height, isBlack);
      expect(bitmap.rows).toHaveLength(bytesAcross(width) * height);
      for (let y = 0; y < height; y++)
        for (let x = 0; x < bytesAcross(width) * 8; x++)
          expect(isBlackAt(bitmap, x, y)).toBe(x < width && isBlack(x, y));
    }),
    { seed: 8, numRuns: 60 },
  );
});

it('its PNG has the form that the standard asks for', () => {
  const png = pngOf(bitmapOf(10, 2, (x, y) => x === y));
  // Signature, then IHDR of 10 × 2 at one bit grey; its check and that of IEND come from another program.
  expect(png.subarray(0, 33).toString('hex')).toBe(
    '89504e470d0a1a0a0000000d494844520000000a000000020100000000491a707d',
  );
  const data = png.subarray(41, 41 + png.readUInt32BE(33));
  expect(inflateSync(data).toString('hex')).toBe('007fff00bfff');
  expect(png.subarray(-12).toString('hex')).toBe('0000000049454e44ae426082');
});

it('a picture in greys is one of eight bits, row after row', () => {
  const png = greyPngOf(3, 2, Uint8Array.of(0, 128, 255, 1, 2, 3));
  expect(png.subarray(16, 29).toString('hex')).toBe('00000003000000020800000000');
  const data = png.subarray(41, 41 + png.readUInt32BE(33));
  expect(inflateSync(data).toString('hex')).toBe('000080ff00010203');
});
