import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { filterTiles, filterTilesPlainly, type TileTask } from './tile-filter.ts';

function randomTask(seed: number, width: number, height: number, radiusPx: number): TileTask {
  const random = seededRandom(seed);
  const whole = (low: number, high: number): number => Math.floor(random.between(low, high + 1));
  const tapCount = 40;
  return {
    plane: { width, height, values: Float32Array.from({ length: width * height }, () => random.between(-3, 3)) },
    mask: Uint8Array.from({ length: width * height }, () => whole(0, 1)),
    steps: 2048,
    choices: Int16Array.from({ length: Math.ceil(width / 4) * Math.ceil(height / 4) }, () => whole(0, 2)),
    taps: Array.from({ length: tapCount }, () => ({ x: whole(-radiusPx, radiusPx), y: whole(0, radiusPx) })),
    radiusPx,
    kernels: Int16Array.from({ length: 3 * tapCount }, () => whole(-1600, 1600)),
  };
}

describe('tile filter', () => {
  it('was built', () => {
    expect(filterTiles).not.toBe(filterTilesPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    const side = fc.integer({ min: 1, max: 36 });
    fc.assert(
      fc.property(fc.nat(), side, side, fc.nat(9), (seed, width, height, radius) => {
        const task = randomTask(seed, width, height, radius);
        expect(filterTiles(task)).toEqual(filterTilesPlainly(task));
      }),
      { seed: 8, numRuns: 200 },
    );
  });

  it('weighs the pixel and its opposite, and gives nothing outside the mask', () => {
    const values = new Float32Array(8 * 4);
    values.set([1, 2], 8);
    const task = {
      plane: { width: 8, height: 4, values },
      mask: new Uint8Array(8 * 4).fill(1).fill(0, 10, 11),
      steps: 256,
      choices: Int16Array.of(0, -1),
      taps: [{ x: 1, y: 0 }],
      radiusPx: 1,
      kernels: Int16Array.of(16_384),
    };
    expect([...filterTiles(task).values.subarray(8, 16)]).toEqual([1, 0.5, 0, 0, 0, 0, 0, 0]);
  });
});
