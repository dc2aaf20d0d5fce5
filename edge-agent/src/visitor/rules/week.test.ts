import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visitsIn, weekBeginMs } from './week.ts';

it('visitors who are with a prisoner at one time are one visit', () => {
  expect(visitsIn([])).toBe(0);
  expect(
    visitsIn([
      { beganMs: 0, endedMs: 10 },
      { beganMs: 5, endedMs: 8 },
      { beganMs: 10, endedMs: 20 },
    ]),
  ).toBe(1);
  expect(
    visitsIn([
      { beganMs: 30, endedMs: 40 },
      { beganMs: 0, endedMs: 10 },
    ]),
  ).toBe(2);
  expect(visitsIn([{ beganMs: 0 }, { beganMs: 1_000 }])).toBe(1);
});

it('never counts more visits than visitors, nor depends on their order', () => {
  const stay = fc.record({ beganMs: fc.nat(1_000), lastsMs: fc.nat(300) });
  fc.assert(
    fc.property(fc.array(stay, { minLength: 1, maxLength: 12 }), (list) => {
      const stays = list.map(({ beganMs, lastsMs }) => ({ beganMs, endedMs: beganMs + lastsMs }));
      const visits = visitsIn(stays);
      expect(visits).toBeGreaterThanOrEqual(1);
      expect(visits).toBeLessThanOrEqual(stays.length);
      expect(visitsIn(stays.toReversed())).toBe(visits);
    }),
    { seed: 5, numRuns: 200 },
  );
});

it('a week begins on Monday by the clock on the wall', () => {
  const sunday = new Date(2026, 10, 29, 23, 59).getTime();
  const monday = new Date(2026, 10, 30, 0, 0).getTime();
  expect(weekBeginMs(sunday)).toBe(new Date(2026, 10, 23).getTime());
  expect(weekBeginMs(monday)).toBe(monday);
});
