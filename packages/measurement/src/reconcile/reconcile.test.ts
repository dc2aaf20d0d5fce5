import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grams, stepsText } from '../test-support/quantities.ts';
import { analysisLink, packageLink, unitsLink } from './chain.ts';
import type { Weighed } from './link.ts';
import { reconcile } from './reconcile.ts';

const weighed = (value: string, random = '0.001', correlated = '0'): Weighed => ({
  weight: grams(value),
  random: grams(random),
  correlated: grams(correlated),
});

describe('a package', () => {
  const link = (net: string) =>
    packageLink({ gross: weighed('52.187'), packaging: weighed('2.100'), net: weighed(net) });

  it('agrees with its contents within what the weighings leave open', () => {
    // k u = 2 √3 · 0.001 g = 0.00346… g
    expect(reconcile([link('50.084')], '2')).toEqual({
      agrees: true,
      links: [
        {
          name: 'package',
          unit: 'g',
          whole: '52.187',
          parts: '52.184',
          difference: '0.003',
          allowance: '0.003',
          agrees: true,
        },
      ],
      broken: [],
    });
    expect(reconcile([link('50.090')], '2')).toMatchObject({ agrees: true, links: [{ difference: '-0.003' }] });
  });

  it('does not agree beyond it, on either side', () => {
    for (const net of ['50.083', '50.091'])
      expect(reconcile([link(net)], '2')).toMatchObject({ agrees: false, broken: ['package'] });
  });
});

describe('an analysis', () => {
  const link = (after: string) =>
    analysisLink({
      before: weighed('10.000'),
      samples: [weighed('0.500'), weighed('0.500')],
      consumed: [weighed('0.050')],
      after: weighed(after),
    });

  it('accounts for what was taken and what was used up', () => {
    // k u = 2 √5 · 0.001 g = 0.00447… g
    expect(reconcile([link('8.946')], '2')).toMatchObject({ agrees: true, links: [{ difference: '0.004' }] });
    expect(reconcile([link('8.945')], '2')).toMatchObject({ agrees: false, links: [{ difference: '0.005' }] });
    expect(reconcile([link('8.945')], '3')).toMatchObject({ agrees: true });
  });

  it('is told from the link that does agree', () => {
    const sound = packageLink({ gross: weighed('12.000'), packaging: weighed('2.000'), net: weighed('10.000') });
    expect(reconcile([sound, link('7.946')], '2')).toMatchObject({
      agrees: false,
      broken: ['analysis'],
      links: [
        { name: 'package', agrees: true },
        { name: 'analysis', agrees: false, difference: '1.004' },
      ],
    });
  });
});

describe('a parcel of many packets', () => {
  it('grows by √n in what differs and by n in what is the same', () => {
    const units = (random: string, correlated: string) =>
      unitsLink(
        weighed('120.00', '0', '0'),
        Array.from({ length: 100 }, () => weighed('1.20', random, correlated)),
      );
    expect(reconcile([units('0.01', '0')], '2').links).toMatchObject([{ parts: '120.00', allowance: '0.20' }]);
    expect(reconcile([units('0', '0.01')], '2').links).toMatchObject([{ allowance: '2.00' }]);
  });

  it('misses a packet, as long as what all packets share does not hide one', () => {
    const missing = (correlated: string) =>
      unitsLink(
        weighed('144.00', '0.01', correlated),
        Array.from({ length: 119 }, () => weighed('1.20', '0.01', correlated)),
      );
    expect(reconcile([missing('0.002')], '2')).toMatchObject({
      agrees: false,
      broken: ['units'],
      links: [{ difference: '1.20', allowance: '0.52' }],
    });
    expect(reconcile([missing('0.005')], '2')).toMatchObject({ agrees: true, links: [{ allowance: '1.21' }] });
  });

  it('adds exactly, and agrees as its printed numbers do', () => {
    const steps = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(steps, fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 20 }), (units, missing, doubt) => {
        const total = units.reduce((sum, unit) => sum + unit, 0);
        const parcel = weighed(stepsText(total + missing, 3), stepsText(doubt, 4), '0');
        const packets = units.map((unit) => weighed(stepsText(unit, 3), '0', '0'));
        const { links, agrees } = reconcile([unitsLink(parcel, packets)], '2');
        expect(links).toMatchObject([{ parts: stepsText(total, 3), difference: stepsText(missing, 3) }]);
        expect(agrees).toBe(Math.abs(missing) * 10 <= 2 * doubt);
        expect(agrees).toBe(Math.abs(missing) / 1000 <= Number(links[0]?.allowance));
      }),
      { seed: 120, numRuns: 60 },
    );
  });
});

describe('weights that cannot be compared', () => {
  it.each([
    ['no links', [], '2', 'measurement-too-few'],
    ['a parcel without packets', [unitsLink(weighed('1'), [])], '2', 'measurement-too-few'],
    [
      'two units',
      [unitsLink(weighed('1'), [{ ...weighed('1'), weight: { value: '1', unit: 'kg' } }])],
      '2',
      'measurement-units-mixed',
    ],
    [
      'an uncertainty in another unit',
      [unitsLink(weighed('1'), [{ ...weighed('1'), random: { value: '1', unit: 'mg' } }])],
      '2',
      'measurement-units-mixed',
    ],
    ['a negative uncertainty', [unitsLink(weighed('1', '-0.1'), [weighed('1')])], '2', 'measurement-not-positive'],
    ['a weight that is no number', [unitsLink(weighed('Infinity'), [weighed('1')])], '2', 'measurement-unreadable'],
    ['no coverage factor', [unitsLink(weighed('1'), [weighed('1')])], '0', 'measurement-rule'],
  ])('are refused: %s', (_name, links, coverage, code) => {
    expect(() => reconcile(links, coverage)).toThrow(expect.objectContaining({ code }));
  });
});
