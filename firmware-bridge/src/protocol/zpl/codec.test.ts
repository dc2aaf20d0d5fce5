import { bitmapOf } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compress, label, StatusReader, troubleIn } from './codec.ts';

const sound =
  '\u0002030,0,0,1245,000,0,0,0,000,0,0,0\u0003\r\n\u0002000,0,0,0,0,2,4,0,00000000,1,000\u0003\r\n\u00021234,0\u0003\r\n';
const pushed = (text: string, reader = new StatusReader()) => reader.push(Buffer.from(text, 'latin1'));

describe('a label', () => {
  it('is one format with the size of its picture', () => {
    const text = label(bitmapOf(16, 2, (x, y) => x === y)).toString('latin1');
    expect(text).toBe('^XA^PW16^LL2^FO0,0^GFA,4,4,2,8,4,^FS^PQ1^XZ');
  });

  it('that is too large for one graphic field is drawn in several, one below the other', () => {
    const text = label(bitmapOf(832, 1200, () => true)).toString('latin1');
    expect([...text.matchAll(/\^FO0,(\d+)\^GFA,(\d+),/g)].map(([, y, bytes]) => [Number(y), Number(bytes)])).toEqual([
      [0, 961 * 104],
      [961, 239 * 104],
    ]);
  });

  it.each([
    ['forty of a digit are one letter and it', 'B'.repeat(40) + '1'.repeat(8), 'hBN1'],
    ['forty-seven take two letters', `${'B'.repeat(47)}1`, 'hMB1'],
    ['a row of zeros is a comma', '0'.repeat(8), ','],
    ['a row that ends black is an exclamation mark', 'A0FF', 'A0!'],
    ['a row like the one above is a colon', '1234'.repeat(2), '1234:', 2],
  ])('%s', (_, hex, text, across = hex.length / 2) => {
    expect(compress(Buffer.from(hex, 'hex'), across)).toBe(text);
  });
});

describe('what a label printer says of itself', () => {
  it('is read from its three lines, as its manual shows them', () => {
    expect(pushed(sound)).toEqual([
      {
        paperOut: false,
        headUp: false,
        ribbonOut: false,
        paused: false,
        tooHotOrCold: false,
        memoryLost: false,
        waiting: 0,
      },
    ]);
  });

  it.each([
    ['paper', '030,1,0', '030,0,0', 'printer-paper-out'],
    ['pause', '030,0,1', '030,0,0', 'printer-fault'],
    ['the head', '\u0002000,0,1', '\u0002000,0,0', 'printer-cover-open'],
    ['the ribbon', '\u0002000,0,0,1', '\u0002000,0,0,0', 'printer-paper-out'],
  ])('tells of %s', (_, said, usual, trouble) => {
    const [status] = pushed(sound.replace(usual, said));
    expect(status && troubleIn(status)).toBe(trouble);
  });

  it('counts what waits: formats, one that is coming, and copies', () => {
    const busy = sound.replace('1245,000,0,0,0', '1245,002,0,0,1').replace('00000000', '00000003');
    expect(pushed(busy)[0]?.waiting).toBe(6);
  });

  it('comes through however the line cuts it, and behind what belongs to nothing', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (noise, cut) => {
        const reader = new StatusReader();
        const text = `${noise.replaceAll('\u0002', '')}${sound}`;
        const found = [];
        for (let at = 0; at < text.length; at += cut) found.push(...pushed(text.slice(at, at + cut), reader));
        expect(found).toHaveLength(1);
      }),
      { seed: 81, numRuns: 300 },
    );
  });

  it('that is damaged is nothing, and no noise makes the reader fail or keep more than a few lines', () => {
    fc.assert(
      fc.property(fc.nat(sound.length - 1), fc.integer({ min: 0, max: 7 }), (at, bit) => {
        const bytes = Buffer.from(sound, 'latin1');
        bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
        for (const status of new StatusReader().push(bytes)) expect(status.waiting).toBeGreaterThanOrEqual(0);
      }),
      { seed: 82, numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 2000 }), { maxLength: 20 }), (chunks) => {
        const reader = new StatusReader();
        for (const chunk of chunks) reader.push(chunk);
        reader.clear();
        expect(pushed(sound, reader)).toHaveLength(1);
      }),
      { seed: 83, numRuns: 100 },
    );
  });
});
