import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockBytes, parsePoint, signBytes, TokenDecoder, valueIn } from './codec.ts';

describe('what a UVmini says', () => {
  it('is parted into signs of turns and blocks, however it is cut', () => {
    const said = Buffer.concat([
      signBytes('acknowledged'),
      signBytes('enquiry'),
      blockBytes('900.0  2.632'),
      signBytes('end'),
    ]);
    fc.assert(
      fc.property(fc.nat(said.length), fc.nat(said.length), (one, other) => {
        const decoder = new TokenDecoder();
        const [first, second] = [Math.min(one, other), Math.max(one, other)];
        const pieces = [said.subarray(0, first), said.subarray(first, second), said.subarray(second)];
        expect(pieces.flatMap((piece) => decoder.push(piece))).toEqual([
          { kind: 'control', name: 'acknowledged' },
          { kind: 'control', name: 'enquiry' },
          { kind: 'block', text: '900.0  2.632' },
          { kind: 'control', name: 'end' },
        ]);
      }),
      { seed: 3 },
    );
  });

  it.each([
    ['a byte that is no text', Buffer.from([0x30, 0xb1, 0]), '30b1'],
    ['a block into which the end of the turn falls', Buffer.from([0x30, 0x04]), '30'],
  ])('with %s is damaged', (_, bytes, hex) => {
    expect(new TokenDecoder().push(bytes)).toContainEqual({ kind: 'damaged', hex });
  });

  it('without an end is not kept beyond one block', () => {
    const decoder = new TokenDecoder();
    for (let piece = 0; piece < 1000; piece++) expect(decoder.push(Buffer.alloc(1000, 0x31))).toEqual([]);
    expect(decoder.flush()).toEqual([{ kind: 'damaged', hex: '31'.repeat(64) }]);
    expect(decoder.unfinished).toBe(false);
  });
});

// As a UVmini-1240 sent them (data examples of PySerSpec), and other forms that are written of.
it.each([
  ['900.0  2.632', 900, '2.632'],
  ['642.0  -0.008', 642, '-0.008'],
  ['641.0  -0.000', 641, '-0.000'],
  [' 899.5, 2.531 ', 899.5, '2.531'],
  ['9000,2.815', 900, '2.815'],
  ['1100.0 ****', 1100, '****'],
])('%j is one point of a scan', (text, wavelengthNm, digits) => {
  expect(parsePoint(text)).toEqual({ wavelengthNm, digits });
});

it.each(['', '2.632', '900.0', '900.0  2.632  1', '900.05  1', 'nm  1'])('%j is none', (text) =>
  expect(parsePoint(text)).toBeUndefined(),
);

it('a value may stand behind its letter', () => {
  expect([valueIn('0.523'), valueIn('d 0.523 '), valueIn('d-0.001'), valueIn('****')]).toEqual([
    '0.523',
    '0.523',
    '-0.001',
    '****',
  ]);
});
