import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { systemClock, systemRandom, uuidV7 } from './ports.ts';

const at = (nowMs: number) => ({ nowMs: () => nowMs, monotonicMs: () => 0 });
const random = (bytes: Uint8Array) => ({ bytes: (count: number) => bytes.subarray(0, count) });
const instant = fc.integer({ min: 0, max: 2 ** 48 - 1 });
const sixteen = fc.uint8Array({ minLength: 16, maxLength: 16 });

describe('a version 7 identifier', () => {
  it('sorts as text in the order of time', () => {
    fc.assert(
      fc.property(instant, instant, sixteen, sixteen, (a, b, first, second) => {
        const [earlier, later] = [uuidV7(at(a), random(first)), uuidV7(at(b), random(second))];
        if (a !== b) expect(earlier < later).toBe(a < b);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('has the form of RFC 9562 and begins with its milliseconds', () => {
    fc.assert(
      fc.property(instant, sixteen, (nowMs, bytes) => {
        const id = uuidV7(at(nowMs), random(bytes));
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(nowMs);
      }),
      { seed: 4, numRuns: 200 },
    );
  });

  it('does not repeat within one millisecond', () => {
    const ids = new Set(Array.from({ length: 1_000 }, () => uuidV7(at(1_700_000_000_000), systemRandom)));
    expect(ids.size).toBe(1_000);
  });
});

it('the system gives as many bytes as were asked for, and a time that does not go back', () => {
  expect(systemRandom.bytes(32)).toHaveLength(32);
  const before = systemClock.monotonicMs();
  expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(before);
  expect(systemClock.nowMs()).toBeGreaterThan(Date.UTC(2020, 0, 1));
});
