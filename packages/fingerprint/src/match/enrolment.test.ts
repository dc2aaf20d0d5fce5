import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractTemplate } from '../extract/extract.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { enrolmentFaults, type NamedFinger } from './enrolment.ts';
import { operatingPoints, repeatedFingerPoint } from './operating-points.ts';
import { prepareTemplate } from './prepare.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { fmrOfScore } from './score.ts';

/** Five impressions of each of four fingers. */
const prints = [800, 801, 802, 803].map((seed) => {
  const finger = syntheticFinger(seed);
  return [1, 2, 3, 4, 5].map((impression) => {
    const image = syntheticImpression(finger, { widthPx: 256, heightPx: 288, dpi: 500, seed: impression });
    const result = extractTemplate(image);
    if (!result.ok) throw new Error(result.error.reason);
    return prepareTemplate(result.value);
  });
});

function take(finger: number, impressions: readonly number[]): PreparedTemplate[] {
  return impressions.flatMap((impression) => prints[finger]?.[impression] ?? []);
}

const names = ['right-index', 'left-index', 'right-thumb', 'left-thumb'] as const;
const honest: readonly NamedFinger[] = names.map((finger, index) => ({ finger, impressions: take(index, [0, 1, 2]) }));

describe('an enrolment', () => {
  it('of different fingers, three impressions each, has no fault', () => {
    expect(enrolmentFaults(honest)).toEqual([]);
    expect(enrolmentFaults([])).toEqual([]);
  });

  it('of one finger under two names, whichever they are, is found', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3], { minLength: 2, maxLength: 2 }), ([first = 0, second = 1]) => {
        const fingers = honest.map((one, index) =>
          index === second ? { ...one, impressions: take(first, [3, 4]) } : one,
        );
        const [lower, upper] = [Math.min(first, second), Math.max(first, second)];
        expect(enrolmentFaults(fingers)).toMatchObject([
          { fault: 'finger-repeated', fingers: [names[lower], names[upper]] },
        ]);
      }),
      { seed: 31, numRuns: 12 },
    );
  });

  it('with another finger among the impressions of a name is found, and told which it is', () => {
    fc.assert(
      fc.property(fc.nat(2), fc.nat(3), fc.integer({ min: 1, max: 3 }), (place, name, step) => {
        const stranger = prints[(name + step) % 4]?.[4];
        const fingers = honest.map(({ finger, impressions }, index) => ({
          finger,
          impressions: index === name && stranger ? impressions.with(place, stranger) : impressions,
        }));
        expect(enrolmentFaults(fingers)).toContainEqual({
          fault: 'not-one-finger',
          finger: names[name],
          impressions: [place],
        });
      }),
      { seed: 32, numRuns: 12 },
    );
  });
});

describe('the point for a repeated finger', () => {
  it('keeps the false alarms of a whole enrolment at one in 1,000, however many comparisons there are', () => {
    for (const comparisons of [1, 9, 405]) {
      expect(comparisons * fmrOfScore(repeatedFingerPoint(comparisons))).toBeCloseTo(1e-3);
    }
    expect(repeatedFingerPoint(0)).toBeGreaterThanOrEqual(operatingPoints.sameFinger);
  });
});
