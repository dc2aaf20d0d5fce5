import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../image/grey-image.ts';
import { extraction } from '../parameters.ts';
import { seededRandom } from '../synthetic/random.ts';
import { normalise, normalisePlainly } from './normalise.ts';

function randomImage(seed: number, width: number, height: number): GreyImage {
  const random = seededRandom(seed);
  const white = random.between(1, 255);
  const pixels = Uint8Array.from({ length: width * height }, () => Math.round(white * random.uniform()));
  return { width, height, dpi: 500, pixels };
}

describe('local normalisation', () => {
  it('was built', () => {
    expect(normalise).not.toBe(normalisePlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    const side = fc.integer({ min: 1, max: 70 });
    fc.assert(
      fc.property(fc.nat(), side, side, (seed, width, height) => {
        const image = randomImage(seed, width, height);
        expect(normalise(image)).toEqual(normalisePlainly(image));
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('takes mean and deviation from the window around a pixel', () => {
    const image = randomImage(1, 60, 50);
    const radius = extraction.normaliseRadiusPx;
    const [x, y] = [50, 20];
    const window: number[] = [];
    for (let row = y - radius; row <= y + radius; row += 1) {
      for (let column = x - radius; column <= Math.min(59, x + radius); column += 1) {
        if (row >= 0) window.push(image.pixels[row * 60 + column] ?? 0);
      }
    }
    const mean = window.reduce((sum, value) => sum + value, 0) / window.length;
    const variance = window.reduce((sum, value) => sum + (value - mean) ** 2, 0) / window.length;
    const { plane, deviation } = normalise(image);
    expect(deviation.values[y * 60 + x]).toBeCloseTo(Math.sqrt(variance), 3);
    expect(plane.values[y * 60 + x]).toBeCloseTo(((image.pixels[y * 60 + x] ?? 0) - mean) / Math.sqrt(variance), 4);
  });
});
