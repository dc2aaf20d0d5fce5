import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mtSicsUnits } from '../protocol/mt-sics/codec.ts';
import type { Said } from './talk.ts';
import { weighingOf } from './weighing.ts';

const moment = { unasked: false, atMs: 1, monotonicMs: 2 };
const weight = (digits: string, unit = 'g', stable = true): Said => ({
  kind: 'weight',
  raw: `${digits} ${unit}`,
  digits,
  unit,
  stable,
  load: 'net',
  auxiliaryDigits: 0,
});
const judge = (said: Said, capacityGrams?: number) => weighingOf(said, moment, mtSicsUnits, capacityGrams);

describe('what a balance said', () => {
  it('is a weight with its own digits, its unit and what that means', () => {
    expect(judge(weight('+12.50', 'ct'))).toEqual({
      kind: 'weighing',
      raw: '+12.50 ct',
      ...moment,
      status: 'stable',
      value: '12.50',
      unit: 'ct',
      ucum: '[car_m]',
      load: 'net',
      auxiliaryDigits: 0,
    });
    expect(judge(weight('-0.1', 'ug', false))).toMatchObject({ status: 'dynamic', value: '-0.1', ucum: 'ug' });
  });

  it.each([
    ['in no unit', weight('1.0', ''), 'weight-unit-unknown'],
    ['in an unknown unit', weight('1.0', 'tola'), 'weight-unit-unknown'],
    ['in a unit of the prototype', weight('1.0', 'constructor'), 'weight-unit-unknown'],
    ['in a unit in other letters', weight('1.0', 'KG'), 'weight-unit-unknown'],
    ['with brackets', weight('1.0[6]'), 'weight-unreadable'],
    ['with a comma', weight('1,0'), 'weight-unreadable'],
    ['with two points', weight('1.0.0'), 'weight-unreadable'],
    ['with no digits', weight(''), 'weight-unreadable'],
    ['beyond the capacity', weight('1200.01'), 'weight-beyond-capacity'],
    ['beyond the capacity in another unit', weight('1.20001', 'kg'), 'weight-beyond-capacity'],
    ['as far below zero', weight('-1200.01'), 'weight-beyond-capacity'],
    ['that fits no rule', { kind: 'unreadable', raw: '1.0 g' } satisfies Said, 'weight-unreadable'],
  ])('%s is refused, with what came', (_name, said, code) => {
    const refused = judge(said, 1200);
    expect(refused).toMatchObject({ kind: 'weighing-refused', raw: said.raw, error: { code } });
    expect(refused).not.toHaveProperty('value');
  });

  it('without a weight carries none', () => {
    expect(judge({ kind: 'out-of-range', raw: 'S +', side: 'overload' })).toEqual({
      kind: 'weighing',
      raw: 'S +',
      ...moment,
      status: 'overload',
    });
    expect(judge({ kind: 'moving', raw: 'S I' })).toMatchObject({ status: 'moving' });
  });

  it('never carries a number that did not come', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (digits, unit) => {
        const judged = judge(weight(digits, unit), 1200);
        if ('value' in judged) expect(digits).toContain(judged.value);
      }),
      { seed: 83, numRuns: 500 },
    );
  });
});
