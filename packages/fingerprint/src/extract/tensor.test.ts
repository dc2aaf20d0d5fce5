import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plane } from '../image/plane.ts';
import { seededRandom } from '../synthetic/random.ts';
import { sumTensor, sumTensorPlainly } from './tensor.ts';

function planeOf(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const values = Float32Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width)));
  return { width, height, values };
}

describe('structure tensor', () => {
  it('was built', () => {
    expect(sumTensor).not.toBe(sumTensorPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    const side = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(fc.nat(), side, side, (seed, width, height) => {
        const random = seededRandom(seed);
        const plane = planeOf(width, height, () => random.between(-3, 3));
        const mask = Uint8Array.from(plane.values, () => (random.uniform() < 0.9 ? 1 : 0));
        expect(sumTensor(plane, mask)).toEqual(sumTensorPlainly(plane, mask));
      }),
      { seed: 6, numRuns: 200 },
    );
  });

  it('a slope has one gradient, eight times its steepness, in all but the frame', () => {
    const mask = new Uint8Array(16 * 16).fill(1);
    const { difference, product, energy } = sumTensor(
      planeOf(16, 16, (x, y) => 2 * x + y),
      mask,
    );
    const pixels = 7 * 7;
    expect([...difference.values]).toEqual(Array(4).fill(pixels * (16 ** 2 - 8 ** 2)));
    expect([...product.values]).toEqual(Array(4).fill(pixels * 2 * 16 * 8));
    expect([...energy.values]).toEqual(Array(4).fill(pixels * (16 ** 2 + 8 ** 2)));
  });
});
