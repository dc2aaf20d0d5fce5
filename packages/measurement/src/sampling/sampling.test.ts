import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Rational } from '../exact/rational.ts';
import { expectRoundedUp } from '../test-support/rounded-up.ts';
import { bayesianPlan } from './bayesian.ts';
import type { SamplingClaim } from './claim.ts';
import { hypergeometricPlan } from './hypergeometric.ts';
import { selectUnits, unitOf } from './selection.ts';

const claim = (population: number, share: string, confidence: string, negatives = 0): SamplingClaim => ({
  population,
  share,
  confidence,
  negatives,
});

/** UNODC/ENFSI ST/NAR/38: smallest samples without a negative, for so many units. */
const populations = [5, 10, 15, 20, 30, 40, 50, 60, 80, 100, 200, 500, 1000, 5000, 10000];
const published: [string, string, number[]][] = [
  ['0.95', '0.5', [3, 3, 4, 4, 4, 4, 4, 4, 5, 5, 5, 5, 5, 5, 5]],
  ['0.95', '0.7', [4, 5, 6, 6, 7, 7, 8, 8, 8, 8, 9, 9, 9, 9, 9]],
  ['0.95', '0.9', [5, 8, 12, 12, 15, 18, 19, 20, 22, 23, 26, 28, 28, 29, 29]],
  ['0.99', '0.5', [3, 4, 5, 5, 6, 6, 6, 6, 7, 7, 7, 7, 7, 7, 7]],
  ['0.99', '0.7', [4, 6, 8, 9, 10, 10, 11, 11, 12, 12, 13, 13, 13, 13, 13]],
  ['0.99', '0.9', [5, 9, 13, 15, 20, 23, 26, 28, 31, 33, 38, 41, 43, 44, 44]],
];

/** Small seizures, for which every possibility can be counted. */
const smallClaims = fc
  .record({
    population: fc.integer({ min: 1, max: 11 }),
    share: fc.constantFrom('0.5', '0.7', '0.75', '0.9', '1'),
    confidence: fc.constantFrom('0.5', '0.8', '0.95', '0.99'),
    negatives: fc.integer({ min: 0, max: 3 }),
  })
  .filter(({ population, share, negatives }) => negatives <= population - Math.ceil(population * Number(share)));

/** Of all samples of a size, the part with no more than so many of the first `bad` units: counted one by one. */
function countedRisk(population: number, bad: number, size: number, negatives: number): Rational {
  let [few, all] = [0n, 0n];
  for (let sample = 0; sample < 1 << population; sample++) {
    const bits = (mask: number): number => (sample & mask).toString(2).replaceAll('0', '').length;
    if (bits(-1) !== size) continue;
    all += 1n;
    if (bits((1 << bad) - 1) <= negatives) few += 1n;
  }
  return Rational.of(few, all);
}

describe('the hypergeometric plan', () => {
  it.each(published)('at %s and %s of the units is the table that is published', (confidence, share, sizes) => {
    expect(populations.map((units) => hypergeometricPlan(claim(units, share, confidence)).size)).toEqual(sizes);
  });

  it.each([
    [100, 1, [7, 13, 36]],
    [1000, 1, [8, 14, 45]],
    [100, 2, [10, 17, 46]],
  ])('of %d units with %d negatives allowed at 95 %% draws %j', (units, negatives, sizes) => {
    const plan = (share: string) => hypergeometricPlan(claim(units, share, '0.95', negatives)).size;
    expect(['0.5', '0.7', '0.9'].map(plan)).toEqual(sizes);
  });

  it('says how many positives it supports, and at what risk', () => {
    // C(49, 5) / C(100, 5) = 1906884 / 75287520
    expect(hypergeometricPlan(claim(100, '0.5', '0.95'))).toEqual({ size: 5, positives: 50, risk: '0.02533' });
    expect(hypergeometricPlan(claim(5, '0.9', '0.95'))).toEqual({ size: 5, positives: 5, risk: '0' });
    expect(hypergeometricPlan(claim(1, '0.9', '0.95'))).toEqual({ size: 1, positives: 1, risk: '0' });
  });

  it('is what counting every sample says, and no smaller one would do', () => {
    fc.assert(
      fc.property(smallClaims, (of) => {
        const { size, positives, risk } = hypergeometricPlan(of);
        const bad = of.population - positives + 1;
        const alpha = Rational.of(BigInt(Math.round((1 - Number(of.confidence)) * 100)), 100n);
        const counted = (tested: number) => countedRisk(of.population, bad, tested, of.negatives);
        expect(counted(size).compare(alpha)).toBeLessThanOrEqual(0);
        expectRoundedUp(risk, Number(counted(size).rounded(20, 'up').toString()));
        if (size > of.negatives + 1) expect(counted(size - 1).compare(alpha)).toBeGreaterThan(0);
      }),
      { seed: 38, numRuns: 30 },
    );
  });
});

