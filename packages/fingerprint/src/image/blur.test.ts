import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { blur, blurPlainly, blurWith } from './blur.ts';
import { newPlane } from './plane.ts';

const side = fc.integer({ min: 1, max: 40 });

describe('blur', () => {
  it('was built', () => {
    expect(blurWith).not.toBe(blurPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    fc.assert(
      fc.property(fc.nat(), side, side, fc.integer({ min: 1, max: 12 }), (seed, width, height, radius) => {
        const random = seededRandom(seed);
        const floats = (length: number): Float32Array =>
          Float32Array.from({ length }, () => Math.fround(random.between(0.1, 3)));
        const task = {
          plane: { width, height, values: floats(width * height) },
          taps: floats(2 * radius + 1),
          acrossWeights: floats(width),
          downWeights: floats(height),
        };
        expect(blurWith(task)).toEqual(blurPlainly(task));
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('leaves a flat plane flat up to its edges', () => {
    fc.assert(
      fc.property(side, side, fc.double({ min: 0.3, max: 4, noNaN: true }), (width, height, sigma) => {
        const flat = newPlane(width, height);
        flat.values.fill(7);
        for (const value of blur(flat, sigma).values) expect(value).toBeCloseTo(7, 4);
      }),
      { seed: 4, numRuns: 100 },
    );
  });

  it('spreads a point as a Gaussian', () => {
    const point = newPlane(21, 21);
    point.values[10 * 21 + 10] = 1;
    const { values } = blur(point, 2);
    const at = (x: number, y: number): number => values[(10 + y) * 21 + 10 + x] ?? 0;
    expect(at(2, 0) / at(0, 0)).toBeCloseTo(Math.exp(-0.5), 4);
    expect(at(3, 4) / at(0, 0)).toBeCloseTo(Math.exp(-25 / 8), 4);
  });
});
