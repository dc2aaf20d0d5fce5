import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { findRegions } from './regions.ts';

/** For each pixel the first of its region, by spreading from every pixel until nothing changes; −1 where none is set. */
function spread(pixels: Uint8Array, width: number, corners: boolean): number[] {
  const labels = Array.from(pixels, (value, at) => (value ? at : -1));
  const height = pixels.length / width;
  for (let changed = true; changed; ) {
    changed = false;
    for (const [at, label] of labels.entries()) {
      if (label < 0) continue;
      for (const [dx, dy] of [-1, 0, 1].flatMap((dy) => [-1, 0, 1].map((dx) => [dx, dy] as const))) {
        const x = (at % width) + dx;
        const y = Math.floor(at / width) + dy;
        if (x < 0 || y < 0 || x >= width || y >= height || (!corners && dx !== 0 && dy !== 0)) continue;
        const other = labels[y * width + x] ?? -1;
        if (other >= 0 && other < (labels[at] ?? 0)) {
          labels[at] = other;
          changed = true;
        }
      }
    }
  }
  return labels;
}

describe('regions', () => {
  it('are those that spreading from pixel to pixel finds, with their sizes', () => {
    const side = fc.integer({ min: 1, max: 16 });
    fc.assert(
      fc.property(fc.nat(), side, side, fc.integer({ min: 0, max: 100 }), fc.boolean(), (seed, ...rest) => {
        const [width, height, percent, corners] = rest;
        const random = seededRandom(seed);
        const pixels = Uint8Array.from({ length: width * height }, () => (100 * random.uniform() < percent ? 1 : 0));
        const { starts, ends, regions, sizes } = findRegions(pixels, width, corners);
        const labels = Array(pixels.length).fill(-1);
        for (const [run, region] of regions.entries()) labels.fill(starts[region], starts[run], ends[run]);
        expect(labels).toEqual(spread(pixels, width, corners));
        for (const region of new Set(regions)) {
          expect(sizes[region]).toBe(labels.filter((label) => label === starts[region]).length);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});
