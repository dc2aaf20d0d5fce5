import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { filterTiles, filterTilesPlainly, type TileTask } from './tile-filter.ts';

function randomTask(seed: number, columns: number, rows: number, radiusPx: number): TileTask {
  const random = seededRandom(seed);
  const stride = columns * 4 + 2 * radiusPx;
  const whole = (low: number, high: number): number => Math.floor(random.between(low, high + 1));
  const taps = 40;
  return {
    source: Int16Array.from({ length: stride * (rows * 4 + 2 * radiusPx) }, () => whole(-8191, 8191)),
    radiusPx,
    columns,
    rows,
    choices: Int16Array.from({ length: columns * rows }, () => whole(-1, 2)),
    offsets: Int32Array.from({ length: taps }, () => whole(0, radiusPx) * stride + whole(-radiusPx, radiusPx)),
    kernels: Int16Array.from({ length: 3 * taps }, () => whole(-1600, 1600)),
  };
}

describe('tile filter', () => {
  it('was built', () => {
    expect(filterTiles).not.toBe(filterTilesPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(9),
        (seed, columns, rows, radius) => {
          const task = randomTask(seed, columns, rows, radius);
          expect(filterTiles(task)).toEqual(filterTilesPlainly(task));
        },
      ),
      { seed: 8, numRuns: 200 },
    );
  });

  it('weighs the pixel and its opposite, and leaves tiles alone that want nothing', () => {
    const source = new Int16Array(10 * 6);
    source.set([100, 200], 2 * 10 + 1);
    const task = {
      source,
      radiusPx: 1,
      columns: 2,
      rows: 1,
      choices: Int16Array.of(0, -1),
      offsets: Int32Array.of(1),
      kernels: Int16Array.of(16_384),
    };
    expect([...filterTiles(task).subarray(8, 16)]).toEqual([100, 50, 100, 0, 0, 0, 0, 0]);
  });
});
