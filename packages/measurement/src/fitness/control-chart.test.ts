import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grams, stepsText, weighings } from '../test-support/quantities.ts';
import { type ChartLimits, chartLimits } from './chart-limits.ts';
import { type ChartRule, limitRules, nelsonRules, westernElectricRules } from './chart-rules.ts';
import { controlChart } from './control-chart.ts';

/** Mean 0 and s 1, so that a point is how many s it is off. */
const unitLimits: ChartLimits = {
  unit: 'g',
  count: 30,
  mean: '100.0',
  deviation: '1.0',
  warning: { low: '98.0', high: '102.0' },
  action: { low: '97.0', high: '103.0' },
};
/** Points so many tenths of s off, parted by blanks. */
const points = (tenths: string) => tenths.split(' ').map((text) => grams(stepsText(1000 + Number(text), 1)));
const spokenBy = (tenths: string, rules: readonly ChartRule[]): string[] => [
  ...(controlChart(unitLimits, points(tenths), rules).points.at(-1)?.rules ?? []),
];

describe('the limits of a control chart', () => {
  it('stand at two and three s about the mean', () => {
    const known = weighings('200.0001 199.9999 200.0001 199.9999 200.0000');
    // s = 0.0001 g
    expect(chartLimits(known, 5, grams('0.0001'))).toEqual({
      unit: 'g',
      count: 5,
      mean: '200.000000',
      deviation: '0.0001000',
      warning: { low: '199.9998000', high: '200.0002000' },
      action: { low: '199.9997000', high: '200.0003000' },
    });
  });

  it('do not close on a balance that says the same every day', () => {
    const limits = chartLimits(weighings('200.00 200.00 200.00'), 3, grams('0.01'));
    expect(limits).toMatchObject({ deviation: '0.004100', action: { low: '199.987700', high: '200.012300' } });
    expect(controlChart(limits, weighings('200.01')).verdict).toBe('warning');
    expect(controlChart(limits, weighings('200.02')).verdict).toBe('action');
  });

  it('are those that are printed: mean and s give them again', () => {
    const counts = fc.array(fc.integer({ min: -40, max: 40 }), { minLength: 5, maxLength: 30 });
    fc.assert(
      fc.property(counts, (steps) => {
        const readings = steps.map((step) => grams(stepsText(2_000_000 + step, 4)));
        const { mean, deviation, warning, action } = chartLimits(readings, 5, grams('0.0001'));
        for (const [band, times] of [
          [warning, 2],
          [action, 3],
        ] as const) {
          expect(Number(band.low)).toBeCloseTo(Number(mean) - times * Number(deviation), 8);
          expect(Number(band.high)).toBeCloseTo(Number(mean) + times * Number(deviation), 8);
        }
      }),
      { seed: 30, numRuns: 60 },
    );
  });

  it.each([
    ['too few weighings', 4, '0.0001', 'measurement-too-few'],
    ['a least number of one', 1, '0.0001', 'measurement-rule'],
    ['no division', 3, '0', 'measurement-not-positive'],
  ])('are refused with %s', (_name, fewest, division, code) => {
    expect(() => chartLimits(weighings('1.0 1.1 1.2'), fewest, grams(division))).toThrow(
      expect.objectContaining({ code }),
    );
  });
});

describe('a check weighing', () => {
  it.each([
    ['0', 'in-control', []],
    ['20', 'in-control', []],
    ['-21', 'warning', ['beyond-2s']],
    ['30', 'warning', ['beyond-2s']],
    ['31', 'action', ['beyond-2s', 'beyond-3s']],
    ['-31', 'action', ['beyond-2s', 'beyond-3s']],
  ])('%s tenths of s from the mean is %s', (tenths, verdict, rules) => {
    expect(controlChart(unitLimits, points(tenths), limitRules)).toMatchObject({
      verdict,
      points: [{ verdict, rules }],
    });
  });

  it('is judged by what was known on its day, for ever', () => {
    const tenths = fc.array(fc.integer({ min: -35, max: 35 }), { minLength: 1, maxLength: 25 });
    const rules = [...limitRules, ...nelsonRules];
    fc.assert(
      fc.property(tenths, fc.nat(24), (off, day) => {
        const all = points(off.join(' '));
        const then = controlChart(unitLimits, all.slice(0, day + 1), rules);
        expect(controlChart(unitLimits, all, rules).points.slice(0, day + 1)).toEqual(then.points);
      }),
      { seed: 3, numRuns: 30 },
    );
  });

  it('is none yet: the chart has no verdict', () => {
    expect(controlChart(unitLimits, [])).toEqual({ limits: unitLimits, points: [], verdict: 'no-points' });
  });

  it('of another unit is refused', () => {
    expect(() => controlChart(unitLimits, [{ value: '100', unit: 'mg' }])).toThrow(
      expect.objectContaining({ code: 'measurement-units-mixed' }),
    );
  });
});

