import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, nearest, plotNumber, valueNear } from './curves.ts';
import { moved, partOf, rangeOf, zoomed } from './range.ts';

const label = { en: 'A', ur: 'الف' };
const ranges = fc
  .tuple(fc.double({ min: -1e4, max: 1e4, noNaN: true }), fc.double({ min: 1, max: 1e4, noNaN: true }))
  .map(([min, length]) => ({ min, max: min + length }));

describe('what is seen of an axis', () => {
  it('stays within the whole, however it is zoomed and moved', () => {
    fc.assert(
      fc.property(
        ranges,
        fc.array(fc.tuple(fc.double({ min: 0.1, max: 10, noNaN: true }), fc.double({ min: -2, max: 2, noNaN: true }))),
        (whole, steps) => {
          let seen = whole;
          for (const [times, share] of steps) {
            seen = moved(zoomed(seen, whole, times, seen.min + (seen.max - seen.min) * 0.3, 0.01), whole, share);
            const slack = 1e-6 * (whole.max - whole.min);
            expect(seen.min).toBeGreaterThanOrEqual(whole.min - slack);
            expect(seen.max).toBeLessThanOrEqual(whole.max + slack);
            expect(seen.max).toBeGreaterThan(seen.min);
          }
        },
      ),
      { seed: 8 },
    );
  });

  it('keeps in its place what is zoomed about', () => {
    expect(zoomed({ min: 0, max: 100 }, { min: 0, max: 100 }, 0.5, 20, 1)).toEqual({ min: 10, max: 60 });
  });

  it('begins with the part that is named, as far as it is there, and never with nothing', () => {
    expect(partOf({ min: -31_000, max: 9_800 }, { min: 0, max: 4_000 })).toEqual({ min: 0, max: 4_000 });
    fc.assert(
      fc.property(ranges, ranges, (whole, part) => {
        const seen = partOf(whole, part);
        const isThere = part.min < whole.max && part.max > whole.min;
        expect(seen).toEqual(
          isThere ? { min: Math.max(part.min, whole.min), max: Math.min(part.max, whole.max) } : whole,
        );
      }),
      { seed: 9 },
    );
  });

  it('does not get shorter than is worth looking at', () => {
    expect(zoomed({ min: 10, max: 14 }, { min: 0, max: 100 }, 0.1, 12, 2)).toEqual({ min: 11, max: 13 });
  });

  it('knows no range without numbers', () => {
    expect(rangeOf([null, undefined])).toBeUndefined();
    expect(rangeOf([3, null, -1])).toEqual({ min: -1, max: 3 });
  });
});

describe('curves in one plot', () => {
  it('rise along x, also those of a file that falls', () => {
    expect(columnsOf([{ label, x: [400, 300, 200], y: [4, 3, 2] }])).toEqual([
      [200, 300, 400],
      [2, 3, 4],
    ]);
  });

  it('keep their own points and their own gaps beside each other', () => {
    const columns = columnsOf([
      { label, x: [1, 3, 5], y: [10, null, 50] },
      { label, x: [2, 3], y: [20, 30] },
    ]);
    expect(columns).toEqual([
      [1, 2, 3, 5],
      [10, undefined, null, 50],
      [undefined, 20, 30, undefined],
    ]);
    expect(valueNear(columns, 0, 1.9)).toBe(10);
    expect(valueNear(columns, 0, 3)).toBeUndefined();
    expect(valueNear(columns, 1, 5)).toBe(30);
    expect(valueNear(columns, 2, 5)).toBeUndefined();
  });

  it('are empty where there is none', () => {
    expect(columnsOf([])).toEqual([[]]);
  });

  it('find the nearest x', () => {
    const rising = fc
      .uniqueArray(fc.integer({ min: -1000, max: 1000 }), { minLength: 1 })
      .map((xs) => xs.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(rising, fc.integer({ min: -1100, max: 1100 }), (xs, x) => {
        const found = Math.abs((xs[nearest(xs, x)] ?? Number.NaN) - x);
        expect(found).toBe(Math.min(...xs.map((other) => Math.abs(other - x))));
      }),
      { seed: 8 },
    );
  });

  it('say numbers with a true minus and no digits that are noise', () => {
    expect(plotNumber(-0.1 - 0.2)).toBe('−0.3');
    expect(plotNumber(1601.234567)).toBe('1601.23');
  });
});
