import { exhibitsOf } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  analyst,
  hours,
  labCase,
  labDrafts,
  openParcel,
  parcel,
} from '../../../../packages/event-contract/src/test-support/laboratory.ts';
import { instrumentsAsOf } from './as-of.ts';
import { weightFigures } from './figures.ts';
import { sumText, unknownText } from './sum-words.ts';

type Record = ReturnType<typeof openParcel>;
const figuresOf = (record: Record) => {
  const exhibits = exhibitsOf(labCase, record.exhibits());
  const lineOf = (subject: string) => record.events.filter((event) => event.subject === subject);
  return weightFigures(exhibits, instrumentsAsOf(lineOf));
};
const weigh = (
  record: Record,
  what: 'gross' | 'packaging' | 'net' | 'sample' | 'remainder',
  value: string,
  label = parcel,
) => record.write(labDrafts.weighed(label, what, { value }));

/** A trial with readings of its own. */
function trial(kind: 'repeatability' | 'eccentricity', values: readonly string[], nominal = '200.0000') {
  const draft = labDrafts.tried(kind);
  const readings = values.map((value) => ({ value, raw: 'TiAgICAg' }));
  return { ...draft, data: { ...draft.data, weight: { mark: 'E2', nominal }, readings } };
}
const repeated = [
  '199.9998',
  '200.0000',
  '200.0001',
  '199.9999',
  '200.0000',
  '200.0002',
  '199.9999',
  '200.0001',
  '200.0000',
  '200.0000',
];
const corners = ['200.0000', '200.0002', '199.9997', '200.0001', '199.9999'];
const certificate = { division: '0.0001', unit: 'g', calibrationUncertainty: '0.00015', linearity: '0.0001' };

describe('how sure a weight is', () => {
  it('is what was on record of its balance when it was weighed, every part of it, and what is not known is named', () => {
    const record = openParcel();
    record.write(labDrafts.calibrated(certificate), { at: hours(1) });
    record.write(trial('repeatability', repeated), { at: hours(2) });
    record.write(trial('eccentricity', corners), { at: hours(3) });
    const { id } = weigh(record, 'net', '52.1870');
    const budget = figuresOf(record).budgets.get(id);
    expect(
      budget?.rows.map(({ name, value, divisor, degreesOfFreedom }) => [name, value, divisor, degreesOfFreedom]),
    ).toEqual([
      ['repeatability', '0.0001155', '1', 9],
      ['reading-at-zero', '0.0001', '2√3', 'unlimited'],
      ['reading-with-load', '0.0001', '2√3', 'unlimited'],
      ['linearity', '0.0001', '1', 'unlimited'],
      ['calibration', '0.00015', '1', 'unlimited'],
      ['eccentricity', '0.0003', '√3', 'unlimited'],
    ]);
    expect(budget?.omitted).toEqual(['drift']);
  });

  it('takes nothing from what came after it, was in another unit, or says nothing of so heavy a load', () => {
    const record = openParcel();
    record.write(labDrafts.calibrated({ ...certificate, unit: 'mg' }), { at: hours(1) });
    record.write(trial('eccentricity', corners, '50.0000'), { at: hours(2) });
    const { id } = weigh(record, 'net', '52.1870');
    record.write(trial('repeatability', repeated), { at: hours(30) });
    const budget = figuresOf(record).budgets.get(id);
    expect(budget?.rows.map(({ name }) => name)).toEqual(['reading-at-zero', 'reading-with-load']);
    expect(budget?.omitted).toEqual(['repeatability', 'linearity', 'calibration', 'drift', 'eccentricity']);
    expect(unknownText(budget?.omitted ?? [])?.en).toBe(
      'Not known, and not in it: Repeatability, Linearity, Calibration, Drift since the calibration, Place on the pan',
    );
  });

  it('is not told of a number that somebody wrote or put in its place', () => {
    const record = openParcel();
    const written = record.write(labDrafts.weightWritten());
    const { id } = weigh(record, 'net', '52.1870');
    record.write(labDrafts.amended(id, { of: 'weight', what: 'net', value: '52.1860', unit: 'g' }), { by: analyst });
    expect([written.id, id].map((event) => figuresOf(record).budgets.has(event))).toEqual([false, false]);
  });
});

