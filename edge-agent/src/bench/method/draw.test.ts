import type { UnitChoice } from '@custody-edge/event-contract';
import { hypergeometricPlan } from '@custody-edge/measurement/sampling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitsPlan } from './choice.ts';
import { draw, isRepeatable, sizeOf } from './draw.ts';
import type { ChooseStep } from './step.ts';
import { blanksOf, structureProblems } from './structure.ts';
import { both, methodOf, step } from './test-kit.ts';

const begun = '01980000-0000-7000-8000-000000000001';
const base = {
  id: 'draw',
  prompt: both('Draw'),
  of: 'parcel',
  kind: 'choose',
  share: '0.9',
  confidence: '0.95',
  negatives: 0,
} as const;
const hypergeometric: ChooseStep = { ...base, by: 'hypergeometric' };
const bayesian: ChooseStep = { ...base, by: 'bayesian', prior: { a: '1', b: '1' } };
const unitsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ subject: `exhibit/${index + 1}`, label: `P-1/${index + 1}` }));
const seed = 'A'.repeat(43);

function drawn(of: ChooseStep, count: number, from = seed) {
  const draft = draw('exhibit/whole', begun, of, unitsOf(count), from);
  if (draft.type !== 'exhibit.units-chosen.v1') throw new Error(draft.type);
  return draft.data;
}

describe('units drawn by lot', () => {
  it('are as many as the plan asks for, with everything that it rests on', () => {
    expect(drawn(hypergeometric, 100)).toMatchObject({
      method: { begun, step: 'draw' },
      plan: { by: 'hypergeometric', population: 100, share: '0.9', confidence: '0.95', negatives: 0 },
      seed,
    });
    // UNODC/ENFSI: of 100 units 23, for nine tenths with 95 %
    expect(drawn(hypergeometric, 100).chosen).toHaveLength(23);
    const { plan, chosen } = drawn(bayesian, 100);
    expect(plan).toMatchObject({ by: 'bayesian', prior: { a: '1', b: '1' } });
    expect(chosen).toHaveLength(sizeOf(plan)?.size ?? 0);
  });

  it('are drawn again by the seed, in whatever order the units come, and no other draw passes for it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 150 }), fc.stringMatching(/^[A-Za-z0-9_-]{43}$/), (count, from) => {
        const { plan, chosen } = drawn(hypergeometric, count, from);
        const units = unitsOf(count);
        expect(new Set(chosen).size).toBe(chosen.length);
        expect(isRepeatable({ plan, seed: from, chosen }, units.toReversed())).toBe(true);
        expect(draw('exhibit/whole', begun, hypergeometric, units.toReversed(), from).data).toMatchObject({ chosen });
        const other = units.find(({ subject }) => !chosen.includes(subject))?.subject;
        if (other !== undefined)
          expect(isRepeatable({ plan, seed: from, chosen: [...chosen.slice(1), other] }, units)).toBe(false);
        expect(
          isRepeatable({ plan, seed: from, chosen }, [...units, { subject: 'exhibit/new', label: 'P-1/new' }]),
        ).toBe(false);
      }),
      { seed: 51, numRuns: 60 },
    );
  });

  it('are none where there are no units, and no more than an event holds', () => {
    expect(() => draw('exhibit/whole', begun, hypergeometric, [], seed)).toThrow(
      expect.objectContaining({ code: 'units-missing' }),
    );
    const many: ChooseStep = { ...hypergeometric, share: '0.99', confidence: '0.999' };
    expect(
      hypergeometricPlan({ population: 2_000, share: '0.99', confidence: '0.999', negatives: 0 }).size,
    ).toBeGreaterThan(200);
    expect(() => draw('exhibit/whole', begun, many, unitsOf(2_000), seed)).toThrow(
      expect.objectContaining({ code: 'draw-too-large' }),
    );
    const impossible: ChooseStep = { ...hypergeometric, negatives: 5 };
    expect(() => draw('exhibit/whole', begun, impossible, unitsOf(3), seed)).toThrow(
      expect.objectContaining({ code: 'sampling-claim-impossible' }),
    );
  });

  it('by Bayes fit the plan of the method only with its prior', () => {
    const units = new Set(unitsOf(100).map(({ subject }) => subject));
    const { plan, ...data } = drawn(bayesian, 100);
    const choice = (prior?: { readonly a: string; readonly b: string }): UnitChoice => {
      const { prior: _, ...without } = plan;
      return { event: begun, ...data, plan: { ...without, ...(prior && { prior }) } };
    };
    expect(fitsPlan(bayesian, choice({ a: '1.0', b: '1' }), units)).toBe(true);
    expect(fitsPlan(bayesian, choice({ a: '3', b: '1' }), units)).toBe(false);
    expect(fitsPlan(bayesian, choice(), units)).toBe(false);
  });
});

it('a method that draws by Bayes names its prior, and one that does not has none', () => {
  const problemsOf = (fields: Record<string, unknown>) => {
    const { method } = methodOf({
      steps: [
        step('open', 'open', { of: 'parcel' }),
        step('units', 'divide', { of: 'parcel', into: [{ part: 'unit' }] }),
        step('draw', 'choose', { of: 'parcel', share: '0.9', confidence: '0.95', ...fields }),
        step('colour', 'test', { technique: 'colour-test', protocol: 'SOP 4', sampled: true }),
      ],
    });
    return [...structureProblems(method).map(({ rule }) => rule), ...blanksOf(method)];
  };
  const prior = { a: '1', b: '1' };
  expect(problemsOf({ by: 'bayesian', prior })).toEqual([]);
  expect(problemsOf({ by: 'hypergeometric' })).toEqual([]);
  expect(problemsOf({ by: 'bayesian' })).toEqual(['sampling']);
  expect(problemsOf({ by: 'hypergeometric', prior })).toEqual(['sampling']);
  expect(problemsOf({ by: 'bayesian', prior: { a: '', b: '1' } })).toEqual(['draw: prior.a']);
  expect(() => problemsOf({ by: 'bayesian', prior: { a: '0', b: '1' } })).toThrow();
});
