import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../test-kit.ts';
import {
  analyst,
  colleague,
  isSignedInLab,
  type LabRecord,
  labDrafts,
  openParcel,
  parcel,
  sealOf,
  supervisor,
} from '../test-support/laboratory.ts';
import { foldExhibit, obstacleTo } from './exhibit.ts';

const gapsOf = (record: LabRecord, label = parcel) => record.exhibit(label).gaps.map(({ kind }) => kind);

describe('two stations that wrote apart', () => {
  it('fork the record, and nothing may be done until a supervisor settles it', () => {
    const record = openParcel();
    const head = record.exhibit().head;
    const [one, other] = [
      record.write(labDrafts.weighed(), { after: head }),
      record.write(labDrafts.resealed(), { after: head }),
    ];
    const exhibit = record.exhibit();
    const later = one.id < other.id ? other : one;
    expect(exhibit.gaps).toEqual([{ kind: 'forked', event: later.id }]);
    expect(exhibit.head).toBe(later.id);
    expect(obstacleTo(exhibit, analyst.officerId, false)).toBe('forked');
  });

  it('are each judged by what they knew', () => {
    const record = openParcel();
    const head = record.exhibit().head;
    record.write(labDrafts.resealed(), { after: head });
    record.write(labDrafts.handedOver(analyst, colleague), { words: [analyst, colleague] });
    record.write(labDrafts.weighed(), { after: head });
    expect(gapsOf(record)).toEqual(['forked']);
  });

  it('fork nothing where one of them bound a file, whichever came first, and the next event follows the other', () => {
    for (const isFileFirst of [true, false]) {
      const record = openParcel();
      const head = record.exhibit().head;
      const file = () => record.write(labDrafts.fileBound(), { after: head });
      if (isFileFirst) file();
      const weighed = record.write(labDrafts.weighed(), { after: head });
      if (!isFileFirst) file();
      const exhibit = record.exhibit();
      expect(exhibit).toMatchObject({ gaps: [], head: weighed.id });
      expect(exhibit.findings).toHaveLength(2);
      record.write(labDrafts.tested(), { after: exhibit.head });
      expect(record.exhibit().gaps).toEqual([]);
    }
  });

  it('took one parcel in twice', () => {
    const record = openParcel();
    record.events.push(...openParcel().events);
    expect(gapsOf(record)).toEqual(['forked']);
  });

  it('cannot hide events that follow each other in a circle', () => {
    const record = openParcel();
    const one = record.write(labDrafts.weighed());
    const other = record.write(labDrafts.tested());
    const events = record.events.map((event) => (event === one ? { ...event, after: other.id } : event));
    const exhibit = present(foldExhibit(events, isSignedInLab));
    expect(exhibit.findings).toHaveLength(2);
    expect(exhibit.gaps.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['forked', 'nobody-had-it']));
    expect(exhibit.head).toBe(present(record.events[2]).id);
  });
});

