import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { Amendment } from '../events/exhibit.ts';
import { eventId, present } from '../test-kit.ts';
import { clerk, LabRecord, labDrafts, openParcel, parcel, supervisor } from '../test-support/laboratory.ts';
import { foldExhibit } from './exhibit.ts';
import { foundBy, isStanding, resultOf } from './findings.ts';

const net = (value: string): Amendment => ({ of: 'weight', what: 'net', value, unit: 'g' });
const withdrawn: Amendment = { of: 'withdrawn' };
const first = (record: LabRecord) => present(record.exhibit().findings[0]);

describe('a finding', () => {
  it('counts as it was recorded, with the digits of the device', () => {
    const record = openParcel();
    record.write(labDrafts.weighed());
    record.write(labDrafts.tested());
    record.write(labDrafts.fileBound());
    record.write(labDrafts.weightWritten(parcel, 'gross'));
    expect(record.exhibit().findings.map(resultOf)).toEqual([
      { of: 'weight', what: 'net', value: '52.1870', unit: 'g' },
      { of: 'test', outcome: 'positive', observed: 'purple at once' },
      { of: 'file', name: 'RUN-014.pdf', hash: 'F'.repeat(43) },
      { of: 'weight', what: 'gross', value: '52.19', unit: 'g' },
    ]);
  });

  it('that was amended counts as the last amendment says, and keeps what it was', () => {
    const record = openParcel();
    const weighed = record.write(labDrafts.weighed());
    const amendment = record.write(labDrafts.amended(weighed.id, net('52.1860')));
    record.write(labDrafts.amended(amendment.id, net('52.1861')), { by: supervisor });
    const finding = first(record);
    expect(resultOf(finding)).toMatchObject({ value: '52.1861' });
    expect(foundBy(finding.event)).toMatchObject({ value: '52.1870' });
    expect(finding.amended.map(({ amendment: { of }, why }) => [of, why])).toEqual(
      Array(2).fill(['weight', 'the pan was not clean']),
    );
  });

  it('that was withdrawn counts no more, until an amendment of that puts something in its place', () => {
    const record = openParcel();
    const weighed = record.write(labDrafts.weighed());
    const withdrawal = record.write(labDrafts.amended(weighed.id, withdrawn));
    expect([isStanding(first(record)), resultOf(first(record))]).toEqual([false, undefined]);
    record.write(labDrafts.amended(withdrawal.id, net('52.1870')));
    expect([isStanding(first(record)), resultOf(first(record))]).toMatchObject([true, { value: '52.1870' }]);
  });

  it('is not changed by an amendment that nobody signed who may', () => {
    const record = openParcel();
    const weighed = record.write(labDrafts.weighed());
    const { id } = record.write(labDrafts.amended(weighed.id, net('9.0000')), { words: [clerk] });
    expect(resultOf(first(record))).toMatchObject({ value: '52.1870' });
    expect(record.exhibit().gaps).toEqual([{ kind: 'word-missing', event: id }]);
  });

  it.each<[string, (record: LabRecord) => CustodyEvent, Amendment]>([
    ['a weight by a test', (r) => r.write(labDrafts.weighed()), { of: 'test', outcome: 'negative', observed: 'none' }],
    ['a test by a weight', (r) => r.write(labDrafts.tested()), net('1')],
    ['a file by a weight', (r) => r.write(labDrafts.fileBound()), net('1')],
  ])('is not amended where the amendment is of another kind: %s', (_, find, amendment) => {
    const record = openParcel();
    const found = find(record);
    const { id } = record.write(labDrafts.amended(found.id, amendment));
    expect(first(record).amended).toEqual([]);
    expect(record.exhibit().gaps).toEqual([{ kind: 'amends-nothing', event: id }]);
  });

  it('of a row of amendments in which each names another stands, whatever the order and whatever they name', () => {
    const record = openParcel();
    const weighed = record.write(labDrafts.weighed());
    const before = record.exhibit().head;
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }), (names) => {
        const written = new LabRecord();
        const ids = [weighed.id, ...names.map((_, index) => `0195533f-7c00-7000-8000-00000000010${index}`)];
        let after = before;
        names.forEach((name, index) => {
          const id = present(ids[index + 1]);
          written.write(labDrafts.amended(ids[name] ?? eventId, net(`${index}`)), {
            words: [],
            after,
            changes: { id },
          });
          after = id;
        });
        const exhibit = present(foldExhibit([...record.events, ...written.events]));
        // Each counts once: as an amendment of the weight, or as one of nothing.
        const found = present(exhibit.findings[0]);
        expect(found.amended.length + exhibit.gaps.length).toBe(names.length);
        expect(exhibit.gaps.every(({ kind }) => kind === 'amends-nothing')).toBe(true);
        if (names.every((name, index) => name <= index)) expect(exhibit.gaps).toEqual([]);
        if (!names.includes(0)) expect(found.amended).toEqual([]);
      }),
      { seed: 82, numRuns: 60 },
    );
  });
});
