import { reachesMinimum } from '@custody-edge/measurement/fitness';
import { say } from '@custody-edge/ui-kit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { acceptanceOf, type Load } from './acceptance.ts';

const fit: Load['fitness'] = { use: 'fit', reserves: [] };
const flagged: Load['fitness'] = { use: 'flagged', reserves: ['no-certificate'] };
const grams = (value: string) => ({ value, unit: 'g' });
const strict: Load['step'] = { instrument: 'fit', belowMinimum: 'refused' };
const lenient: Load['step'] = { instrument: 'with-reserve', belowMinimum: 'with-reserve' };
const minimum = grams('0.82');

describe('a weight on a balance', () => {
  it.each<[string, Load, readonly string[]]>([
    ['fit, without a method', { fitness: fit, shown: grams('5.00'), minimum }, []],
    ['as light as the minimum', { fitness: fit, step: strict, shown: grams('0.82'), minimum }, []],
    [
      'too light where the method takes it',
      { fitness: fit, step: lenient, shown: grams('0.81'), minimum },
      ['below-minimum-weight'],
    ],
    [
      'too light where no method is followed',
      { fitness: fit, shown: grams('0.81'), minimum },
      ['below-minimum-weight'],
    ],
    ['of a balance whose minimum no trial says', { fitness: fit, step: strict, shown: grams('0.01') }, []],
    ['in another unit than the trial', { fitness: fit, step: strict, shown: { value: '5', unit: 'mg' }, minimum }, []],
    ['before it is steady', { fitness: fit, step: strict, minimum }, []],
    [
      'with a reserve that the method takes',
      { fitness: flagged, step: lenient, shown: grams('5.00'), minimum },
      ['no-certificate'],
    ],
  ])('%s, is taken with what is said against it', (_, load, reserves) => {
    expect(acceptanceOf(load)).toEqual({ reserves });
  });

  it('too light where the method refuses it: the sentence says from where on, and what to do', () => {
    const { refused } = acceptanceOf({ fitness: fit, step: strict, shown: grams('0.81'), minimum });
    expect(refused?.text).toEqual(say('bench.too-light', { minimum: '0.82 g' }));
    expect(refused?.error).toMatchObject({
      code: 'below-minimum-weight',
      details: { shown: '0.81 g', minimum: '0.82 g' },
    });
  });

  it('with a reserve that the method, or the laboratory, does not take is refused, and the sentence names it', () => {
    for (const load of [
      { fitness: flagged, step: strict },
      { fitness: { ...flagged, use: 'refused' as const }, step: lenient },
    ]) {
      const { refused } = acceptanceOf({ ...load, shown: grams('5.00') });
      expect(refused?.text).toEqual(say('bench.reserve-no-certificate'));
      expect(refused?.error).toMatchObject({ code: 'instrument-unfit' });
    }
  });

  it('is never taken below the minimum without that on record', () => {
    const hundredths = fc.integer({ min: 1, max: 500 }).map((count) => grams((count / 100).toFixed(2)));
    fc.assert(
      fc.property(hundredths, hundredths, fc.constantFrom(strict, lenient, undefined), (shown, least, step) => {
        const { reserves, refused } = acceptanceOf({ fitness: fit, step, shown, minimum: least });
        expect(reserves.includes('below-minimum-weight')).toBe(!reachesMinimum(shown, least));
        expect(refused !== undefined).toBe(!reachesMinimum(shown, least) && step === strict);
      }),
      { seed: 41, numRuns: 300 },
    );
  });
});
