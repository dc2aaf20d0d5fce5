import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grams, stepsText } from '../test-support/quantities.ts';
import { expectRoundedUp } from '../test-support/rounded-up.ts';
import { uncertaintyBudget } from './budget.ts';
import type { Component, Distribution } from './component.ts';
import { reported } from './report.ts';
import { type BalanceUncertainty, weighingBudget } from './weighing-budget.ts';

const standard: Distribution = { kind: 'normal', coverage: '1' };
const halfWidth: Distribution = { kind: 'rectangular', width: 'half' };
const component = (
  name: string,
  value: string,
  distribution: Distribution,
  more: Partial<Component> = {},
): Component => ({
  name,
  value: grams(value),
  distribution,
  sensitivity: '1',
  between: 'random',
  ...more,
});
const scope = { unit: 'g', coverage: '2', items: 1, omitted: [] };

const balance: BalanceUncertainty = {
  repeatability: { deviation: grams('0.0001'), degreesOfFreedom: 9 },
  division: grams('0.0001'),
  linearity: { value: grams('0.0002'), distribution: halfWidth },
  calibration: { value: grams('0.0003'), distribution: { kind: 'normal', coverage: '2' } },
  drift: { value: grams('0.0001'), distribution: halfWidth },
};

describe('budgets that others worked out', () => {
  it('the simple weighing of the University of Tartu', () => {
    // ut.ee/katsekoda/GUM_examples/weighing.smu: Ustd=0.000207525098883645, Neff=33, k = 2
    const budget = uncertaintyBudget(
      [
        component('repeatability', '0.00017', standard, { degreesOfFreedom: 15 }),
        component('drift', '0.0002', halfWidth),
        component('readability', '0.00005', halfWidth),
      ],
      scope,
    );
    expect(budget).toMatchObject({ combined: grams('0.0002076'), expanded: grams('0.0004151'), degreesOfFreedom: 33 });
    expect(reported(grams('0.3240'), budget.expanded)).toEqual({ value: '0.3240', uncertainty: '0.0005', unit: 'g' });
  });

  it('a weight of 10 kg (EA-4/02, example S2)', () => {
    // metrodata.de/examples/s02_en.html: 0.0291465131827805 g, of which 59.6, 8.8, 23.7, 3.9 and 3.9 %; 10000.025 g ± 0.058 g
    const budget = uncertaintyBudget(
      [
        component('standard', '0.045', { kind: 'normal', coverage: '2' }),
        component('drift of the standard', '0.015', halfWidth),
        component('difference', '0.0142', standard, { degreesOfFreedom: 14 }),
        component('eccentricity', '0.010', halfWidth),
        component('buoyancy', '0.010', halfWidth),
      ],
      scope,
    );
    expect(budget.combined).toEqual(grams('0.02915'));
    expect(budget.rows.map(({ sharePercent }) => sharePercent)).toEqual(['59.6', '8.8', '23.7', '3.9', '3.9']);
    expect(reported(grams('10000.025'), budget.expanded)).toEqual({
      value: '10000.025',
      uncertainty: '0.059',
      unit: 'g',
    });
  });
});

