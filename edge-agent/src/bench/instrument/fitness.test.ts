import type { InstrumentState } from '@custody-edge/event-contract';
import { describe, expect, it } from 'vitest';
import { stationConfigSchema } from '../../config.ts';
import { memorandum } from '../bench-kit.ts';
import { openedCase } from '../drafts/cases.ts';
import { fitnessOf, type Reserve } from './fitness.ts';

const policy = stationConfigSchema.shape.bench.parse({}).fitness;
const nowMs = Date.parse('2026-03-01T05:00:00Z');
const synced = { nowMs, timeQuality: 'synced' as const };
const unset = { nowMs, timeQuality: 'unset' as const };

const certificate = { event: 'c', certificate: 'CAL-1', by: 'NPSL', calibratedOn: '2026-01-01', dueOn: '2026-12-31' };
const trial = { event: 't', at: '2026-03-01T04:00:00Z', trial: 'check-weight' as const, unit: 'g' };
const weight = { mark: 'F1', nominal: '100' };
const tried = { ...trial, readings: [{ weight, value: '100.00', raw: 'UyBT' }] };
const fit: InstrumentState = {
  subject: 'instrument/1',
  instrument: { deviceId: 'balance', profile: 'mettler-mt-sics' },
  use: { state: 'in-use' },
  calibration: { ...certificate, isDue: false },
  calibrations: [certificate],
  trials: { 'check-weight': [tried], repeatability: [], eccentricity: [], linearity: [] },
  head: 't',
};
const withdrawn = { state: 'withdrawn' as const, event: 'w', since: '', reason: 'Dropped' };
const { calibration: _, ...uncertified } = fit;

describe('an instrument is', () => {
  it.each<[string, InstrumentState | undefined, 'fit' | 'flagged' | 'refused', Reserve[]]>([
    ['fit', fit, 'fit', []],
    ['flagged where nothing is known of it', undefined, 'flagged', ['no-certificate', 'not-checked-today']],
    [
      'refused once its calibration is overdue',
      { ...fit, calibration: { ...certificate, isDue: true } },
      'refused',
      ['calibration-overdue'],
    ],
    ['refused while it is withdrawn', { ...fit, use: withdrawn }, 'refused', ['withdrawn']],
    [
      'flagged where its certificate is dated later than today',
      { ...uncertified, calibrations: [{ ...certificate, calibratedOn: '2026-04-01' }] },
      'flagged',
      ['calibrated-in-the-future'],
    ],
    [
      'flagged on a day without a check weight',
      { ...fit, trials: { ...fit.trials, 'check-weight': [{ ...tried, at: '2026-02-28T18:59:59Z' }] } },
      'flagged',
      ['not-checked-today'],
    ],
    [
      // In Pakistan the day begins five hours before that of Greenwich.
      'fit after a check late in the evening before, by Greenwich',
      { ...fit, trials: { ...fit.trials, 'check-weight': [{ ...tried, at: '2026-02-28T19:00:00Z' }] } },
      'fit',
      [],
    ],
  ])('%s', (_name, instrument, use, reserves) => {
    expect(fitnessOf(instrument, true, synced, policy)).toEqual({ use, reserves });
  });

  it('not refused for a date by a clock that is not set, but flagged; withdrawn it stays', () => {
    const overdue = { ...fit, calibration: { ...certificate, isDue: true } };
    expect(fitnessOf(overdue, true, unset, policy)).toEqual({
      use: 'flagged',
      reserves: ['clock-not-set', 'calibration-overdue'],
    });
    expect(fitnessOf({ ...fit, use: withdrawn }, true, unset, policy).use).toBe('refused');
  });

  it.each<[string, string, Reserve[]]>([
    ['100.02', 'fit', []],
    ['100.04', 'flagged', ['check-weight-warning']],
    ['100.20', 'refused', ['check-weight-failed']],
  ])('judged by its check weight of today: %s is %s', (value, use, reserves) => {
    const days = [
      '100.00',
      '100.02',
      '99.98',
      '100.00',
      '100.02',
      '99.98',
      '100.00',
      '100.02',
      '99.98',
      '100.00',
      value,
    ];
    const weighed = days.map((each, day) => ({
      ...tried,
      at: new Date(nowMs - (days.length - 1 - day) * 86_400_000).toISOString(),
      readings: [{ weight, value: each, raw: 'UyBT' }],
    }));
    const instrument = { ...fit, trials: { ...fit.trials, 'check-weight': weighed.toReversed() } };
    expect(fitnessOf(instrument, true, synced, policy)).toEqual({ use, reserves });
  });

  it('refused as the laboratory says, and only balances are checked with weights', () => {
    const strict = { ...policy, unchecked: 'refused' as const, withoutCertificate: 'refused' as const };
    expect(fitnessOf(undefined, false, synced, strict).reserves).toEqual(['no-certificate']);
    expect(fitnessOf(undefined, false, synced, strict).use).toBe('refused');
    const unchecked = { ...fit, trials: { ...fit.trials, 'check-weight': [] } };
    expect(fitnessOf(unchecked, true, synced, strict).use).toBe('refused');
  });
});

describe('a paper by a clock that is not set', () => {
  it.each([-24, 100])('that was seized %i hours ago is written down as it is', (hours) => {
    const seizedAt = new Date(nowMs - hours * 3_600_000).toISOString();
    const form = { number: 'Q-1', section: 'narcotics-chemistry' as const, memorandum: { ...memorandum, seizedAt } };
    expect(openedCase('case/1', form, unset, false)).toMatchObject({ data: { memorandum: { seizedAt } } });
    expect(() => openedCase('case/1', form, synced, false)).toThrow();
  });
});
