import { bitmapOf } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { askInOrder, askNow, feedAndCut, initialise, rasterBand, readAnswer, realTime, troubleIn } from './codec.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('commands', () => {
  it('have the bytes that the manuals give', () => {
    // Epson TM-T88 manual (ESC @, GS V), Epson TM-U220 manual (DLE EOT, GS r).
    expect(hex(initialise)).toBe('1b40');
    expect(hex(feedAndCut)).toBe('1d564200');
    expect(hex(askNow(realTime.offlineCause))).toBe('100402');
    expect(hex(askNow(realTime.paperSensor))).toBe('100404');
    expect(hex(askInOrder)).toBe('1d7201');
  });

  it('a picture is its width in bytes, its height in rows, and its dots with the leftmost in the highest bit', () => {
    // HPRT TP80K manual, GS v 0: 1D 76 30 m xL xH yL yH, a set bit prints.
    expect(
      hex(
        rasterBand(
          bitmapOf(1, 1, () => true),
          0,
          1,
        ),
      ),
    ).toBe('1d7630000100010080');
    const step = bitmapOf(16, 3, (x, y) => x === y);
    expect(hex(rasterBand(step, 1, 2))).toBe('1d7630000200020040002000');
    const wide = rasterBand(
      bitmapOf(576, 128, () => false),
      0,
      128,
    );
    expect(hex(wide.subarray(0, 8))).toBe('1d76300048008000');
    expect(wide).toHaveLength(8 + 72 * 128);
  });

  it('no picture holds a command that a printer would obey among its dots, and none loses a dot', () => {
    const risky = fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x18, 0x00, 0xff);
    fc.assert(
      fc.property(fc.array(risky, { minLength: 2, maxLength: 400 }), (bytes) => {
        const rows = Uint8Array.from(bytes);
        const sent = rasterBand({ width: 8, height: rows.length, rows }, 0, Math.min(rows.length, 255)).subarray(8);
        for (const [at, byte] of sent.entries()) {
          expect(byte & (rows[at] ?? 0)).toBe(rows[at]);
          expect(byte === 0x10 && [0x04, 0x05, 0x14].includes(sent[at + 1] ?? 0)).toBe(false);
        }
      }),
      { seed: 10, numRuns: 300 },
    );
  });
});

describe('an answer', () => {
  // Tables of DLE EOT and GS r: Epson TM-U220, Bixolon SRP-350plusII, Citizen CT-S2000.
  it.each([
    [0x12, 'real-time'],
    [0x16, 'real-time'],
    [0x32, 'real-time'],
    [0x72, 'real-time'],
    [0x00, 'in-order'],
    [0x03, 'in-order'],
    [0x0f, 'in-order'],
    [0x11, 'other'],
    [0x13, 'other'],
    [0x10, 'other'],
    [0x92, 'other'],
  ])('of %i is told by its fixed bits', (byte, kind) => {
    expect(readAnswer(byte).kind).toBe(kind);
  });

  it.each([
    ['nothing is wrong', 0x12, 0x12, undefined],
    ['the roll is nearly at its end', 0x12, 0x1e, undefined],
    ['the cover is open', 0x16, 0x12, 'printer-cover-open'],
    ['cover and paper are wrong: the cover comes first', 0x36, 0x72, 'printer-cover-open'],
    ['printing stopped for lack of paper', 0x32, 0x12, 'printer-paper-out'],
    ['the sensor sees no paper', 0x12, 0x72, 'printer-paper-out'],
    ['something else is wrong', 0x52, 0x12, 'printer-fault'],
  ])('says that %s', (_, offlineCause, paperSensor, trouble) => {
    expect(troubleIn({ offlineCause, paperSensor })).toBe(trouble);
  });
});
