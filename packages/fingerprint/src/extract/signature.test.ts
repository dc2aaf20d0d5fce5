import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Plane } from '../image/plane.ts';
import { seededRandom } from '../synthetic/random.ts';
import { readSignatures, readSignaturesPlainly, signatureLength } from './signature.ts';

function planeOf(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const values = Float32Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width)));
  return { width, height, values };
}

describe('x-signature', () => {
  it('was built', () => {
    expect(readSignatures).not.toBe(readSignaturesPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before and also over the edge', () => {
    const side = fc.integer({ min: 1, max: 60 });
    fc.assert(
      fc.property(fc.nat(), side, side, (seed, width, height) => {
        const random = seededRandom(seed);
        const plane = planeOf(width, height, () => random.between(-3, 3));
        const windows = Array.from({ length: 5 }, () => ({
          x: random.between(0, width + 7),
          y: random.between(0, height + 7),
          theta: random.between(0, Math.PI),
        }));
        expect(readSignatures(plane, windows)).toEqual(readSignaturesPlainly(plane, windows));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it('ridges along the window stand out, ridges across it cancel', () => {
    const stripes = planeOf(80, 80, (x) => (x % 8 < 4 ? -1 : 1));
    const [along, across] = [Math.PI / 2, 0].map((theta) => readSignatures(stripes, [{ x: 39.5, y: 39.5, theta }]));
    const strongest = (signature: Float32Array | undefined): number => Math.max(...(signature ?? []).map(Math.abs));
    expect(along).toHaveLength(signatureLength);
    expect(strongest(along)).toBe(9);
    expect(strongest(across)).toBe(1);
  });
});
