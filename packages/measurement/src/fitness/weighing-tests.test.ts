import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { grams, stepsText, weighings } from '../test-support/quantities.ts';
import { expectRoundedUp } from '../test-support/rounded-up.ts';
import { accuracy } from './accuracy.ts';
import { corners, eccentricity, type PanReadings } from './eccentricity.ts';
import { linearity } from './linearity.ts';
import { minimumWeight, reachesMinimum } from './minimum-weight.ts';
import { repeatability } from './repeatability.ts';

const run = { seed: 41, numRuns: 60 };
const steps = fc.array(fc.integer({ min: 99_900, max: 100_100 }), { minLength: 10, maxLength: 20 });
const readingsOf = (counts: readonly number[], place = 4) => counts.map((count) => grams(stepsText(count, place)));
/** In floating point, as nobody here calculates: close enough to tell a wrong formula. */
function deviationOf(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

describe('repeated weighings', () => {
  const limit = { fewest: 6, greatestDeviation: grams('0.00015') };

  it('have a mean, a standard deviation and a spread, with their degrees of freedom', () => {
    // The squares of the distances from 50.0000 are 2 · 1, 2 · 4 and 2 · 0 steps: s² = 10 / 5.
    const outcome = repeatability(weighings('50.0000 50.0001 49.9999 50.0002 49.9998 50.0000'), limit);
    expect(outcome).toEqual({
      count: 6,
      mean: grams('50.00000'),
      deviation: grams('0.0001415'),
      degreesOfFreedom: 5,
      spread: grams('0.0004'),
      passed: true,
    });
  });

  it('pass to the limit itself and not beyond', () => {
    const readings = weighings('1.0001 0.9999 1.0001 0.9999 1.0001 0.9999 1.0000');
    expect(repeatability(readings, { fewest: 7, greatestDeviation: grams('0.0001') }).passed).toBe(true);
    expect(repeatability(readings, { fewest: 7, greatestDeviation: grams('0.000099999') }).passed).toBe(false);
  });

  it('scatter as the formula says, whatever they are', () => {
    fc.assert(
      fc.property(steps, (counts) => {
        const { deviation } = repeatability(readingsOf(counts), limit);
        expectRoundedUp(deviation.value, deviationOf(counts.map((count) => count / 10_000)));
      }),
      run,
    );
  });

  it.each([
    ['too few', '1.0 1.0 1.0', limit, 'measurement-too-few'],
    ['what is no number', '1.0 1.0 NaN 1.0 1.0 1.0', limit, 'measurement-unreadable'],
    ['what no balance prints', '1.0 1.0 1.0 1.0 1.0 1.000000000000000000001', limit, 'measurement-unreadable'],
    ['what no balance carries', '1.0 1.0 1.0 1.0 1.0 1000000000000', limit, 'measurement-unreadable'],
    ['a limit of nothing', '1 1 1 1 1 1', { ...limit, greatestDeviation: grams('0') }, 'measurement-not-positive'],
    ['a least number of one', '1 1 1 1 1 1', { ...limit, fewest: 1 }, 'measurement-rule'],
  ])('are refused with %s', (_name, values, by, code) => {
    expect(() => repeatability(weighings(values), by)).toThrow(expect.objectContaining({ code }));
  });

  it('are refused in two units, or in none', () => {
    const readings = weighings('1 1 1 1 1 1');
    const mixed = [...readings.slice(1), { value: '1', unit: 'mg' }];
    const bare = readings.map(({ value }) => ({ value, unit: '' }));
    for (const refused of [mixed, bare])
      expect(() => repeatability(refused, limit)).toThrow(expect.objectContaining({ code: 'measurement-units-mixed' }));
  });
});

describe('the minimum weight of USP <41>', () => {
  it('is 2000 s', () => {
    const readings = weighings('100.0001 99.9999 100.0001 99.9999 100.0001 99.9999 100.0001 99.9999 100.0001 99.9999');
    // s² = 10 / 9 steps of 0.0001 g, so 2000 s = 0.21081… g.
    expect(minimumWeight(readings, grams('0.0001'))).toEqual({
      count: 10,
      deviation: grams('0.0001055'),
      ruledBy: 'deviation',
      minimum: grams('0.2109'),
    });
  });

  it.each([
    ['0.0001', '0.0820'],
    ['0.001', '0.820'],
    ['0.00001', '0.00820'],
    ['0.01', '8.20'],
    ['1', '820'],
  ])('is 820 d where the display of %s g hides the scatter: %s g', (division, minimum) => {
    const same = Array.from({ length: 10 }, () => grams('100'));
    expect(minimumWeight(same, grams(division))).toMatchObject({ ruledBy: 'division', minimum: grams(minimum) });
  });

  it('is the larger of both, and 2 s / m is 0.10 % there', () => {
    fc.assert(
      fc.property(steps, (counts) => {
        const { minimum, ruledBy } = minimumWeight(readingsOf(counts), grams('0.0001'));
        const exact = Math.max(2000 * deviationOf(counts.map((count) => count / 10_000)), 0.082);
        expect(Number(minimum.value)).toBeGreaterThanOrEqual(exact - 1e-9);
        expect(Number(minimum.value)).toBeLessThan(exact + 0.0001 + 1e-9);
        expect(ruledBy).toBe(exact > 0.082 ? 'deviation' : 'division');
      }),
      run,
    );
  });

  it('is reached by a weight that is as heavy', () => {
    expect(reachesMinimum(grams('0.0820'), grams('0.082'))).toBe(true);
    expect(reachesMinimum(grams('0.0819'), grams('0.082'))).toBe(false);
    expect(reachesMinimum(grams('-0.5'), grams('0.082'))).toBe(false);
    expect(() => reachesMinimum({ value: '82', unit: 'mg' }, grams('0.082'))).toThrow(
      expect.objectContaining({ code: 'measurement-units-mixed' }),
    );
  });

  it.each([
    ['nine weighings', 9, '0.0001', 'measurement-too-few'],
    ['a division of nothing', 10, '0', 'measurement-not-positive'],
    ['a negative division', 10, '-0.0001', 'measurement-not-positive'],
    ['a division between which the weighings lie', 10, '0.001', 'measurement-division'],
    ['a division that is no number', 10, '1e-4', 'measurement-unreadable'],
  ])('is refused with %s', (_name, count, division, code) => {
    const readings = Array.from({ length: count }, () => grams('20.0004'));
    expect(() => minimumWeight(readings, grams(division))).toThrow(expect.objectContaining({ code }));
  });
});

describe('the accuracy of USP <41>', () => {
  it.each([
    ['200.0000', '200.2000', '0.2000', '0.1000', true],
    ['200.0000', '200.2001', '0.2001', '0.1001', false],
    ['200.0000', '199.8000', '-0.2000', '-0.1000', true],
    ['199.99987', '200.0001', '0.00023', '0.0002', true],
    ['10', '10.00', '0.00', '0.0000', true],
  ])('of a weight of %s g that reads %s g: %s g', (weight, reading, error, errorPercent, passed) => {
    expect(accuracy({ weight: grams(weight), reading: grams(reading) }, grams('200'))).toEqual({
      error: grams(error),
      errorPercent,
      passed,
    });
  });

  it.each(['9.9999', '200.0001'])('is not tested with %s g on a balance of 200 g', (weight) => {
    expect(() => accuracy({ weight: grams(weight), reading: grams(weight) }, grams('200'))).toThrow(
      expect.objectContaining({ code: 'measurement-check-weight' }),
    );
  });
});

describe('a load at the corners of the pan', () => {
  const pan = (centre: string, ...[a, b, c, d]: [string, string, string, string]): PanReadings => ({
    centre: grams(centre),
    'front-left': grams(a),
    'front-right': grams(b),
    'back-left': grams(c),
    'back-right': grams(d),
  });

  it('says which corner is worst, and whether it is too far off', () => {
    const readings = pan('100.0000', '100.0001', '99.9998', '99.9997', '100.0002');
    expect(eccentricity(readings, grams('0.0003'))).toEqual({
      unit: 'g',
      differences: { 'front-left': '0.0001', 'front-right': '-0.0002', 'back-left': '-0.0003', 'back-right': '0.0002' },
      worst: 'back-left',
      passed: true,
    });
    expect(eccentricity(readings, grams('0.0002'))).toMatchObject({ worst: 'back-left', passed: false });
  });

  it('is judged by the worst alone', () => {
    fc.assert(
      fc.property(fc.tuple(...corners.map(() => fc.integer({ min: -9, max: 9 }))), (off) => {
        const [a = 0, b = 0, c = 0, d = 0] = off;
        const at = (count: number) => stepsText(1_000_000 + count, 4);
        const { worst, passed } = eccentricity(pan(at(0), at(a), at(b), at(c), at(d)), grams('0.0005'));
        const farthest = Math.max(...off.map(Math.abs));
        expect(Math.abs(off[corners.indexOf(worst)] ?? 0)).toBe(farthest);
        expect(passed).toBe(farthest <= 5);
      }),
      run,
    );
  });

  it('is refused when nothing stood on the pan, or the limit is none', () => {
    const code = 'measurement-not-positive';
    expect(() => eccentricity(pan('0.0', '0.0', '0.0', '0.0', '0.0'), grams('1'))).toThrow(
      expect.objectContaining({ code }),
    );
    expect(() => eccentricity(pan('1', '1', '1', '1', '1'), grams('0'))).toThrow(expect.objectContaining({ code }));
  });
});

describe('linearity', () => {
  const at = (...pairs: [string, string][]) =>
    pairs.map(([load, reading]) => ({ load: grams(load), reading: grams(reading) }));

  it('is the bend away from the line, and not what the line is off by', () => {
    const outcome = linearity(
      at(['0', '0.0000'], ['50', '50.0003'], ['100', '100.0002'], ['200', '200.0004']),
      grams('0.0002'),
    );
    expect(outcome).toEqual({
      unit: 'g',
      points: [
        { load: '0', error: '0.0000', departure: '0.000000' },
        { load: '50', error: '0.0003', departure: '0.000200' },
        { load: '100', error: '0.0002', departure: '0.000000' },
        { load: '200', error: '0.0004', departure: '0.000000' },
      ],
      worstLoad: '50',
      passed: true,
    });
  });

  it('fails beyond the limit, however little', () => {
    const bent = at(['0', '0.0000'], ['70', '70.0003'], ['200', '200.0000']);
    expect(linearity(bent, grams('0.0003')).passed).toBe(true);
    expect(linearity(bent, grams('0.00029')).passed).toBe(false);
  });

  it('is none of a balance that is off by a constant part', () => {
    fc.assert(
      fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -20, max: 20 }), (shift, slope) => {
        const points = [0, 50, 100, 150, 200].map((load): [string, string] => [
          `${load}`,
          stepsText(load * 10_000 + shift + (load / 50) * slope, 4),
        ]);
        const { points: judged, passed } = linearity(at(...points), grams('0.0000001'));
        expect(passed).toBe(true);
        expect(judged.every(({ departure }) => Number(departure) === 0)).toBe(true);
      }),
      run,
    );
  });

  it.each([
    ['two loads', at(['0', '0'], ['100', '100']), 'measurement-too-few'],
    ['no load at all', [], 'measurement-too-few'],
    ['loads that fall', at(['0', '0'], ['100', '100'], ['50', '50']), 'measurement-loads'],
    ['one load twice', at(['0', '0'], ['100', '100'], ['100.0', '100']), 'measurement-loads'],
    ['a load below nothing', at(['-1', '0'], ['100', '100'], ['200', '200']), 'measurement-not-positive'],
  ])('is refused with %s', (_name, points, code) => {
    expect(() => linearity(points, grams('0.1'))).toThrow(expect.objectContaining({ code }));
  });
});
