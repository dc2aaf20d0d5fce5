import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorVersusDiscard } from './discard.ts';

describe('error versus discard', () => {
  it('falls when the worst prints are also the missed ones', () => {
    const pairs = [
      { score: 1, quality: 10 },
      { score: 9, quality: 20 },
      { score: 1, quality: 20 },
      { score: 9, quality: 90 },
    ];
    expect(errorVersusDiscard(pairs, 5)).toEqual([
      { discarded: 0, fnmr: 0.5 },
      { discarded: 0.25, fnmr: 1 / 3 },
      { discarded: 0.75, fnmr: 0 },
    ]);
  });

  it('begins with every pair and discards pairs of one quality together', () => {
    const pair = fc.record({ score: fc.nat(10), quality: fc.nat(5) });
    fc.assert(
      fc.property(fc.array(pair, { minLength: 1, maxLength: 30 }), (pairs) => {
        const points = errorVersusDiscard(pairs, 5);
        expect(points[0]).toEqual({
          discarded: 0,
          fnmr: pairs.filter(({ score }) => score <= 5).length / pairs.length,
        });
        expect(points).toHaveLength(new Set(pairs.map(({ quality }) => quality)).size);
        for (const { discarded } of points) expect(discarded).toBeLessThan(1);
      }),
      { seed: 6 },
    );
  });
});
