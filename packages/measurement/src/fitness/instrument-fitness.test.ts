import { describe, expect, it } from 'vitest';
import { grams } from '../test-support/quantities.ts';
import { type CalibrationStanding, calibrationStanding } from './calibration.ts';
import { type FitnessPolicy, findings, findingsOf, fitnessOf } from './instrument-fitness.ts';
import { type TestRecord, testStanding } from './routine-test.ts';

const record = { calibratedOn: '2026-01-31', dueOn: '2027-01-31' };

describe('the calibration of an instrument', () => {
  it.each<[string, string | undefined, CalibrationStanding]>([
    ['on the day itself', '2026-01-31', { state: 'in-date', dueOn: '2027-01-31', daysLeft: 365 }],
    ['before it is spoken of', '2026-12-31', { state: 'in-date', dueOn: '2027-01-31', daysLeft: 31 }],
    ['when it is spoken of', '2027-01-01', { state: 'due-soon', dueOn: '2027-01-31', daysLeft: 30 }],
    ['on its last day', '2027-01-31', { state: 'due-soon', dueOn: '2027-01-31', daysLeft: 0 }],
    ['the day after', '2027-02-01', { state: 'overdue', dueOn: '2027-01-31', daysOver: 1 }],
    ['by a clock that went back', '2026-01-30', { state: 'unknown', why: 'calibrated-after-today' }],
    ['by a clock that nobody trusts', undefined, { state: 'unknown', why: 'no-clock' }],
  ])('%s', (_name, today, expected) => {
    expect(calibrationStanding(record, today, 30)).toEqual(expected);
  });

  it('is unknown without a certificate', () => {
    expect(calibrationStanding(undefined, '2026-02-01', 30)).toEqual({ state: 'unknown', why: 'no-record' });
  });

  it.each([
    [{ calibratedOn: '2026-02-30', dueOn: '2027-01-31' }, '2026-03-01', 30, 'measurement-date'],
    [{ calibratedOn: '2026-01-31', dueOn: '31.01.2027' }, '2026-03-01', 30, 'measurement-date'],
    [{ calibratedOn: '2026-01-31', dueOn: '2026-01-30' }, undefined, 30, 'measurement-date'],
    [record, '2026-3-1', 30, 'measurement-date'],
    [record, '2026-03-01', Number.NaN, 'measurement-rule'],
  ])('is refused as %j on %s', (refused, today, soonDays, code) => {
    expect(() => calibrationStanding(refused, today, soonDays)).toThrow(expect.objectContaining({ code }));
  });
});

describe('a routine test', () => {
  const done = (outcome: TestRecord['outcome']): TestRecord => ({ doneOn: '2026-02-28', outcome });

  it.each([
    ['passed today', done('passed'), '2026-02-28', 1, 'passed'],
    ['passed yesterday, and asked for daily', done('passed'), '2026-03-01', 1, 'overdue'],
    ['passed this month', done('passed'), '2026-03-29', 30, 'passed'],
    ['passed a month ago', done('passed'), '2026-03-30', 30, 'overdue'],
    ['with a warning', done('warning'), '2026-02-28', 1, 'warning'],
    ['failed, however long ago', done('failed'), '2027-01-01', 1, 'failed'],
    ['failed, by a clock that nobody trusts', done('failed'), undefined, 1, 'failed'],
    ['never done', undefined, '2026-02-28', 1, 'unknown'],
    ['passed, by a clock that nobody trusts', done('passed'), undefined, 1, 'unknown'],
    ['passed, by a clock that went back', done('passed'), '2026-02-27', 1, 'unknown'],
  ])('%s', (_name, last, today, everyDays, state) => {
    expect(testStanding(last, today, everyDays).state).toBe(state);
  });

  it('is asked for at least once in a whole number of days', () => {
    for (const everyDays of [0, 0.5, Number.NaN])
      expect(() => testStanding(done('passed'), '2026-02-28', everyDays)).toThrow(
        expect.objectContaining({ code: 'measurement-rule' }),
      );
  });
});

describe('what is said against an instrument', () => {
  const inDate: CalibrationStanding = { state: 'in-date', dueOn: '2027-01-31', daysLeft: 100 };
  const passed = testStanding({ doneOn: '2026-02-28', outcome: 'passed' }, '2026-02-28', 1);

  it('is nothing of one in order', () => {
    const net = { weight: grams('0.5000'), minimum: grams('0.0820') };
    expect(findingsOf({ withdrawn: false, calibration: inDate, tests: { 'check-weight': passed } }, net)).toEqual([]);
  });

  it('is everything, in one list', () => {
    const found = findingsOf(
      {
        withdrawn: true,
        calibration: { state: 'overdue', dueOn: '2026-01-31', daysOver: 28 },
        tests: {
          'check-weight': testStanding({ doneOn: '2026-02-28', outcome: 'warning' }, '2026-02-28', 1),
          eccentricity: testStanding(undefined, '2026-02-28', 30),
          linearity: passed,
        },
      },
      { weight: grams('0.0819'), minimum: grams('0.0820') },
    );
    expect(found).toEqual([
      'withdrawn',
      'calibration-overdue',
      'check-weight-warning',
      'eccentricity-unknown',
      'below-minimum-weight',
    ]);
    for (const finding of found) expect(findings).toContain(finding);
  });

  it('is that nobody knows its minimum weight', () => {
    const net = { weight: grams('5'), minimum: undefined };
    expect(findingsOf({ withdrawn: false, calibration: inDate, tests: {} }, net)).toEqual(['minimum-weight-unknown']);
  });
});

describe('the state of an instrument', () => {
  const policy: FitnessPolicy = {
    'calibration-due-soon': 'accept',
    'check-weight-warning': 'flag',
    'below-minimum-weight': 'flag',
    'calibration-overdue': 'refuse',
  };

  it('is fit where nothing is found, or nothing that the method minds', () => {
    expect(fitnessOf([], policy)).toEqual({ state: 'fit' });
    expect(fitnessOf(['calibration-due-soon'], policy)).toEqual({ state: 'fit' });
  });

  it('is flagged with its reasons', () => {
    expect(fitnessOf(['check-weight-warning', 'calibration-due-soon', 'below-minimum-weight'], policy)).toEqual({
      state: 'flagged',
      reasons: ['check-weight-warning', 'below-minimum-weight'],
    });
  });

  it('is refused with its reasons, whatever else there is', () => {
    expect(fitnessOf(['check-weight-warning', 'calibration-overdue'], policy)).toEqual({
      state: 'refused',
      reasons: ['calibration-overdue'],
      flags: ['check-weight-warning'],
    });
  });

  it('is refused for whatever the method forgot to name', () => {
    for (const finding of findings) expect(fitnessOf([finding], {})).toMatchObject({ reasons: [finding] });
    expect(findings).toHaveLength(26);
  });
});