describe('the runs of Western Electric', () => {
  it.each([
    ['two of three beyond 2 s', '21 0 21', ['western-electric-2']],
    ['two of three on both sides', '21 0 -21', []],
    ['two of four', '21 0 0 21', []],
    ['two of three, the newest inside', '21 21 0', []],
    ['on the line of 2 s', '20 20 20', []],
    ['four of five beyond 1 s', '11 11 0 11 11', ['western-electric-3']],
    ['four of five on both sides', '11 11 0 -11 11', []],
    ['eight on one side', '1 1 1 1 1 1 1 1', ['western-electric-4']],
    ['seven on one side', '1 1 1 1 1 1 1', []],
    ['eight with one on the mean', '1 1 1 1 0 1 1 1', []],
    ['nine, the first on the other side', '-1 1 1 1 1 1 1 1 1', ['western-electric-4']],
  ])('%s', (_name, tenths, rules) => {
    expect(spokenBy(tenths, westernElectricRules)).toEqual(rules);
  });
});

describe('the tests of Nelson', () => {
  it.each([
    ['nine on one side', '-1 -1 -1 -1 -1 -1 -1 -1 -1', ['nelson-2']],
    ['six that rise', '-3 -2 -1 0 1 2', ['nelson-3']],
    ['six that fall', '3 2 1 0 -1 -2', ['nelson-3']],
    ['six that rise, with one level', '-3 -2 -1 -1 1 2', []],
    ['five that rise', '-2 -1 0 1 2', []],
    ['fourteen up and down', '1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 1 -1', ['nelson-4']],
    ['thirteen up and down', '1 -1 1 -1 1 -1 1 -1 1 -1 1 -1 1', []],
    ['fourteen with one level', '1 -1 1 -1 1 -1 -1 1 -1 1 -1 1 -1 1', []],
    ['two of three beyond 2 s', '-21 0 -21', ['nelson-5']],
    ['four of five beyond 1 s', '11 0 11 11 11', ['nelson-6']],
    ['fifteen within 1 s', '10 -9 0 0 5 5 -8 8 -8 -10 2 2 3 -3 1', ['nelson-7']],
    ['fifteen with one outside', '10 -9 0 0 5 5 -8 8 -8 -11 2 2 3 -3 1', []],
    ['eight outside 1 s on both sides', '11 11 11 -11 -11 -11 11 11', ['nelson-8']],
    ['eight outside 1 s on one side', '11 11 11 11 11 11 11 11', ['nelson-6']],
  ])('%s', (_name, tenths, rules) => {
    expect(spokenBy(tenths, nelsonRules)).toEqual(rules);
  });
});

describe('a rule of the method', () => {
  const rule = (pattern: ChartRule['pattern']): ChartRule => ({
    name: 'own',
    source: 'method',
    verdict: 'action',
    pattern,
  });

  it('stops a balance where the method says so', () => {
    const three = rule({ kind: 'one-side', count: 3 });
    expect(controlChart(unitLimits, points('1 1 1'), [three])).toMatchObject({ verdict: 'action' });
  });

  it.each<ChartRule['pattern']>([
    { kind: 'beyond', deviations: '2', count: 3, of: 2 },
    { kind: 'beyond', deviations: '2', count: 1, of: Number.NaN },
    { kind: 'beyond', deviations: '-2', count: 1, of: 1 },
    { kind: 'one-side', count: 0 },
    { kind: 'drift', count: 1.5 },
    { kind: 'alternating', count: 2 },
    { kind: 'within', deviations: '0', count: 15 },
    { kind: 'outside', deviations: '1', count: Number.NaN },
  ])('without a meaning is refused: %j', (pattern) => {
    expect(() => controlChart(unitLimits, points('1 2 3'), [rule(pattern)])).toThrow(
      expect.objectContaining({ code: 'measurement-rule' }),
    );
  });
});
