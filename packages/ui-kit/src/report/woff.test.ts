import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fontFile } from '../paper/fonts.ts';
import { tableOf, unpackedFont } from './woff.ts';

const woff = readFileSync(fontFile('noto-sans/files/noto-sans-latin-400-normal.woff'));

it('a font is unpacked with every table whole, each at a place that a font may have', () => {
  const font = unpackedFont(woff);
  const count = font.readUInt16BE(4);
  expect(count).toBe(woff.readUInt16BE(12));
  for (let entry = 12; entry < 12 + count * 16; entry += 16) {
    const tag = font.toString('latin1', entry, entry + 4);
    const [at, length] = [font.readUInt32BE(entry + 8), font.readUInt32BE(entry + 12)];
    expect(at % 4, tag).toBe(0);
    expect(tableOf(woff, tag)?.equals(font.subarray(at, at + length)), tag).toBe(true);
  }
});

it('a font that is cut is refused', () => {
  expect(() => unpackedFont(woff.subarray(0, 60))).toThrow(RangeError);
  expect(() => tableOf(woff.subarray(0, 60), 'cmap')).toThrow(RangeError);
});
