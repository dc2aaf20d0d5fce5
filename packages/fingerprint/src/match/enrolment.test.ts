import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractTemplate } from '../extract/extract.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { compareTemplates } from './compare.ts';
import { enrolmentFault } from './enrolment.ts';
import { operatingPoints, repeatedFingerPoint } from './operating-points.ts';
import { prepareTemplate } from './prepare.ts';
import type { PreparedTemplate } from './prepared-template.ts';

/** Four impressions of each of four fingers. */
const prints = [800, 801, 802, 803].map((seed) => {
  const finger = syntheticFinger(seed);
  return [1, 2, 3, 4].map((impression) => {
    const image = syntheticImpression(finger, { widthPx: 256, heightPx: 288, dpi: 500, seed: impression });
    const result = extractTemplate(image);
    if (!result.ok) throw new Error(result.error.reason);
    return prepareTemplate(result.value);
  });
});
const plan = { fingers: 4, impressionsPerFinger: 3 };
const fingers = fc.nat(prints.length - 1);

function printOf(finger: number, impression: number): PreparedTemplate {
  const print = prints[finger]?.[impression];
  if (!print) throw new Error('no such print');
  return print;
}

/** Of one more print of a finger with all fingers but those left out: three impressions of each. */
const scoresOf = (finger: number, taken: readonly number[]): number[] =>
  taken.map((other) =>
    Math.max(...[0, 1, 2].map((impression) => compareTemplates(printOf(finger, 3), printOf(other, impression)).score)),
  );

describe('one more impression of an enrolment', () => {
  it('is right as the first of a new finger, and as a further one of its own', () => {
    fc.assert(
      fc.property(fingers, (finger) => {
        const others = prints.flatMap((_, index) => (index === finger ? [] : [index]));
        expect(enrolmentFault(scoresOf(finger, others), -1, plan)).toBeUndefined();
        expect(enrolmentFault(scoresOf(finger, [0, 1, 2, 3]), finger, plan)).toBeUndefined();
      }),
      { seed: 30, numRuns: 12 },
    );
    expect(enrolmentFault([], -1, plan)).toBeUndefined();
  });

  it('of a finger that was presented under another name is found', () => {
    fc.assert(
      fc.property(fingers, fingers, (finger, other) => {
        const own = other === finger ? -1 : other;
        expect(enrolmentFault(scoresOf(finger, [0, 1, 2, 3]), own, plan)).toBe('finger-repeated');
      }),
      { seed: 31, numRuns: 12 },
    );
  });

  it('of another finger than the name says is found where that finger is new', () => {
    fc.assert(
      fc.property(fingers, fc.integer({ min: 1, max: 3 }), (finger, step) => {
        expect(enrolmentFault(scoresOf(finger, [(finger + step) % 4]), 0, plan)).toBe('not-one-finger');
      }),
      { seed: 32, numRuns: 12 },
    );
  });

  it('is judged by its likeness alone: at the points themselves, and just below', () => {
    const repeated = repeatedFingerPoint(54);
    expect(enrolmentFault([repeated, 90], 1, plan)).toBe('finger-repeated');
    expect(enrolmentFault([repeated - 0.01, operatingPoints.sameFinger], 1, plan)).toBeUndefined();
    expect(enrolmentFault([0, operatingPoints.sameFinger - 0.01], 1, plan)).toBe('not-one-finger');
  });
});
