import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { panPlaces } from '../events/instrument.ts';
import { present } from '../test-kit.ts';
import { analyst, LabRecord, labDrafts, supervisor, unread } from '../test-support/laboratory.ts';
import { foldInstrument } from './fitness.ts';

const day = '2026-06-01';
const certificate = (number: string, calibratedOn: string, dueOn: string) =>
  labDrafts.calibrated({ certificate: number, calibratedOn, dueOn });

describe('an instrument', () => {
  it('is nothing while nothing is on record of it', () => {
    expect(foldInstrument([], day)).toBeUndefined();
  });

  it('has the newest certificate that was made by the day, whichever was written down last', () => {
    const record = new LabRecord();
    record.write(certificate('B', '2026-05-01', '2027-05-01'));
    record.write(certificate('C', '2026-06-02', '2027-06-02'));
    record.write(certificate('A', '2025-05-01', '2026-05-01'));
    const state = present(foldInstrument(record.events, day));
    expect(state.calibration).toMatchObject({ certificate: 'B', isDue: false });
    expect(state.calibrations.map((one) => one.certificate)).toEqual(['C', 'B', 'A']);
    expect(foldInstrument(record.events, '2026-04-30')?.calibration).toMatchObject({ certificate: 'A', isDue: false });
    expect(foldInstrument(record.events, '2025-04-30')).not.toHaveProperty('calibration');
  });

  it.each([
    ['2026-05-01', false],
    ['2026-05-02', true],
  ])('on %s: its certificate of until the first of May is due: %s', (on, isDue) => {
    const record = new LabRecord();
    record.write(certificate('A', '2025-05-01', '2026-05-01'));
    expect(foldInstrument(record.events, on)?.calibration).toMatchObject({ isDue });
  });

  it('keeps the place and the load of each reading; those of an earlier version have the one load of their trial', () => {
    const record = new LabRecord();
    record.write(labDrafts.tried('eccentricity'));
    record.write(labDrafts.triedAt());
    record.write(labDrafts.triedWith());
    const { trials } = present(foldInstrument(record.events, day));
    const [newest, oldest] = trials.eccentricity;
    expect(newest?.readings.map(({ place }) => place)).toEqual(panPlaces);
    expect(oldest?.readings).toEqual([
      { weight: { mark: 'E2-200', nominal: '200.000' }, value: '199.998', raw: 'TiAgICAg' },
    ]);
    expect(trials.linearity[0]?.readings.map(({ weight }) => weight.nominal)).toEqual(['50.000', '100.000', '200.000']);
  });

  it('keeps its trials by kind, the newest first, with the readings', () => {
    const record = new LabRecord();
    for (const value of ['199.998', '199.999', '200.003']) record.write(labDrafts.tried('check-weight', value));
    const last = record.write(labDrafts.tried('linearity'));
    expect(foldInstrument(record.events, day)).toMatchObject({
      instrument: unread,
      trials: {
        'check-weight': [
          {
            readings: [{ weight: { nominal: '200.000' }, value: '200.003', raw: 'TiAgICAg' }],
            unit: 'g',
            by: analyst.officerId,
          },
          { readings: [{ value: '199.999' }] },
          { readings: [{ value: '199.998' }] },
        ],
        linearity: [{ event: last.id }],
        eccentricity: [],
        repeatability: [],
      },
      head: last.id,
    });
  });

  it('is withdrawn until somebody who knew of it put it back', () => {
    const record = new LabRecord();
    record.write(labDrafts.tried());
    const withdrawn = record.write(labDrafts.withdrawn(), { by: supervisor });
    expect(foldInstrument(record.events, day)?.use).toMatchObject({
      state: 'withdrawn',
      reason: 'drifts',
      by: supervisor.officerId,
    });
    record.write(labDrafts.tried());
    record.write(labDrafts.backInUse());
    expect(foldInstrument(record.events, day)?.use).toEqual({ state: 'in-use' });
    record.write(labDrafts.withdrawn('again'), { after: withdrawn.id });
    expect(foldInstrument(record.events, day)?.use).toMatchObject({ state: 'withdrawn', reason: 'again' });
  });

  it('is the same in whatever order its events come, and however often', () => {
    const record = new LabRecord();
    const { id } = record.write(certificate('A', '2025-05-01', '2026-05-01'));
    record.write(certificate('A2', '2025-05-01', '2026-05-01'), { after: id });
    record.write(labDrafts.withdrawn(), { after: id });
    record.write(labDrafts.tried());
    record.write(labDrafts.backInUse(), { after: id });
    record.write(labDrafts.tried('eccentricity'));
    const { events } = record;
    const expected = foldInstrument(events, day);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events), (shuffled, again) => {
        expect(foldInstrument([...again, ...shuffled], day)).toEqual(expected);
      }),
      { seed: 85, numRuns: 60 },
    );
  });
});