describe('the Bayesian plan', () => {
  const even = { a: '1', b: '1' };

  it.each([
    ['0.95', '0.5', 4],
    ['0.95', '0.7', 8],
    ['0.95', '0.9', 28],
    ['0.99', '0.5', 6],
    ['0.99', '0.7', 12],
    ['0.99', '0.9', 43],
  ])('of very many units and an even prior at %s and %s is %d: 1 − k^(n + 1)', (confidence, share, size) => {
    // Aitken 1999; of infinitely many units n is the smallest with k^(n + 1) ≤ 1 − confidence.
    expect(Math.ceil(Math.log(1 - Number(confidence)) / Math.log(Number(share)) - 1)).toBe(size);
    expect(bayesianPlan(claim(2000, share, confidence), even).size).toBe(size);
  });

  it('of an even prior has a risk that can be written down', () => {
    // T positives of N weigh C(T, n) each, and Σ C(T, n) to K − 1 is C(K, n + 1): the risk is C(K, n + 1) / C(N + 1, n + 1).
    const choose = (of: number, taken: number): number => (taken === 0 ? 1 : (choose(of - 1, taken - 1) * of) / taken);
    fc.assert(
      fc.property(smallClaims, (of) => {
        const { size, positives, risk } = bayesianPlan({ ...of, negatives: 0 }, even);
        const expected = choose(positives, size + 1) / choose(of.population + 1, size + 1);
        expectRoundedUp(risk, expected);
        expect(expected).toBeLessThanOrEqual(1 - Number(of.confidence) + 1e-12);
      }),
      { seed: 39, numRuns: 60 },
    );
  });

  it('of any prior is what its beta functions say, and no smaller one would do', () => {
    const priors = fc.constantFrom(even, { a: '0.5', b: '0.5' }, { a: '3', b: '1' }, { a: '1', b: '2.5' });
    fc.assert(
      fc.property(smallClaims, priors, (of, prior) => {
        const plan = bayesianPlan(of, prior);
        const [a, b, alpha] = [Number(prior.a), Number(prior.b), 1 - Number(of.confidence)];
        const risk = (tested: number): number => {
          const [positive, untested] = [tested - of.negatives, of.population - tested];
          const weights = Array.from({ length: untested + 1 }, (_, more) =>
            betaBinomial(more, untested, positive + a, of.negatives + b),
          );
          return weights.slice(0, Math.max(0, plan.positives - positive)).reduce((sum, weight) => sum + weight, 0);
        };
        expect(risk(plan.size)).toBeLessThanOrEqual(alpha + 1e-9);
        expectRoundedUp(plan.risk, risk(plan.size));
        if (plan.size > of.negatives + 1) expect(risk(plan.size - 1)).toBeGreaterThan(alpha - 1e-9);
      }),
      { seed: 40, numRuns: 50 },
    );
  });

  it('tests fewer the more was believed before, and never none', () => {
    const sizes = ['1', '3', '10', '1000'].map((a) => bayesianPlan(claim(120, '0.9', '0.95'), { a, b: '1' }).size);
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(sizes.at(-1)).toBe(1);
  });

  it.each([
    { a: '0', b: '1' },
    { a: '1', b: '-1' },
  ])('with the prior %j is refused', (prior) => {
    expect(() => bayesianPlan(claim(10, '0.9', '0.95'), prior)).toThrow(
      expect.objectContaining({ code: 'measurement-rule' }),
    );
  });
});

/** C(m, y) B(y + a, m − y + b) / B(a, b), from the ratio of one y to the next. */
function betaBinomial(y: number, m: number, a: number, b: number): number {
  const weights = [1];
  for (let at = 1; at <= m; at++)
    weights.push(((weights[at - 1] ?? 0) * (m - at + 1) * (a + at - 1)) / (at * (b + m - at)));
  return (weights[y] ?? 0) / weights.reduce((sum, weight) => sum + weight, 0);
}

