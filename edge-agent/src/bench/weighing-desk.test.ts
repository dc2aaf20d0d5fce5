import type { Weighing } from '@custody-edge/firmware-bridge';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationConfigSchema } from '../config.ts';
import {
  acceptable,
  type BenchInput,
  benchInstruction,
  emptyBench,
  stepBench,
  type WeighingDesk,
} from './weighing-desk.ts';

const policy = stationConfigSchema.shape.bench.parse({ stableReadings: 3, withinDivisions: 2, durationMs: 1_000 });

function weighing(
  value: string,
  atMs: number,
  status: 'stable' | 'dynamic' = 'stable',
  unit: 'g' | 'kg' = 'g',
): BenchInput {
  const moment = { kind: 'weighing', raw: `S ${value} ${unit}`, unasked: false, atMs, monotonicMs: atMs } as const;
  const taken: Weighing = { ...moment, status, value, unit, ucum: unit, load: 'net', auxiliaryDigits: 0 };
  return { kind: 'weighing', weighing: taken };
}
const outside = (status: 'overload' | 'underload'): BenchInput => ({
  kind: 'weighing',
  weighing: { kind: 'weighing', raw: 'S +', unasked: false, atMs: 0, monotonicMs: 0, status },
});
const noWeight: BenchInput = { kind: 'weighing-refused', why: { en: 'No weight', ur: 'وزن نہیں' } };
const label = (text: string): BenchInput => ({ kind: 'label', text });
const bench = (...inputs: readonly BenchInput[]): WeighingDesk =>
  inputs.reduce((desk, input) => stepBench(desk, input, policy), emptyBench);
const steady = (unit: 'g' | 'kg' = 'g', value = '12.50'): BenchInput[] =>
  [0, 500, 1_000].map((atMs) => weighing(value, atMs, 'stable', unit));
const ready = [label('E-1'), ...steady()];

describe('a weight may be accepted', () => {
  it('with a label and a proof of steadiness, digits as printed', () => {
    const proof = acceptable(bench(...ready));
    expect(proof).toMatchObject({ label: 'E-1', unit: 'g' });
    expect(proof?.samples.map(({ raw, value }) => [raw, value])).toEqual(Array(3).fill(['S 12.50 g', '12.50']));
    expect(benchInstruction(bench(...ready))).toMatchObject({ sign: 'go' });
  });

  it('for the next exhibit, once the recorded load was taken off', () => {
    const next = bench(...ready, { kind: 'recorded' }, weighing('0.00', 1_500), label('E-2'), ...steady());
    expect(acceptable(next)).toMatchObject({ label: 'E-2' });
  });

  it.each<[string, BenchInput[]]>([
    ['without a label', steady()],
    ['with one reading less', [label('E-1'), ...steady().slice(1)]],
    ['before its time', [label('E-1'), ...[0, 400, 999].map((atMs) => weighing('12.50', atMs))]],
    ['after the balance restarted: its tare is lost', [...ready, { kind: 'balance-restarted' }]],
    ['however steady it is after a restart', [...ready, { kind: 'balance-restarted' }, ...steady()]],
    ['after the balance went away', [...ready, { kind: 'balance-away' }]],
    ['after the tare was changed', [...ready, { kind: 'tared' }]],
    ['once it was recorded', [...ready, { kind: 'recorded' }]],
    ['once it was left', [...ready, { kind: 'cancel' }]],
    ['for the next label without a new proof', [...ready, label('E-2')]],
    [
      'for another exhibit while the load just recorded still lies there',
      [...ready, { kind: 'recorded' }, label('E-2'), ...steady()],
    ],
    ['of an empty pan, however steady', [label('E-1'), ...steady('g', '0.00')]],
    ['below zero', [label('E-1'), ...steady('g', '-0.02')]],
    ['while the pan moves', [...ready, weighing('12.50', 1_500, 'dynamic')]],
    ['after the pan showed another weight', [...ready, weighing('12.53', 1_500)]],
    ['after the unit was switched', [...ready, weighing('12.50', 1_500, 'stable', 'kg')]],
    ['after an overload', [...ready, outside('overload')]],
    ['after the balance sent what is no weight', [...ready, noWeight]],
  ])('not %s', (_, inputs) => {
    expect(acceptable(bench(...inputs))).toBeUndefined();
    expect(benchInstruction(bench(...inputs)).sign).not.toBe('go');
  });

  it.each<[string, BenchInput[]]>([
    [
      'after a restart, once it is tared and proven again',
      [...ready, { kind: 'balance-restarted' }, { kind: 'tared' }, ...steady()],
    ],
    ['while the pan still shows it', [...ready, weighing('12.52', 1_500), weighing('12.48', 2_000)]],
    ['with a label that was scanned last', [label('E-0'), label('E-1'), ...steady()]],
    [
      'after the next proof of a drifted weight',
      [...ready, ...[2_000, 2_500, 3_000].map((atMs) => weighing('13.00', atMs))],
    ],
  ])('%s', (_, inputs) => {
    expect(acceptable(bench(...inputs))?.label).toBe('E-1');
  });

  it.each(['g', 'kg'] as const)('in %s, recorded in the unit that it means', (unit) => {
    expect(acceptable(bench(label('E-1'), ...steady(unit)))?.unit).toBe(unit);
  });
});

