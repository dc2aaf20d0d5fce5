import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { wavePowers, wavePowersPlainly } from './wave-power.ts';

describe('power of waves', () => {
  it('was built', () => {
    expect(wavePowers).not.toBe(wavePowersPlainly);
  });

  it('gives the same bits fast and plain, whatever the size before', () => {
    const some = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(fc.nat(), some, some, some, (seed, count, half, waveVectors) => {
        const random = seededRandom(seed);
        const floats = (length: number): Float32Array => Float32Array.from({ length }, () => random.between(-3, 3));
        const waves = waveVectors * 4;
        const task = {
          evens: floats(count * half),
          odds: floats(count * half),
          half,
          cosines: floats(half * waves),
          sines: floats(half * waves),
          energies: floats(waves).map((value) => 1 + Math.abs(value)),
        };
        expect(wavePowers(task)).toEqual(wavePowersPlainly(task));
      }),
      { seed: 9, numRuns: 200 },
    );
  });

  it('is the squared length of both correlations over the energy of the wave', () => {
    const task = {
      evens: Float32Array.of(1, 2),
      odds: Float32Array.of(3, 4),
      half: 2,
      cosines: Float32Array.of(1, 0, 0, 2, 1, 0, 1, 2),
      sines: Float32Array.of(0, 1, 0, 0, 0, 1, 0, 0),
      energies: Float32Array.of(1, 1, 2, 4),
    };
    expect([...wavePowers(task)]).toEqual([9, 49, 2, 9]);
  });
});