describe('the budget of a weight', () => {
  it('names every part, and adds them as squares', () => {
    const budget = weighingBudget(balance, '2');
    expect(budget.rows).toEqual([
      {
        name: 'repeatability',
        value: '0.0001',
        distribution: 'normal',
        divisor: '1',
        sensitivity: '1',
        degreesOfFreedom: 9,
        between: 'random',
        growth: '1',
        contribution: '0.0001000',
        sharePercent: '19.7',
      },
      expect.objectContaining({
        name: 'reading-at-zero',
        divisor: '2√3',
        contribution: '0.00002887',
        sharePercent: '1.6',
      }),
      expect.objectContaining({ name: 'reading-with-load', divisor: '2√3', contribution: '0.00002887' }),
      expect.objectContaining({ name: 'linearity', divisor: '√3', contribution: '0.0001155', between: 'correlated' }),
      expect.objectContaining({
        name: 'calibration',
        divisor: '2',
        contribution: '0.0001500',
        degreesOfFreedom: 'unlimited',
      }),
      expect.objectContaining({ name: 'drift', divisor: '√3', contribution: '0.00005774' }),
    ]);
    // 1 + 2/12 + 4/3 + 9/4 + 1/3 = 5.0833… squares of 0.0001 g
    expect(budget).toMatchObject({
      omitted: ['eccentricity'],
      random: grams('0.0001081'),
      correlated: grams('0.0001980'),
      combined: grams('0.0002255'),
      coverage: '2',
      expanded: grams('0.0004510'),
      degreesOfFreedom: 232,
    });
    expect(weighingBudget(balance, '3').expanded).toEqual(grams('0.0006764'));
  });

  it('holds the corners of the pan as limits, the same in every weighing', () => {
    const eccentricity = { value: grams('0.0003'), distribution: halfWidth };
    const { rows, omitted } = weighingBudget({ ...balance, eccentricity }, '2');
    expect(omitted).toEqual([]);
    expect(rows.at(-1)).toMatchObject({
      name: 'eccentricity',
      divisor: '√3',
      contribution: '0.0001733',
      between: 'correlated',
    });
  });
  it('takes a standard uncertainty of a certificate as it is', () => {
    const calibration = { value: grams('0.00015'), distribution: standard };
    expect(weighingBudget({ ...balance, calibration }, '2').combined).toEqual(grams('0.0002255'));
  });

  it('names what nobody assessed', () => {
    const { division } = balance;
    const repeatability = { deviation: grams('0.0001'), degreesOfFreedom: 9 };
    expect(weighingBudget({ repeatability, division }, '2')).toMatchObject({
      omitted: ['linearity', 'calibration', 'drift', 'eccentricity'],
      correlated: grams('0'),
    });
    const known = weighingBudget({ division }, '2');
    expect(known.omitted).toEqual(['repeatability', 'linearity', 'calibration', 'drift', 'eccentricity']);
    // 2 (d / 2√3)² alone: d / √6
    expect(known).toMatchObject({ combined: grams('0.00004083'), degreesOfFreedom: 'unlimited' });
  });

  it('of a sum grows by √n in its random parts and by n in the others', () => {
    const budget = weighingBudget(balance, '2', 100);
    expect(budget.rows.map(({ growth }) => growth)).toEqual(['√100', '√100', '√100', '100', '100', '100']);
    expect(budget).toMatchObject({ items: 100, random: grams('0.001081'), correlated: grams('0.01980') });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), (items) => {
        const { random, correlated, combined } = weighingBudget(balance, '2', items);
        expectRoundedUp(random.value, Math.sqrt((items * 7) / 6) * 1e-4);
        expectRoundedUp(correlated.value, items * Math.sqrt(47 / 12) * 1e-4);
        expectRoundedUp(combined.value, Math.sqrt((items * 7) / 6 + (items ** 2 * 47) / 12) * 1e-4);
      }),
      { seed: 5, numRuns: 50 },
    );
  });

  it('tells no part smaller than it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 999 }), (deviation, width) => {
        const parts = [
          component('a', stepsText(deviation, 7), standard),
          component('b', stepsText(width, 5), { kind: 'triangular' }, { sensitivity: '1.5' }),
        ];
        const exact = Math.hypot(deviation / 1e7, (1.5 * width) / 1e5 / Math.sqrt(6));
        const { combined, expanded } = uncertaintyBudget(parts, scope);
        expectRoundedUp(combined.value, exact);
        expectRoundedUp(expanded.value, 2 * exact);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it.each<[string, Partial<BalanceUncertainty>, string, number, string]>([
    ['no division', { division: grams('0') }, '2', 1, 'measurement-not-positive'],
    [
      'a negative deviation',
      { repeatability: { deviation: grams('-0.1'), degreesOfFreedom: 9 } },
      '2',
      1,
      'measurement-not-positive',
    ],
    [
      'no degrees of freedom',
      { repeatability: { deviation: grams('0.1'), degreesOfFreedom: 0 } },
      '2',
      1,
      'measurement-rule',
    ],
    [
      'another unit',
      { drift: { value: { value: '0.1', unit: 'mg' }, distribution: halfWidth } },
      '2',
      1,
      'measurement-units-mixed',
    ],
    [
      'a certificate without k',
      { calibration: { value: grams('0.1'), distribution: { kind: 'normal', coverage: '0' } } },
      '2',
      1,
      'measurement-rule',
    ],
    ['a k below nothing', {}, '-2', 1, 'measurement-rule'],
    ['a k that is no number', {}, 'NaN', 1, 'measurement-unreadable'],
    ['no items', {}, '2', 0, 'measurement-rule'],
    ['half an item', {}, '2', 0.5, 'measurement-rule'],
  ])('is refused with %s', (_name, more, coverage, items, code) => {
    expect(() => weighingBudget({ ...balance, ...more }, coverage, items)).toThrow(expect.objectContaining({ code }));
  });

  it('is none without a component, or where all are nothing', () => {
    for (const parts of [[], [component('a', '0', standard)]])
      expect(() => uncertaintyBudget(parts, scope)).toThrow(expect.objectContaining({ code: 'measurement-too-few' }));
  });
});

describe('a reported weight', () => {
  it.each([
    // GUM 7.2.6
    ['10.05762', '0.027', '10.058', '0.027'],
    ['52.1873', '0.00996', '52.187', '0.010'],
    ['52.1873', '0.00951', '52.1873', '0.0096'],
    ['52.1873', '0.0123001', '52.187', '0.013'],
    ['52.1875', '0.0099', '52.1875', '0.0099'],
    ['52.187', '0.00082', '52.187', '0.001'],
    ['100', '0.3', '100', '1'],
    ['12345.6', '1234', '12300', '1300'],
    ['-0.0035', '0.012', '-0.004', '0.012'],
    ['0.0005', '0.012', '0.000', '0.012'],
    ['20.0', '9.96', '20', '10'],
  ])('%s ± %s is %s ± %s', (value, expanded, shown, uncertainty) => {
    expect(reported(grams(value), grams(expanded))).toEqual({ value: shown, uncertainty, unit: 'g' });
  });

  it('has value and uncertainty to one place, no finer than the balance, and no doubt left out', () => {
    const texts = fc.tuple(fc.integer({ min: -999_999, max: 999_999 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(texts, fc.integer({ min: 1, max: 9_999_999 }), ([steps, place], doubt) => {
        const [value, expanded] = [stepsText(steps, place), stepsText(doubt, 5)];
        const shown = reported(grams(value), grams(expanded));
        const places = (text: string): number => text.split('.')[1]?.length ?? 0;
        expect(places(shown.value)).toBe(places(shown.uncertainty));
        expect(places(shown.value)).toBeLessThanOrEqual(place);
        expect(Number(shown.uncertainty)).toBeGreaterThanOrEqual(Number(expanded));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it.each([
    ['1', '0', 'g', 'measurement-not-positive'],
    ['1', '-1', 'g', 'measurement-not-positive'],
    ['1,5', '1', 'g', 'measurement-unreadable'],
    ['1', '1', 'mg', 'measurement-units-mixed'],
  ])('%s ± %s %s is refused', (value, expanded, unit, code) => {
    expect(() => reported(grams(value), { value: expanded, unit })).toThrow(expect.objectContaining({ code }));
  });
});