it('a weight that creeps is not followed: what would be recorded stays within the tolerance of what the pan shows', () => {
  let desk = bench(label('E-1'));
  let accepted = 0;
  for (let index = 0; index < 40; index += 1) {
    desk = stepBench(desk, weighing(`12.${50 + index}`, index * 500), policy);
    const recorded = acceptable(desk)?.samples.at(-1)?.value;
    if (recorded === undefined) continue;
    accepted += 1;
    expect(50 + index - Math.round((Number(recorded) - 12) * 100)).toBeLessThanOrEqual(policy.withinDivisions);
  }
  expect(accepted).toBeGreaterThan(0);
});

describe('a label', () => {
  it.each(['E-2026/17', 'مال ۷', "'; DROP TABLE event;--", '<b onload=alert(1)>', '../../etc/passwd', '%n%s{0}'])(
    '%s is opaque text and kept verbatim',
    (text) => {
      expect(bench(label(text)).exhibit).toBe(text);
    },
  );

  it.each(['', '  ', 'E\u00001', 'E\u001b[31m1', 'E\n1', 'E\u202E1', 'x'.repeat(121), 'x'.repeat(10_240)])(
    '%j is refused, and the one before it stays',
    (text) => {
      const desk = bench(...ready, label(text));
      expect(desk.exhibit).toBe('E-1');
      expect(benchInstruction(desk)).toEqual({
        sign: 'wait',
        text: expect.objectContaining({ en: 'This label cannot be read as an exhibit' }),
      });
      expect(benchInstruction(stepBench(desk, label('E-2'), policy)).text.en).not.toBe(
        'This label cannot be read as an exhibit',
      );
    },
  );
});

describe('the analyst is told', () => {
  it.each<[string, BenchInput[], string]>([
    ['The balance does not answer', [], 'wait'],
    ['Scan the exhibit’s label', [weighing('0.00', 0)], 'information'],
    ['Put the exhibit on the pan', [label('E-1'), weighing('0.00', 0)], 'information'],
    ['Wait until the weight is steady', [label('E-1'), weighing('5.00', 0)], 'wait'],
    ['Too heavy for this balance', [label('E-1'), outside('overload')], 'stop'],
    ['The pan is not in its place', [label('E-1'), outside('underload')], 'wait'],
    ['The weight is steady. Accept it', ready, 'go'],
  ])('%s', (text, inputs, sign) => {
    expect(benchInstruction(bench(...inputs))).toMatchObject({ sign, text: { en: text } });
  });
});

it('whatever the balance and the reader say, only a known unit, a label and agreeing samples are accepted', () => {
  const often = <Value extends string>(values: readonly Value[], weight: number) => ({
    arbitrary: fc.constantFrom(...values),
    weight,
  });
  const value = fc.oneof(often(['0.10', '0.11'], 8), often(['0.12', '0.14', '-0.10'], 2));
  const unit = fc.oneof(often(['g'] as const, 15), often(['kg'] as const, 1));
  const others: BenchInput[] = [
    label('\u0000'),
    { kind: 'balance-restarted' },
    { kind: 'tared' },
    { kind: 'balance-away' },
    noWeight,
    outside('overload'),
  ];
  const inputs = fc.oneof(
    { arbitrary: fc.record({ value, unit }), weight: 12 },
    { arbitrary: fc.constantFrom(label('E-1'), ...others), weight: 1 },
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(inputs, { maxLength: 40 }), (day) => {
      let desk = bench(label('E-1'));
      let tareLost = false;
      for (const [index, each] of day.entries()) {
        const input = 'kind' in each ? each : weighing(each.value, index * 500, 'stable', each.unit);
        desk = stepBench(desk, input, policy);
        if (input.kind === 'balance-restarted') tareLost = true;
        if (input.kind === 'tared') tareLost = false;
        const proof = acceptable(desk);
        if (!proof) continue;
        accepted += 1;
        expect(tareLost).toBe(false);
        expect(['g', 'kg']).toContain(proof.unit);
        expect(proof.label).toBe('E-1');
        const hundredths = proof.samples.map((sample) => Math.round(Number(sample.value) * 100));
        expect(Math.max(...hundredths) - Math.min(...hundredths)).toBeLessThanOrEqual(policy.withinDivisions);
        expect(new Set(proof.samples.map((sample) => sample.unit)).size).toBe(1);
        expect(proof.samples.length).toBeGreaterThanOrEqual(policy.stableReadings);
      }
    }),
    { seed: 241, numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(0);
});
