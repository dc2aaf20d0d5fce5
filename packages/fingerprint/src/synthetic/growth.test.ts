import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gaborBank } from '../image/gabor.ts';
import { growPlainly, growRound } from './growth.ts';
import { seededRandom } from './random.ts';

const bankOf = (radiusPx: number) =>
  gaborBank({
    directions: 4,
    radiusPx,
    periodsPx: { first: 7, last: 8, step: 0.5 },
    sigmas: (period) => ({ along: period * 0.4, across: period * 0.4 }),
  });

describe('a round of growth', () => {
  it('was built', () => {
    expect(growRound).not.toBe(growPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    const side = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(fc.nat(), side, side, fc.integer({ min: 1, max: 9 }), (seed, width, height, radiusPx) => {
        const random = seededRandom(seed);
        const bank = bankOf(radiusPx);
        const plane = {
          width,
          height,
          values: Float32Array.from({ length: width * height }, () => random.between(-1, 1)),
        };
        const kernelOf = Uint16Array.from(plane.values, () => Math.floor(random.between(0, bank.kernels.length)));
        const growth = { bank, kernelOf, gain: 1.6 };
        expect(growRound(plane, growth)).toEqual(growPlainly(plane, growth));
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('makes more of a wave of the kernel’s own direction and period, and nothing of a flat plane', () => {
    const bank = bankOf(8);
    const [width, height, period] = [40, 40, 7];
    const across = Float32Array.from(
      { length: width * height },
      (_, at) => 0.3 * Math.cos((2 * Math.PI * Math.floor(at / width)) / period),
    );
    const growth = { bank, kernelOf: new Uint16Array(width * height).fill(bank.nearest(0, period)), gain: 1.6 };
    const middle = 20 * width + 20;
    const grown = growRound({ width, height, values: across }, growth).values[middle] ?? 0;
    expect(grown).toBeCloseTo(1.6 * (across[middle] ?? 0), 1);
    const flat = growRound({ width, height, values: new Float32Array(width * height).fill(0.5) }, growth);
    expect(flat.values[middle]).toBeCloseTo(0, 6);
  });
});
