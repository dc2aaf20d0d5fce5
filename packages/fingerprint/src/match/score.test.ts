import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthetic/random.ts';
import { fmrOfScore, fuseFingers, fuseImpressions, likenessOfPeople, scoreOf, scoreOfFmr } from './score.ts';

describe('score', () => {
  it('grows with the likeness and is never negative', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (a, b) => {
        expect(scoreOf(Math.max(a, b))).toBeGreaterThanOrEqual(scoreOf(Math.min(a, b)));
        expect(scoreOf(a)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 3 },
    );
    expect(scoreOf(0)).toBe(0);
  });

  it('is the FMR in tenths of a power of ten', () => {
    expect(scoreOfFmr(1e-4)).toBeCloseTo(40);
    expect(fmrOfScore(40)).toBeCloseTo(1e-4);
    expect(fmrOfScore(0)).toBe(1);
  });
});

describe('fusion', () => {
  it('of one finger or one impression changes nothing, of none is 0', () => {
    expect(fuseFingers([37])).toBeCloseTo(37);
    expect(fuseImpressions([37])).toBe(37);
    expect(fuseFingers([])).toBe(0);
    expect(fuseImpressions([])).toBe(0);
  });

  it('takes the best impression, less for every further try', () => {
    expect(fuseImpressions([50, 10])).toBeCloseTo(50 - 10 * Math.log10(2));
    expect(fuseImpressions([1, 0, 0])).toBe(0);
  });

  it.each([2, 3])('of %i strangers’ fingers keeps its promise: the share above a score is its FMR', (fingers) => {
    const random = seededRandom(9);
    const tries = 100_000;
    const fused = Array.from({ length: tries }, () =>
      fuseFingers(Array.from({ length: fingers }, () => scoreOfFmr(1 - random.uniform()))),
    );
    for (const fmr of [0.1, 0.01, 0.001]) {
      const share = fused.filter((score) => score >= scoreOfFmr(fmr)).length / tries;
      expect(Math.abs(share - fmr)).toBeLessThan(4 * Math.sqrt(fmr / tries));
    }
  });

  it('never falls when one finger grows more alike', () => {
    const scores = fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 10 });
    fc.assert(
      fc.property(scores, fc.double({ min: 0, max: 100, noNaN: true }), ([first = 0, ...rest], more) => {
        expect(fuseFingers([first + more, ...rest])).toBeGreaterThanOrEqual(fuseFingers([first, ...rest]) - 1e-9);
      }),
      { seed: 4 },
    );
  });
});

describe('the likeness of two people', () => {
  it('keeps its promise among strangers, however many fingers and comparisons there are', () => {
    const random = seededRandom(12);
    const tries = 30_000;
    const strangers = Array.from({ length: tries }, () =>
      likenessOfPeople(
        Array.from({ length: 2 }, () => ({
          score: Math.max(...Array.from({ length: 6 }, () => scoreOfFmr(1 - random.uniform()))),
          comparisons: 6,
        })),
      ),
    );
    for (const fmr of [0.1, 0.01, 0.001]) {
      const share = strangers.filter((score) => score >= scoreOfFmr(fmr)).length / tries;
      expect(share).toBeLessThan(fmr + 4 * Math.sqrt(fmr / tries));
    }
  });

  it('is found by one finger where the others are worn, and by two that alone would not do', () => {
    const worn = { score: 0, comparisons: 9 };
    const clear = { score: 100, comparisons: 9 };
    const faint = { score: 60, comparisons: 9 };
    const alone = likenessOfPeople([clear]);
    expect(likenessOfPeople([clear, worn, worn])).toBeGreaterThan(alone - 10);
    expect(likenessOfPeople([faint, faint])).toBeGreaterThan(likenessOfPeople([faint]) + 15);
    expect(likenessOfPeople([])).toBe(0);
  });
});