describe('a claim', () => {
  it.each([
    [claim(0, '0.9', '0.95'), 'sampling-count'],
    [claim(2.5, '0.9', '0.95'), 'sampling-count'],
    [claim(Number.NaN, '0.9', '0.95'), 'sampling-count'],
    [claim(100_001, '0.9', '0.95'), 'sampling-too-many'],
    [claim(10, '0', '0.95'), 'measurement-rule'],
    [claim(10, '1.01', '0.95'), 'measurement-rule'],
    [claim(10, '0.9', '1'), 'measurement-rule'],
    [claim(10, '0.9', '-0.1'), 'measurement-rule'],
    [claim(10, 'NaN', '0.95'), 'measurement-unreadable'],
    [claim(10, '0.9', '0.95', -1), 'measurement-rule'],
    [claim(10, '0.9', '0.95', 2), 'sampling-claim-impossible'],
    [claim(10, '1', '0.95', 1), 'sampling-claim-impossible'],
  ])('%j is refused', (refused, code) => {
    expect(() => hypergeometricPlan(refused)).toThrow(expect.objectContaining({ code }));
    expect(() => bayesianPlan(refused, { a: '1', b: '1' })).toThrow(expect.objectContaining({ code }));
  });
});

it('a Bayesian plan is not calculated for more than 10,000 units', () => {
  expect(() => bayesianPlan(claim(10_001, '0.9', '0.95'), { a: '1', b: '1' })).toThrow(
    expect.objectContaining({ code: 'sampling-too-many' }),
  );
});

describe('a recorded draw', () => {
  const seed = '9f86d081884c7d659a2feaa0c55ad015';

  it('is what the recipe says', () => {
    // printf '%s:%d' 9f86d081884c7d659a2feaa0c55ad015 0 | sha256sum, and 1, 2 …; each mod 120, plus 1, in Python.
    expect(selectUnits(seed, 120, 5)).toEqual({ seed, units: [80, 107, 29, 113, 100] });
  });

  it('takes its seed as the record keeps it', () => {
    // printf '%s:%d' n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg 0 | sha256sum, and so on, as above.
    expect(selectUnits('n4bQgYhMfWWaL-qgxVrQFaO_TxsrC4Is0V1sFbDwCgg', 50, 3).units).toEqual([16, 28, 31]);
  });

  it('draws no unit twice, none that is not there, and the same again', () => {
    const seeds = fc.stringMatching(/^[0-9a-f]{32}$/);
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 60 }), fc.nat(60), (text, population, wanted) => {
        const count = Math.min(wanted, population);
        const { units } = selectUnits(text, population, count);
        expect(new Set(units).size).toBe(count);
        expect(units.every((unit) => unit >= 1 && unit <= population)).toBe(true);
        expect(selectUnits(text, population, population).units.slice(0, count)).toEqual(units);
      }),
      { seed: 256, numRuns: 25 },
    );
  });

  it('prefers no unit', () => {
    const drawn = new Map<number, number>();
    for (let index = 0; index < 1400; index++) {
      const [unit = 0] = selectUnits(index.toString(16).padStart(32, '0'), 7, 1).units;
      drawn.set(unit, (drawn.get(unit) ?? 0) + 1);
    }
    const expected = 1400 / 7;
    const square = [...drawn.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(drawn.size).toBe(7);
    // χ² with 6 degrees of freedom: 22.46 is passed once in a thousand.
    expect(square).toBeLessThan(22.46);
  });

  it('passes over the hashes that would make low units likelier', () => {
    const last = 2n ** 256n - 1n;
    expect(last % 7n).toBe(1n);
    expect([last - 2n, last - 1n, last].map((hash) => unitOf(hash, 7))).toEqual([7, undefined, undefined]);
    expect(unitOf(last, 8)).toBe(8);
  });

  it.each([
    ['9f86d081884c7d659a2feaa0c55ad015:', 10, 5, 'sampling-seed'],
    ['9f86', 10, 5, 'sampling-seed'],
    ['', 10, 5, 'sampling-seed'],
    [seed, 10, 11, 'sampling-count'],
    [seed, 10, -1, 'sampling-count'],
    [seed, 10, Number.NaN, 'sampling-count'],
    [seed, 0, 0, 'sampling-count'],
    [seed, 100_001, 1, 'sampling-too-many'],
  ])('from %s of %d units, %d of them, is refused', (text, population, count, code) => {
    expect(() => selectUnits(text, population, count)).toThrow(expect.objectContaining({ code }));
  });
});
