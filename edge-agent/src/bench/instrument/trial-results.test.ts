import { type InstrumentState, type KnownWeight, panPlaces, type Trial } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stationConfigSchema } from '../../config.ts';
import { fitnessOf } from './fitness.ts';
import { failedTrials, trialResult } from './trial-results.ts';

const load = (nominal: string): KnownWeight => ({ mark: `F1-${nominal}`, nominal });
const trial = (
  kind: Trial['trial'],
  readings: readonly (readonly [load: string, value: string])[],
  at = '04',
): Trial => ({
  event: `${kind} ${at}`,
  at: `2026-03-01T${at}:00:00Z`,
  trial: kind,
  unit: 'g',
  readings: readings.map(([nominal, value], index) => {
    const place = kind === 'eccentricity' ? panPlaces[index] : undefined;
    return { weight: load(nominal), value, raw: 'UyBT', ...(place && { place }) };
  }),
});
const cornersOf = (...values: string[]) =>
  trial(
    'eccentricity',
    values.map((value) => ['50', value] as const),
  );
const limits = [{ device: 'balance', unit: 'g', repeatability: '0.010', eccentricity: '0.02', linearity: '0.02' }];

describe('a trial of a balance', () => {
  it.each([
    ['within', cornersOf('50.00', '50.02', '49.99', '50.00', '50.01'), '0.02', 'passed'],
    ['beyond', cornersOf('50.00', '50.00', '50.00', '49.97', '50.01'), '-0.03', 'failed'],
    [
      'within',
      trial('linearity', [
        ['0', '0.00'],
        ['50', '50.02'],
        ['100', '100.00'],
      ]),
      '0.0200',
      'passed',
    ],
    [
      'beyond',
      trial('linearity', [
        ['0', '0.00'],
        ['50', '50.03'],
        ['100', '100.00'],
      ]),
      '0.0300',
      'failed',
    ],
    [
      'within',
      trial('repeatability', [
        ['50', '50.00'],
        ['50', '50.01'],
        ['50', '50.00'],
      ]),
      '0.005774',
      'passed',
    ],
    [
      'beyond',
      trial('repeatability', [
        ['50', '50.00'],
        ['50', '50.02'],
        ['50', '50.00'],
      ]),
      '0.01155',
      'failed',
    ],
  ])('%s its limit is said to be so', (_where, tried, found, outcome) => {
    expect(trialResult(tried, 'balance', limits)).toMatchObject({ found: { value: found, unit: 'g' }, outcome });
  });

  it('without a limit of the laboratory is worked out and not judged, whatever it shows', () => {
    const far = cornersOf('50.00', '55.00', '50.00', '50.00', '50.00');
    for (const other of [
      [],
      [{ device: 'another', unit: 'g', eccentricity: '0.01' }],
      [{ ...limits[0], unit: 'mg', device: 'balance' }],
    ])
      expect(trialResult(far, 'balance', other)).toEqual({ found: { value: '5.00', unit: 'g' }, outcome: 'unjudged' });
  });

  it('of an earlier version that named one load says nothing of linearity; a check weight is judged by its chart', () => {
    expect(
      trialResult(
        trial('linearity', [
          ['50', '50.00'],
          ['50', '50.00'],
          ['50', '50.00'],
        ]),
        'balance',
        limits,
      ),
    ).toBeUndefined();
    expect(trialResult(trial('check-weight', [['50', '50.00']]), 'balance', limits)).toBeUndefined();
    expect(trialResult(cornersOf('50.00', '50.00'), 'balance', limits)).toBeUndefined();
  });

  it('of eccentricity fails just when a corner is farther from the centre than the limit', () => {
    const steps = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(steps, (corners) => {
        const tried = cornersOf('50.00', ...corners.map((step) => (50 + step / 100).toFixed(2)));
        const isBeyond = corners.some((step) => Math.abs(step) > 2);
        expect(trialResult(tried, 'balance', limits)?.outcome).toBe(isBeyond ? 'failed' : 'passed');
      }),
      { seed: 41, numRuns: 100 },
    );
  });
});

describe('a balance', () => {
  const [good, bad] = [
    cornersOf('50.00', '50.00', '50.00', '50.00', '50.00'),
    cornersOf('50.00', '50.00', '50.00', '49.90', '50.00'),
  ];
  const certificate = { event: 'c', certificate: 'C', by: 'NPSL', calibratedOn: '2026-01-01', dueOn: '2026-12-31' };
  const stateWith = (eccentricity: readonly Trial[], calibratedOn = '2026-01-01'): InstrumentState => ({
    subject: 'instrument/1',
    instrument: { deviceId: 'balance', profile: 'mettler-mt-sics' },
    use: { state: 'in-use' },
    calibration: { ...certificate, calibratedOn, isDue: false },
    calibrations: [certificate],
    trials: {
      'check-weight': [trial('check-weight', [['50', '50.00']])],
      repeatability: [],
      eccentricity,
      linearity: [],
    },
    head: 'h',
  });
  const moment = { nowMs: Date.parse('2026-03-01T05:00:00Z'), timeQuality: 'synced' as const };
  const policy = { ...stationConfigSchema.shape.bench.parse({}).fitness, trials: limits };

  it('is refused once its corners are beyond the limit, until they are tried again or it has a new certificate', () => {
    expect(failedTrials(stateWith([bad, good]), limits)).toEqual(['eccentricity']);
    expect(fitnessOf(stateWith([bad, good]), true, moment, policy)).toEqual({
      use: 'refused',
      reserves: ['eccentricity-failed'],
    });
    const mild = { ...policy, failedTrial: 'flagged' as const };
    expect(fitnessOf(stateWith([bad]), true, moment, mild).use).toBe('flagged');
    expect(fitnessOf(stateWith([good, bad]), true, moment, policy)).toEqual({ use: 'fit', reserves: [] });
    expect(failedTrials(stateWith([bad], '2026-03-02'), limits)).toEqual([]);
    expect(failedTrials(stateWith([bad]), [])).toEqual([]);
  });

  it('has no limit of nothing', () => {
    const { bench } = stationConfigSchema.shape;
    const withLimit = (eccentricity: string) => ({ fitness: { trials: [{ device: 'b', unit: 'g', eccentricity }] } });
    expect(bench.safeParse(withLimit('0.02')).success).toBe(true);
    expect(bench.safeParse(withLimit('0')).success).toBe(false);
    expect(bench.safeParse(withLimit('little')).success).toBe(false);
  });
});
