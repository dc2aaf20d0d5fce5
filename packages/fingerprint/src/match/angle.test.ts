import fc from 'fast-check';
import { expect, it } from 'vitest';
import { turnBetween } from './angle.ts';

const direction = fc.double({ min: -20, max: 20, noNaN: true });

it('the turn between two directions is at most half a turn, and its cosine that of their difference', () => {
  fc.assert(
    fc.property(direction, direction, (a, b) => {
      const turn = turnBetween(a, b);
      expect(turn).toBeGreaterThanOrEqual(0);
      expect(turn).toBeLessThanOrEqual(Math.PI);
      expect(Math.cos(turn)).toBeCloseTo(Math.cos(a - b), 9);
    }),
    { seed: 11 },
  );
});
