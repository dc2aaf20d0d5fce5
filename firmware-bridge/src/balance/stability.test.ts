import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Weighing } from '../reading.ts';
import { observe, type StabilityRule, unsettled } from './stability.ts';

const rule: StabilityRule = { required: 3, withinDivisions: 2, divisionText: '0.001', durationMs: 1000 };

function weighing(
  value: string,
  monotonicMs: number,
  status: 'stable' | 'dynamic' = 'stable',
  unit: 'g' | 'mg' = 'g',
): Weighing {
  const moment = { kind: 'weighing', raw: `S ${value} ${unit}`, unasked: false, atMs: 0, monotonicMs } as const;
  return { ...moment, status, value, unit, ucum: unit, load: 'net', auxiliaryDigits: 0 };
}

function observeAll(weighings: Weighing[], by = rule) {
  return weighings.reduce((before, each) => observe(by, before, each), unsettled);
}

describe('a weight', () => {
  it('is accepted when enough stable weighings agree for long enough', () => {
    const weighings = [weighing('10.000', 0), weighing('10.001', 500), weighing('10.002', 1000)];
    expect(observeAll(weighings.slice(0, 2))).toMatchObject({ accepted: false, progress: 0.5 });
    expect(observeAll(weighings)).toEqual({ accepted: true, progress: 1, samples: weighings });
  });

  it('is not accepted on stable flags alone when the values wander', () => {
    const weighings = ['10.000', '10.003', '10.006', '10.009'].map((value, index) => weighing(value, index * 500));
    expect(observeAll(weighings)).toMatchObject({ accepted: false, samples: weighings.slice(3) });
  });

  it('is not accepted before its time, however many weighings agree', () => {
    const weighings = Array.from({ length: 10 }, (_, index) => weighing('10.000', index * 100));
    expect(observeAll(weighings)).toMatchObject({ accepted: false, progress: 0.9 });
  });

  it.each([
    ['a dynamic weighing', weighing('10.000', 900, 'dynamic')],
    [
      'an overload',
      { kind: 'weighing', raw: 'S +', unasked: false, atMs: 0, monotonicMs: 900, status: 'overload' } as const,
    ],
  ])('starts anew at %s', (_name, disturbance) => {
    const before = [weighing('10.000', 0), weighing('10.000', 500), disturbance];
    expect(observeAll([...before, weighing('10.000', 1000)])).toMatchObject({ accepted: false, progress: 0 });
  });

  it('starts anew when the unit changes', () => {
    const state = observeAll([
      weighing('10.000', 0),
      weighing('10.000', 500),
      weighing('10.000', 1000, 'stable', 'mg'),
    ]);
    expect(state.samples).toHaveLength(1);
  });

  it('once accepted stays with the weighings it rests on', () => {
    const accepted = observeAll([weighing('1.0', 0), weighing('1.0', 500), weighing('1.0', 1000)]);
    expect(observe(rule, accepted, weighing('9.0', 2000))).toBe(accepted);
  });

  it('never rests on weighings that spread wider than the rule allows', () => {
    const values = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(values, (steps) => {
        const state = observeAll(steps.map((step, index) => weighing((10 + step / 1000).toFixed(3), index * 300)));
        const kept = state.samples.map((sample) => Number(sample.value));
        expect(Math.round((Math.max(...kept) - Math.min(...kept)) * 1000)).toBeLessThanOrEqual(2);
        if (state.accepted) expect(kept.length).toBeGreaterThanOrEqual(3);
      }),
      { seed: 41, numRuns: 300 },
    );
  });
});
