import { describe, expect, it } from 'vitest';
import type { WireLineView } from '../../src/wire/view.ts';
import { asText, matching, noLines, withLines } from './lines.ts';

const line = (number: number, text = 'S S', from: WireLineView['from'] = 'device', rows = 1): WireLineView => ({
  number,
  at: '2026-11-27T06:00:00.042Z',
  deviceId: number % 2 === 0 ? 'scanner' : 'reader',
  from,
  rows: Array.from({ length: rows }, () => ({
    hex: Buffer.from(text)
      .toString('hex')
      .replace(/..(?!$)/g, '$& '),
    text,
  })),
});
const everything = { find: '', from: '', deviceId: '' } as const;

describe('the lines that a page keeps', () => {
  it('are each taken once, and say how many never came', () => {
    const first = withLines(noLines, [line(0), line(1)]);
    const again = withLines(first, [line(0), line(1), line(5)]);
    expect(again.lines.map(({ number }) => number)).toEqual([0, 1, 5]);
    expect(again).toMatchObject({ missed: 3, older: 0, next: 6 });
    expect(withLines(again, [line(5)])).toBe(again);
  });

  it('make room for newer ones, and say how many did', () => {
    let kept = noLines;
    for (let number = 0; number < 100; number += 1) kept = withLines(kept, [line(number, 'x', 'device', 256)]);
    expect(kept.rows).toBeLessThanOrEqual(20_000);
    expect(kept.older + kept.lines.length).toBe(100);
    expect(kept.lines.at(-1)?.number).toBe(99);
    expect(kept.missed).toBe(0);
  });

  it('are found by text, by bytes, by direction and by device', () => {
    const lines = [line(0, 'I4 A'), line(1, 'S S 52.19 g'), line(2, 'I4', 'station')];
    const numbers = (filter: Partial<Parameters<typeof matching>[1]>) =>
      matching(lines, { ...everything, ...filter }).map(({ number }) => number);
    expect(numbers({})).toEqual([0, 1, 2]);
    expect(numbers({ find: 'i4' })).toEqual([0, 2]);
    expect(numbers({ find: '52.1' })).toEqual([1]);
    expect(numbers({ find: '49 34' })).toEqual([0, 2]);
    expect(numbers({ find: '493420' })).toEqual([0]);
    expect(numbers({ find: '93' })).toEqual([]);
    expect(numbers({ from: 'station' })).toEqual([2]);
    expect(numbers({ deviceId: 'scanner', from: 'device' })).toEqual([0]);
  });

  it('are saved as text, with what is not shown told', () => {
    const sha256 = 'ab'.repeat(32);
    expect(asText('jail-a / gate-1', [{ ...line(0), leftOut: { byteCount: 36_864, sha256 } }])).toBe(
      [
        'jail-a / gate-1',
        '',
        `2026-11-27T06:00:00.042Z scanner ← 53 20 53${' '.repeat(40)} S S`,
        `${' '.repeat(34)} 36,864 bytes that may be of a finger are not shown (SHA-256 ${sha256})`,
        '',
      ].join('\n'),
    );
  });
});
