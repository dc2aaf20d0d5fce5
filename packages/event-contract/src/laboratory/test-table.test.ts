import { expect, it } from 'vitest';
import type { EventDraft } from '../events/catalogue.ts';
import { present } from '../test-kit.ts';
import { analyst, balance, hours, labCase, labDrafts, openParcel, parcel, unread } from '../test-support/laboratory.ts';
import { exhibitsOf } from './lab-case.ts';
import { exhibitSubject, roomSubject } from './subjects.ts';
import { testTable } from './test-table.ts';

it('the table of a report has one row for each finding that stands, by exhibit and by time', () => {
  const record = openParcel();
  const begun = record.write(labDrafts.methodBegun()).id;
  const method = { begun, step: 'weigh-net' };
  record.write(
    labDrafts.divided(parcel, [
      { label: 'L-1/1/10', kind: 'unit' },
      { label: 'L-1/1/9', kind: 'unit' },
    ]),
  );
  for (const label of ['L-1/1/10', 'L-1/1/9']) record.write(labDrafts.takenFrom(label));
  const late = record.write(labDrafts.weightWritten('L-1/1/10'), { at: hours(30) });
  const test = record.write(labDrafts.tested('L-1/1/9'), { at: hours(31) });
  const environment = record.write(labDrafts.roomMeasured(), { at: hours(21) }).id;
  const measured = { ...balance, reserves: ['calibration-overdue'], environment };
  const weighed = record.write(labDrafts.weighed('L-1/1/9', 'net', { method, balance: measured }), { at: hours(22) });
  const gone = record.write(labDrafts.weighed('L-1/1/9', 'gross'), { at: hours(21) });
  record.write(labDrafts.amended(gone.id, { of: 'withdrawn' }, 'L-1/1/9'));
  const amendment = record.write(
    labDrafts.amended(weighed.id, { of: 'weight', what: 'net', value: '52.1860', unit: 'g' }, 'L-1/1/9'),
  );
  const file = record.write(labDrafts.fileBound(), { at: hours(40) });
  const { reserves: _, ...instrument } = balance;
  expect(testTable(exhibitsOf(labCase, record.exhibits()))).toEqual([
    {
      event: file.id,
      exhibit: exhibitSubject(parcel),
      label: parcel,
      result: { of: 'file', name: 'RUN-014.pdf', hash: 'F'.repeat(43) },
      at: hours(40),
      timeQuality: 'synced',
      analyst: analyst.officerId,
    },
    {
      event: weighed.id,
      exhibit: exhibitSubject('L-1/1/9'),
      label: 'L-1/1/9',
      method: { id: 'narcotics-units', version: '1' },
      step: 'weigh-net',
      result: { of: 'weight', what: 'net', value: '52.1860', unit: 'g' },
      at: hours(22),
      timeQuality: 'synced',
      instrument,
      measuredIn: { room: roomSubject('/fsl/bench-1'), measured: environment },
      reserves: ['calibration-overdue'],
      analyst: analyst.officerId,
      amended: {
        by: amendment.id,
        why: 'the pan was not clean',
        from: { of: 'weight', what: 'net', value: '52.1870', unit: 'g' },
      },
    },
    {
      event: test.id,
      exhibit: exhibitSubject('L-1/1/9'),
      label: 'L-1/1/9',
      technique: 'colour-test',
      protocol: 'SOP-NC-03, Marquis',
      reagent: { name: 'Marquis', batch: 'B-4', controls: { positive: true, blank: true } },
      result: { of: 'test', outcome: 'positive', observed: 'purple at once' },
      at: hours(31),
      timeQuality: 'synced',
      analyst: analyst.officerId,
    },
    {
      event: late.id,
      exhibit: exhibitSubject('L-1/1/10'),
      label: 'L-1/1/10',
      result: { of: 'weight', what: 'net', value: '52.19', unit: 'g' },
      at: hours(30),
      timeQuality: 'synced',
      instrument: { written: 'Mettler in room 4' },
      analyst: analyst.officerId,
      manual: { reason: 'the cable of the balance is broken' },
    },
  ]);
});

it('a weight of an earlier version stands in the table with its balance, and does not say what it is of', () => {
  const record = openParcel();
  const old: EventDraft = {
    type: 'exhibit.weighed.v1',
    subject: exhibitSubject(parcel),
    data: {
      label: parcel,
      value: '12.50',
      unit: 'g',
      samples: [{ raw: 'N + 12.50 g', value: '12.50' }],
      balance: unread,
    },
  };
  record.write(old);
  expect(present(testTable([record.exhibit()])[0])).toMatchObject({
    result: { of: 'weight', value: '12.50', unit: 'g' },
    instrument: unread,
    measuredIn: { room: roomSubject('/fsl/bench-1') },
  });
});
