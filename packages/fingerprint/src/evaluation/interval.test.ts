import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareInterval } from './interval.ts';

describe('interval of a share', () => {
  it('holds the share and narrows with more tries', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.integer({ min: 1, max: 500 }), (drawn, tries) => {
        const hits = Math.min(drawn, tries);
        const { share, low, high } = shareInterval(hits, tries);
        expect(low).toBeLessThanOrEqual(share);
        expect(high).toBeGreaterThanOrEqual(share);
        const more = shareInterval(hits * 10, tries * 10);
        expect(more.high - more.low).toBeLessThan(high - low);
      }),
      { seed: 2 },
    );
  });

  it('agrees with published values and with the rule of three', () => {
    expect(shareInterval(0, 3000)).toEqual({ share: 0, low: 0, high: 0.001 });
    const { low, high } = shareInterval(10, 100);
    expect(low).toBeCloseTo(0.0552, 3);
    expect(high).toBeCloseTo(0.1744, 3);
    expect(shareInterval(0, 0).high).toBe(1);
  });
});
