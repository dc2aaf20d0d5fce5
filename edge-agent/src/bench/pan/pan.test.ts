import type { Weighing } from '@custody-edge/firmware-bridge';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationConfigSchema } from '../../config.ts';
import { meanAndSpread } from './digits.ts';
import { panInstruction } from './instruction.ts';
import { emptyPan, type Pan, type PanInput, steadyWeight, stepPan } from './pan.ts';

const policy = stationConfigSchema.shape.bench.parse({ stableReadings: 3, withinDivisions: 2, durationMs: 1_000 });

function weighing(
  value: string,
  atMs: number,
  status: 'stable' | 'dynamic' = 'stable',
  unit: 'g' | 'kg' = 'g',
): PanInput {
  const moment = { kind: 'weighing', raw: `S ${value} ${unit}`, unasked: false, atMs, monotonicMs: atMs } as const;
  const taken: Weighing = { ...moment, status, value, unit, ucum: unit, load: 'net', auxiliaryDigits: 0 };
  return { kind: 'weighing', weighing: taken };
}
const outside = (status: 'overload' | 'underload'): PanInput => ({
  kind: 'weighing',
  weighing: { kind: 'weighing', raw: 'S +', unasked: false, atMs: 0, monotonicMs: 0, status },
});
const noWeight: PanInput = { kind: 'weighing-refused', why: { en: 'No weight', ur: 'وزن نہیں' } };
const pan = (...inputs: readonly PanInput[]): Pan =>
  inputs.reduce((before, input) => stepPan(before, input, policy), emptyPan);
const steady = (unit: 'g' | 'kg' = 'g', value = '12.50'): PanInput[] =>
  [0, 500, 1_000].map((atMs) => weighing(value, atMs, 'stable', unit));
const ready = steady();

describe('a weight may be accepted', () => {
  it('with a proof of steadiness, digits as printed', () => {
    const samples = steadyWeight(pan(...ready));
    expect(samples?.map(({ raw, value }) => [raw, value])).toEqual(Array(3).fill(['S 12.50 g', '12.50']));
    expect(panInstruction(pan(...ready))).toMatchObject({ sign: 'go' });
  });

  it.each<[string, PanInput[]]>([
    ['with one reading less', steady().slice(1)],
    ['before its time', [0, 400, 999].map((atMs) => weighing('12.50', atMs))],
    ['after the balance restarted: its tare is lost', [...ready, { kind: 'balance-restarted' }]],
    ['however steady it is after a restart', [...ready, { kind: 'balance-restarted' }, ...steady()]],
    ['after the balance went away', [...ready, { kind: 'balance-away' }]],
    ['after the tare was changed', [...ready, { kind: 'tared' }]],
    ['once it was recorded', [...ready, { kind: 'recorded' }]],
    ['for something else without a new proof', [...ready, { kind: 'begin' }]],
    [
      'for something else while the load just recorded still lies there',
      [...ready, { kind: 'recorded' }, { kind: 'begin' }, ...steady()],
    ],
    ['of an empty pan, however steady', steady('g', '0.00')],
    ['of an empty pan whose last digit flickers', [...steady('g', '0.00').slice(1), weighing('0.01', 1_500)]],
    ['of an empty pan that once showed a division', [...steady('g', '0.01'), weighing('0.00', 1_500)]],
    ['below zero', steady('g', '-0.02')],
    ['while the pan moves', [...ready, weighing('12.50', 1_500, 'dynamic')]],
    ['after the pan showed another weight', [...ready, weighing('12.53', 1_500)]],
    ['after the unit was switched', [...ready, weighing('12.50', 1_500, 'stable', 'kg')]],
    ['after an overload', [...ready, outside('overload')]],
    ['after the balance sent what is no weight', [...ready, noWeight]],
  ])('not %s', (_, inputs) => {
    expect(steadyWeight(pan(...inputs))).toBeUndefined();
    expect(panInstruction(pan(...inputs)).sign).not.toBe('go');
  });

  it.each<[string, PanInput[]]>([
    [
      'after a restart, once it is tared and proven again',
      [...ready, { kind: 'balance-restarted' }, { kind: 'tared' }, ...steady()],
    ],
    ['while the pan still shows it', [...ready, weighing('12.52', 1_500), weighing('12.48', 2_000)]],
    [
      'after the next proof of a drifted weight',
      [...ready, ...[2_000, 2_500, 3_000].map((atMs) => weighing('13.00', atMs))],
    ],
    [
      'for the next exhibit, once the recorded load was taken off',
      [...ready, { kind: 'recorded' }, weighing('0.00', 1_500), { kind: 'begin' }, ...steady()],
    ],
  ])('%s', (_, inputs) => {
    expect(steadyWeight(pan(...inputs))).toHaveLength(3);
  });

  it.each(['g', 'kg'] as const)('in %s, in the unit that it means', (unit) => {
    expect(steadyWeight(pan(...steady(unit)))?.at(-1)?.ucum).toBe(unit);
  });
});

