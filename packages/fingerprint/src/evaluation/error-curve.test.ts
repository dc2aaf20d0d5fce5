import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorCurve, errorRates, rankScores, thresholdAtFmr, tradeOffCurve } from './error-curve.ts';

const scores = fc.array(fc.nat(30), { minLength: 1, maxLength: 40 });
const share = (values: readonly number[], holds: (value: number) => boolean): number =>
  values.filter(holds).length / values.length;

const ratesOf = (genuine: readonly number[], impostor: readonly number[]) =>
  errorRates(errorCurve(rankScores(genuine, impostor)));

describe('error rates', () => {
  it('follow the scores', () => {
    expect(ratesOf([1, 5, 6, 7], [0, 0, 2, 3])).toMatchObject({ eer: 0.25, zeroFmr: 0.25 });
    expect(ratesOf([4, 5], [1, 2])).toMatchObject({ eer: 0, zeroFmr: 0 });
    expect(ratesOf([0, 9], [5]).eer).toBe(0.25);
    expect(ratesOf([3, 4], [])).toMatchObject({ eer: 0, zeroFmr: 0 });
  });

  it('count at every threshold what counting by hand counts', () => {
    fc.assert(
      fc.property(scores, scores, (genuine, impostor) => {
        const { thresholds, fmr, fnmr } = errorCurve(rankScores(genuine, impostor));
        for (const [rank, threshold] of thresholds.entries()) {
          expect(fmr[rank]).toBeCloseTo(share(impostor, (score) => score > threshold));
          expect(fnmr[rank]).toBeCloseTo(share(genuine, (score) => score <= threshold));
        }
      }),
      { seed: 3 },
    );
  });

  it('are the least that any threshold within the allowed FMR reaches', () => {
    fc.assert(
      fc.property(scores, scores, (genuine, impostor) => {
        const curve = errorCurve(rankScores(genuine, impostor));
        const { fnmrAtFmr, zeroFmr, eer } = errorRates(curve);
        const everyThreshold = [-1, ...genuine, ...impostor];
        const least = (allowed: number): number =>
          Math.min(
            ...everyThreshold
              .filter((threshold) => share(impostor, (score) => score > threshold) <= allowed)
              .map((threshold) => share(genuine, (score) => score <= threshold)),
          );
        expect(fnmrAtFmr['0.01']).toBeCloseTo(least(0.01));
        expect(zeroFmr).toBeCloseTo(least(0));
        expect(share(impostor, (score) => score > thresholdAtFmr(curve, 0.1))).toBeLessThanOrEqual(0.1);
        const gaps = everyThreshold.map((threshold) =>
          Math.abs(share(genuine, (score) => score <= threshold) - share(impostor, (score) => score > threshold)),
        );
        const gap = Math.min(...gaps);
        expect(
          everyThreshold.some((threshold, index) => {
            const sum = share(genuine, (score) => score <= threshold) + share(impostor, (score) => score > threshold);
            return Math.abs((gaps[index] ?? 0) - gap) < 1e-9 && Math.abs(sum / 2 - eer) < 1e-9;
          }),
        ).toBe(true);
      }),
      { seed: 4 },
    );
  });

  it('count a pair as often as its weight says', () => {
    const weighted = errorCurve(rankScores([1, 5], [2, 3]), { genuine: [3, 1], impostor: [1, 0] });
    const repeated = errorCurve(rankScores([1, 1, 1, 5], [2]));
    expect(errorRates(weighted)).toEqual(errorRates(repeated));
  });

  it('trade off against each other', () => {
    fc.assert(
      fc.property(scores, scores, (genuine, impostor) => {
        const points = tradeOffCurve(errorCurve(rankScores(genuine, impostor)));
        expect(points.at(-1)).toEqual({ fmr: 0, fnmr: 1 });
        for (const [index, point] of points.slice(1).entries()) {
          expect(point.fnmr).toBeGreaterThan(points[index]?.fnmr ?? 1);
          expect(point.fmr).toBeLessThanOrEqual(points[index]?.fmr ?? 0);
        }
      }),
      { seed: 5 },
    );
  });
});
