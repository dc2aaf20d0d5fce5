import { type EventData, foldInstrument, type InstrumentState } from '@custody-edge/event-contract';
import { expect, it } from 'vitest';
import { hours, LabRecord, labDrafts } from '../../../../packages/event-contract/src/test-support/laboratory.ts';
import { repeatabilityOf } from './trials.ts';

const ten = ['2.01', '2.00', '2.00', '2.02', '2.01', '2.00', '2.01', '2.00', '2.01', '2.01'];

function stateOf(write: (record: LabRecord) => void): InstrumentState {
  const record = new LabRecord();
  write(record);
  const state = foldInstrument(record.events, '2026-03-10');
  if (!state) throw new Error('nothing is on record');
  return state;
}

const tried = (values: readonly string[], changes: Partial<EventData<'instrument.tried.v1'>> = {}) => {
  const draft = labDrafts.tried('repeatability');
  const readings = values.map((value) => ({ value, raw: 'TiAgICAg' }));
  return { ...draft, data: { ...draft.data, readings, ...changes } };
};

it('the minimum weight of a balance follows from its newest trial of repeatability', () => {
  const state = stateOf((record) => {
    record.write(labDrafts.calibrated({ division: '0.01', unit: 'g' }));
    record.write(tried(Array(10).fill('2.00')), { at: hours(10) });
    record.write(tried(ten), { at: hours(11) });
  });
  // s = 0.0067 g, which is more than 0.41 d: 2000 s = 13.5 g
  expect(repeatabilityOf(state, 'g')).toMatchObject({
    count: 10,
    ruledBy: 'deviation',
    minimum: { value: '13.50', unit: 'g' },
  });
});

it.each<[string, (record: LabRecord) => void, string]>([
  ['there was none', (record) => record.write(labDrafts.calibrated()), 'g'],
  ['it was too short', (record) => record.write(tried(ten.slice(1))), 'g'],
  ['it was in another unit', (record) => record.write(tried(ten)), 'mg'],
  [
    'it was before the certificate',
    (record) => {
      record.write(tried(ten), { at: hours(1) });
      record.write(labDrafts.calibrated({ calibratedOn: '2026-03-05', dueOn: '2027-03-05' }));
    },
    'g',
  ],
  [
    'the certificate names a step that the balance does not have',
    (record) => {
      record.write(labDrafts.calibrated({ division: '0.05', unit: 'g' }));
      record.write(tried(ten));
    },
    'g',
  ],
])('no trial says the minimum weight where %s', (_, write, unit) => {
  expect(repeatabilityOf(stateOf(write), unit)).toBeUndefined();
});