describe('a series that does not count says why until the next one does', () => {
  const two = steady().slice(0, 2);
  it.each<[string, PanInput]>([
    ['The balance restarted', { kind: 'balance-restarted' }],
    ['The balance was away', { kind: 'balance-away' }],
    ['The balance sent no weight', noWeight],
    ['The weight moved', weighing('12.50', 700, 'dynamic')],
    ['The weight moved', weighing('12.90', 700)],
  ])('%s', (text, input) => {
    const voided = pan(...two, input);
    expect(voided.voided?.en).toContain(text);
    expect(voided.stability.samples.length).toBeLessThan(2);
    const next = [{ kind: 'tared' as const }, ...[1_000, 1_500, 2_000].map((atMs) => weighing('12.90', atMs))];
    const after = next.reduce((before, one) => stepPan(before, one, policy), voided);
    expect(after.voided).toBeUndefined();
    expect(steadyWeight(after)).toHaveLength(3);
  });

  it('and an empty pan or a single reading is no series', () => {
    expect(pan(...steady('g', '0.00'), weighing('5.00', 1_500)).voided).toBeUndefined();
    expect(pan(...two.slice(1), { kind: 'balance-away' }).voided).toBeUndefined();
  });
});

it('a weight that creeps is not followed: what would be recorded stays within the tolerance of what the pan shows', () => {
  let now = emptyPan;
  let accepted = 0;
  for (let index = 0; index < 40; index += 1) {
    now = stepPan(now, weighing(`12.${50 + index}`, index * 500), policy);
    const recorded = steadyWeight(now)?.at(-1)?.value;
    if (recorded === undefined) continue;
    accepted += 1;
    expect(50 + index - Math.round((Number(recorded) - 12) * 100)).toBeLessThanOrEqual(policy.withinDivisions);
  }
  expect(accepted).toBeGreaterThan(0);
});

describe('the one line says', () => {
  it.each<[string, PanInput[], string]>([
    ['The balance does not answer', [], 'wait'],
    ['The balance restarted: tare again before weighing', [...ready, { kind: 'balance-restarted' }], 'wait'],
    ['Put the exhibit on the pan', [weighing('0.00', 0)], 'information'],
    ['Wait until the weight is steady', [weighing('12.50', 0)], 'wait'],
    ['This load is on record. Take it off the pan', [...ready, { kind: 'recorded' }], 'wait'],
    ['No weight', [noWeight], 'stop'],
    ['Too heavy for this balance', [outside('overload')], 'stop'],
    ['The pan is not in its place', [outside('underload')], 'wait'],
    ['The weight is steady. Accept it', ready, 'go'],
  ])('%s', (text, inputs, sign) => {
    // A reading shows that the balance is there again after a restart.
    const seen = text.includes('restarted') ? [...inputs, weighing('12.50', 1_500)] : inputs;
    expect(panInstruction(pan(...seen))).toMatchObject({ sign, text: { en: text } });
  });
});

it('whatever the balance says, only a known unit and agreeing samples of a proven tare are accepted', () => {
  const often = <Value extends string>(values: readonly Value[], weight: number) => ({
    arbitrary: fc.constantFrom(...values),
    weight,
  });
  const value = fc.oneof(often(['0.10', '0.11'], 8), often(['0.12', '0.14', '-0.10'], 2));
  const unit = fc.oneof(often(['g'] as const, 15), often(['kg'] as const, 1));
  const others: PanInput[] = [
    { kind: 'balance-restarted' },
    { kind: 'tared' },
    { kind: 'balance-away' },
    { kind: 'begin' },
    noWeight,
    outside('overload'),
  ];
  const inputs = fc.oneof(
    { arbitrary: fc.record({ value, unit }), weight: 12 },
    { arbitrary: fc.constantFrom(...others), weight: 1 },
  );
  let accepted = 0;
  fc.assert(
    fc.property(fc.array(inputs, { maxLength: 40 }), (day) => {
      let now = emptyPan;
      let tareLost = false;
      for (const [index, each] of day.entries()) {
        const input = 'kind' in each ? each : weighing(each.value, index * 500, 'stable', each.unit);
        now = stepPan(now, input, policy);
        if (input.kind === 'balance-restarted') tareLost = true;
        if (input.kind === 'tared') tareLost = false;
        const samples = steadyWeight(now);
        if (!samples) continue;
        accepted += 1;
        expect(tareLost).toBe(false);
        const hundredths = samples.map((sample) => Math.round(Number(sample.value) * 100));
        expect(Math.max(...hundredths) - Math.min(...hundredths)).toBeLessThanOrEqual(policy.withinDivisions);
        expect(new Set(samples.map((sample) => sample.unit)).size).toBe(1);
        expect(samples.length).toBeGreaterThanOrEqual(policy.stableReadings);
      }
    }),
    { seed: 241, numRuns: 300 },
  );
  expect(accepted).toBeGreaterThan(0);
});

describe('mean and spread', () => {
  it.each([
    [['12.50', '12.51'], '12.505', '0.01'],
    [['0.1', '0.25'], '0.175', '0.15'],
    [['-0.02', '0.01'], '-0.005', '0.03'],
    [['1', '2', '2'], '1.7', '1'],
    [['100.000'], '100.0000', '0.000'],
  ])('of %j are %s and %s', (values, mean, spread) => {
    expect(meanAndSpread(values)).toEqual({ mean, spread });
  });

  it('are none of nothing and of what is no number', () => {
    expect(meanAndSpread([])).toBeUndefined();
    expect(meanAndSpread(['1.0', 'x'])).toBeUndefined();
  });
});