describe('weights that make each other up', () => {
  it('of a package, and of what was taken from its contents', () => {
    const record = openParcel();
    weigh(record, 'gross', '53.0001');
    weigh(record, 'packaging', '0.8130');
    weigh(record, 'net', '52.1870');
    record.write(
      labDrafts.divided(parcel, [
        { label: 'S', kind: 'sample' },
        { label: 'R', kind: 'remainder' },
      ]),
    );
    for (const [label, kind] of [
      ['S', 'sample'],
      ['R', 'remainder'],
    ] as const)
      record.write(labDrafts.takenFrom(label, kind));
    weigh(record, 'sample', '5.0000', 'S');
    expect(figuresOf(record).sums.map(({ name }) => name)).toEqual(['package']);
    weigh(record, 'remainder', '47.1000', 'R');
    const { sums } = figuresOf(record);
    expect(sums.map(sumText).map(({ en }) => en)).toEqual([
      'gross − packaging − net = 0.0001 g, within ±0.0001 g (k = 2)',
      'net − samples − remainder = 0.0870 g, more than ±0.0001 g (k = 2)',
    ]);
    expect(sums.map(({ within }) => within?.agrees)).toEqual([true, false]);
  });

  it('of a parcel with units, once the last of them is weighed', () => {
    const record = openParcel();
    record.write(
      labDrafts.divided(parcel, [
        { label: 'U-1', kind: 'unit' },
        { label: 'U-2', kind: 'unit' },
      ]),
    );
    for (const label of ['U-1', 'U-2']) record.write(labDrafts.takenFrom(label));
    weigh(record, 'gross', '110.0000');
    weigh(record, 'packaging', '10.0000');
    weigh(record, 'gross', '60.0000', 'U-1');
    expect(figuresOf(record).sums).toEqual([]);
    weigh(record, 'net', '40.0000', 'U-2');
    expect(figuresOf(record).sums).toMatchObject([{ name: 'units', difference: '0.0000', within: { agrees: true } }]);
  });

  it('are held by the last of several weights, not across units, and without an allowance where one was written by hand', () => {
    const record = openParcel();
    weigh(record, 'gross', '99.0000');
    weigh(record, 'gross', '53.0000');
    weigh(record, 'packaging', '0.8130');
    record.write(labDrafts.weightWritten(parcel, 'net'));
    const { sums } = figuresOf(record);
    expect(sums).toMatchObject([{ name: 'package', difference: '-0.0030' }]);
    expect(sums[0]).not.toHaveProperty('within');
    expect(sums.map(sumText)[0]?.en).toMatch(/^gross − packaging − net = −0\.0030 g; a weight was written by hand/);
    record.write(labDrafts.weighed(parcel, 'net', { value: '52187.0', unit: 'mg' }));
    expect(figuresOf(record).sums).toEqual([]);
  });

  it('differ by exactly what is missing, and agree just where the uncertainties explain it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 900_000 }),
        fc.integer({ min: 1, max: 90_000 }),
        fc.integer({ min: -20, max: 20 }),
        (net, packaging, lost) => {
          const grams = (steps: number) => (steps / 10_000).toFixed(4);
          const record = openParcel();
          weigh(record, 'gross', grams(net + packaging + lost));
          weigh(record, 'packaging', grams(packaging));
          weigh(record, 'net', grams(net));
          const [sum] = figuresOf(record).sums;
          expect(sum?.difference).toBe(grams(lost));
          // Reading at zero and with the load alone: three weights, 2 √(3 · 2/12) d = 1.41 d
          expect(sum?.within).toEqual({ allowance: '0.0001', agrees: Math.abs(lost) <= 1 });
        },
      ),
      { seed: 43, numRuns: 40 },
    );
  });
});
