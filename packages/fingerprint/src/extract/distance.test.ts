import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { isFarInside } from './distance.ts';

/** Distances spread from pixel to pixel until nothing changes, in thirds of a pixel. */
function spreadThirds(mask: Uint8Array, width: number, height: number): number[] {
  const thirds = Array.from(mask, (value) => (value ? Number.POSITIVE_INFINITY : 0));
  const at = (x: number, y: number): number =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (thirds[y * width + x] ?? 0);
  for (let changed = true; changed; ) {
    changed = false;
    for (const [index, before] of thirds.entries()) {
      const x = index % width;
      const y = Math.floor(index / width);
      const beside = Math.min(at(x - 1, y), at(x + 1, y), at(x, y - 1), at(x, y + 1)) + 3;
      const across = Math.min(at(x - 1, y - 1), at(x + 1, y - 1), at(x - 1, y + 1), at(x + 1, y + 1)) + 4;
      thirds[index] = Math.min(before, beside, across);
      if (thirds[index] !== before) changed = true;
    }
  }
  return thirds;
}

describe('distance from the border of the print', () => {
  it('is far where spreading from the background comes late', () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(fc.nat(), side, side, fc.integer({ min: 1, max: 8 }), (seed, width, height, leastPx) => {
        const random = seededRandom(seed);
        const mask = Uint8Array.from({ length: width * height }, () => (random.uniform() < 0.99 ? 1 : 0));
        const far = isFarInside(mask, width, height, leastPx);
        const thirds = spreadThirds(mask, width, height);
        const found = thirds.map((_, at) => far(at % width, Math.floor(at / width)));
        expect(found).toEqual(thirds.map((distance) => distance >= 3 * leastPx));
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});
