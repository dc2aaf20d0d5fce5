import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fullJitterMs } from './backoff.ts';
import { systemRandom } from './ports.ts';

const random = (bytes: Uint8Array) => ({ bytes: (count: number) => bytes.subarray(0, count) });
const four = fc.uint8Array({ minLength: 4, maxLength: 4 });

describe('the wait before another try', () => {
  it('is whole milliseconds within its bounds, whatever chance says', () => {
    const limits = fc.record({
      baseMs: fc.integer({ min: 1, max: 60_000 }),
      capMs: fc.integer({ min: 1, max: 600_000 }),
    });
    fc.assert(
      fc.property(limits, fc.nat({ max: 5_000 }), four, ({ baseMs, capMs }, attempt, bytes) => {
        const waitMs = fullJitterMs(attempt, { baseMs, capMs }, random(bytes));
        expect(Number.isInteger(waitMs)).toBe(true);
        expect(waitMs).toBeGreaterThanOrEqual(0);
        expect(waitMs).toBeLessThan(Math.min(capMs, baseMs * 2 ** Math.min(attempt, 40)));
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('spreads over the whole range, which doubles with each try up to the cap', () => {
    const limits = { baseMs: 1_000, capMs: 60_000 };
    const longest = [0, 1, 5, 6, 100].map((attempt) =>
      fullJitterMs(attempt, limits, random(Uint8Array.of(255, 255, 255, 255))),
    );
    expect(longest).toEqual([999, 1_999, 31_999, 59_999, 59_999]);
    expect(fullJitterMs(3, limits, random(Uint8Array.of(0, 0, 0, 0)))).toBe(0);
    expect(fullJitterMs(3, limits, random(Uint8Array.of(128, 0, 0, 0)))).toBe(4_000);
  });

  it('differs between those who lost the same line together', () => {
    const draw = () => fullJitterMs(9, { baseMs: 1_000, capMs: 600_000 }, systemRandom);
    expect(new Set(Array.from({ length: 20 }, draw)).size).toBeGreaterThan(15);
  });
});