describe('a fork', () => {
  /** One bench sealed it again and handed it over, the other weighed it and opened nothing. */
  function forked(): { readonly record: LabRecord; readonly sealed: string; readonly weighed: string } {
    const record = openParcel();
    const { head } = record.exhibit();
    record.write(labDrafts.resealed(), { after: head });
    const sealed = record.write(labDrafts.handedOver(analyst, colleague), { words: [analyst, colleague] }).id;
    const weighed = record.write(labDrafts.weighed(), { after: head }).id;
    return { record, sealed, weighed };
  }
  const settle = (record: LabRecord, words = [analyst, supervisor]) => {
    const { head, ends } = record.exhibit();
    return record.write(labDrafts.forkSettled(ends), { after: head, words, by: supervisor });
  };

  it('has as many ends as branches, and one end once it is settled: it lies as the supervisor says, and all was found', () => {
    const { record, sealed, weighed } = forked();
    expect(new Set(record.exhibit().ends)).toEqual(new Set([sealed, weighed]));
    const { id } = settle(record);
    expect(record.exhibit()).toMatchObject({
      gaps: [],
      head: id,
      ends: [id],
      custody: { state: 'held', custodian: analyst.officerId, place: 'Bench 1' },
      seals: [sealOf('SHO-1')],
      isOpen: true,
      findings: [{ event: { id: weighed } }],
      workers: [analyst.officerId],
    });
    expect(obstacleTo(record.exhibit(), analyst.officerId, true)).toBeUndefined();
    record.write(labDrafts.tested());
    expect(gapsOf(record)).toEqual([]);
  });

  it('ends with an exhibit that left where nobody in the laboratory has it', () => {
    const { record } = forked();
    const { head, ends } = record.exhibit();
    const left = labDrafts.forkSettled(ends, { found: { state: 'returned' }, approvals: ['one'] });
    record.write(left, { after: head, words: [supervisor], by: supervisor });
    expect(record.exhibit()).toMatchObject({ gaps: [], custody: { state: 'returned' } });
  });

  it.each([
    ['the supervisor alone', [supervisor, supervisor]],
    ['whoever has it alone', [analyst, analyst]],
    ['another than who has it', [colleague, supervisor]],
    ['two analysts', [analyst, colleague]],
  ])('is not settled by %s, and nothing else changes', (_, words) => {
    const { record } = forked();
    const { custody, isOpen } = record.exhibit();
    const { id } = settle(record, words);
    expect(record.exhibit()).toMatchObject({ custody, isOpen });
    expect(record.exhibit().gaps).toEqual(
      expect.arrayContaining([
        { kind: 'word-missing', event: id },
        { kind: 'forked', event: expect.any(String) },
      ]),
    );
  });

  it.each<[string, (record: LabRecord, at: { sealed: string; weighed: string; start: string }) => void]>([
    ['at its beginning', (record, { start }) => record.write(labDrafts.tested(), { after: start })],
    ['on a branch that was settled', (record, { weighed }) => record.write(labDrafts.tested(), { after: weighed })],
    ['on the other one', (record, { sealed }) => record.write(labDrafts.resealed(), { after: sealed })],
  ])('is one again where a bench had written %s, and is settled again', (_, write) => {
    const { record, sealed, weighed } = forked();
    const start = present(record.events[2]).id;
    settle(record);
    write(record, { sealed, weighed, start });
    expect(gapsOf(record)).toContain('forked');
    expect(record.exhibit().ends).toHaveLength(2);
    settle(record);
    expect(gapsOf(record).filter((kind) => kind === 'forked')).toEqual([]);
  });

  it('that two supervisors settled apart is settled by a third word, and not before', () => {
    const { record } = forked();
    const { head, ends } = record.exhibit();
    for (let time = 0; time < 2; time++)
      record.write(labDrafts.forkSettled(ends), { after: head, words: [analyst, supervisor], by: supervisor });
    expect(gapsOf(record)).toEqual(['forked']);
    settle(record);
    expect(gapsOf(record)).toEqual([]);
  });

  it('of any shape is settled by one word about all its ends, whatever order the events come in', () => {
    const knowsAny = fc.array(fc.nat(), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(knowsAny, fc.infiniteStream(fc.nat()), (knew, order) => {
        const record = openParcel();
        const written = [record.exhibit().head];
        for (const which of knew)
          written.push(record.write(labDrafts.weighed(), { after: present(written[which % written.length]) }).id);
        const isForked = gapsOf(record).includes('forked');
        expect(record.exhibit().ends.length > 1).toBe(isForked);
        if (!isForked) return;
        const { id } = settle(record);
        const shuffled = record.events
          .map((event) => ({ event, at: order.next().value }))
          .sort((one, other) => one.at - other.at)
          .map(({ event }) => event);
        const exhibit = present(foldExhibit(shuffled, isSignedInLab));
        expect(exhibit).toEqual(record.exhibit());
        expect(exhibit).toMatchObject({ gaps: [], head: id, ends: [id] });
        expect(exhibit.findings).toHaveLength(knew.length);
      }),
      { numRuns: 40 },
    );
  });
});
