import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { present } from '../test-kit.ts';
import {
  analyst,
  clerk,
  colleague,
  contentHash,
  hours,
  LabRecord,
  labCase,
  labDrafts,
  parcel,
  seized,
  signersInLab,
  supervisor,
} from '../test-support/laboratory.ts';
import { exhibitsOf, foldCase, type IssuedReport, isReviewed } from './lab-case.ts';

/** A case that came after so many hours, and whose analyst weighed its parcel. */
function begun(afterHours = 20, ...opened: Parameters<typeof labDrafts.opened>): LabRecord {
  const record = new LabRecord();
  const at = hours(afterHours);
  record.write(labDrafts.opened(...opened), { by: clerk, at });
  record.write(labDrafts.received(), { by: clerk, at });
  record.write(labDrafts.assigned(), { by: supervisor, at });
  record.write(labDrafts.handedOver(clerk, analyst), { by: clerk, words: [clerk, analyst], at });
  record.write(labDrafts.unsealed(), { at });
  record.write(labDrafts.weighed(), { at });
  return record;
}
const gaps = (record: LabRecord) => record.labCase().gaps.map(({ kind }) => kind);

/** Another order of events for every number, the same one each time. */
const orderOf = (id: string, order: number): number => (Number.parseInt(id.slice(-6), 16) * order) % 9973;

describe('a case', () => {
  it('is what its record says', () => {
    const record = begun();
    expect(record.labCase()).toMatchObject({
      subject: labCase,
      number: 'FSL-12/2026',
      section: 'narcotics-chemistry',
      memorandum: { number: 'TM-7', agency: 'anf', fir: 'FIR 3/2026' },
      openedAt: hours(20),
      arrival: { at: hours(20), afterMs: 72_000_000, verdict: 'in-time' },
      analyst: { officerId: analyst.officerId, appointment: 'SRO 14(I)/2020' },
      exhibits: [{ label: parcel }],
      workers: [analyst.officerId],
      reviews: [],
      openRemarks: [],
      reports: [],
      gaps: [],
    });
  });

  it('is nothing before it was opened', () => {
    const record = new LabRecord();
    record.write(labDrafts.assigned(), { by: supervisor });
    expect(foldCase(record.events, [])).toBeUndefined();
  });

  it('is the same in whatever order its events come, and however often', () => {
    const record = begun();
    const opened = present(record.events[0]);
    record.write(labDrafts.assigned(colleague), { by: supervisor, after: opened.id });
    record.write(labDrafts.givenBack(), { by: colleague });
    record.write(labDrafts.reviewed(), { by: colleague });
    record.write(labDrafts.reviewed('administrative-review'), { by: supervisor, after: opened.id });
    const events = record.events.filter(({ subject }) => subject === labCase);
    const exhibits = record.exhibits();
    const signers = new Map(events.map((event) => [event, signersInLab(event)]));
    const sources = { signersOf: (event: (typeof events)[number]) => signers.get(event) ?? [] };
    const expected = foldCase(events, exhibits, sources);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events), (shuffled, again) => {
        expect(foldCase([...again, ...shuffled], exhibits.toReversed(), sources)).toEqual(expected);
      }),
      { seed: 83, numRuns: 60 },
    );
  });

  it('has its own exhibits alone, each parcel before its parts, by their labels as people count', () => {
    const record = new LabRecord();
    for (const label of ['L-10', 'L-9', 'L-2']) record.write(labDrafts.received(label));
    record.write(labDrafts.received('X-1', { case: 'case/other' }));
    for (const label of ['L-9/10', 'L-9/2']) record.write(labDrafts.takenFrom(label, 'unit', 'L-9'));
    record.write(labDrafts.takenFrom('S-1', 'sample', 'L-9/2'));
    record.write(labDrafts.takenFrom('X-1/1', 'unit', 'X-1'));
    expect(exhibitsOf(labCase, record.exhibits()).map(({ label }) => label)).toEqual([
      'L-2',
      'L-9',
      'L-9/2',
      'S-1',
      'L-9/10',
      'L-10',
    ]);
  });
});

describe('samples', () => {
  const reason = { lateReason: 'the road at Lak Pass was closed' };
  it.each<[string, LabRecord, string, string[]]>([
    ['that come at the 72nd hour are in time', begun(72), 'in-time', []],
    [
      'that come a minute later are late, and somebody has to say why',
      begun(72 + 1 / 60),
      'late',
      ['late-without-reason'],
    ],
    ['that come late with a reason are late', begun(100, reason), 'late', []],
    ['of another section have no such time', begun(100, {}, 'firearms'), 'late', []],
    ['that came before they were seized prove nothing', begun(-1), 'unproved', ['arrival-unproved']],
  ])('%s', (_, record, verdict, missing) => {
    expect(record.labCase().arrival.verdict).toBe(verdict);
    expect(gaps(record)).toEqual(missing);
  });

  it('are as late as the last of them', () => {
    const record = begun(20);
    record.write(labDrafts.received('L-1/2', { parcel: '2' }), { by: clerk, at: hours(80) });
    expect(record.labCase().arrival).toMatchObject({ at: hours(80), verdict: 'late' });
  });

  it('prove nothing where the clock of the station was not set', () => {
    const record = new LabRecord();
    record.write(labDrafts.opened(), { by: clerk });
    record.write(labDrafts.received(), { by: clerk, changes: { timequality: 'unset' } });
    expect(gaps(record)).toEqual(['arrival-unproved']);
  });

  it('are counted from the opening of the case before any of them was taken in', () => {
    const record = new LabRecord();
    record.write(labDrafts.opened({ seizedAt: seized }), { by: clerk, at: hours(71) });
    expect(record.labCase().arrival).toMatchObject({ at: hours(71), verdict: 'in-time' });
  });
});

describe('an analyst', () => {
  it('is whom the last assignment names that a supervisor signed', () => {
    const record = begun();
    record.write(labDrafts.assigned(colleague, ''), { by: supervisor });
    const { id } = record.write(labDrafts.assigned(analyst), { by: analyst });
    expect(record.labCase().analyst).toMatchObject({ officerId: colleague.officerId });
    expect(record.labCase().analyst).not.toHaveProperty('appointment');
    expect(record.labCase().gaps).toEqual([{ kind: 'word-missing', event: id }]);
  });

  it('is in doubt where two were named by supervisors who did not know of each other', () => {
    const record = begun();
    const opened = present(record.events[0]);
    record.write(labDrafts.assigned(colleague), { by: supervisor, after: opened.id });
    expect(gaps(record)).toEqual(['forked']);
    const agreed = begun();
    agreed.write(labDrafts.assigned(analyst), { by: supervisor, after: present(agreed.events[0]).id });
    expect(gaps(agreed)).toEqual([]);
  });

  it('is in no doubt any more once a supervisor who heard of all that was said apart names one, whatever came in what order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(analyst, colleague, supervisor), { minLength: 1, maxLength: 4 }),
        fc.constantFrom(analyst, colleague, supervisor),
        fc.integer({ min: 1 }),
        (apart, named, order) => {
          const record = begun();
          const opened = present(record.events[0]).id;
          for (const to of apart) record.write(labDrafts.assigned(to), { by: supervisor, after: opened });
          const before = record.labCase();
          expect(before.gaps.length > 0).toBe(
            [analyst, ...apart].some((to) => to.officerId !== before.analyst?.officerId),
          );
          const { head, assignedApart } = before;
          const settling = labDrafts.assigned(named, '', assignedApart);
          record.write(settling, { by: supervisor, after: head });
          const shuffled = record.events.toSorted((a, b) => orderOf(a.id, order) - orderOf(b.id, order));
          const settled = present(foldCase(shuffled, record.exhibits(), { signersOf: signersInLab }));
          expect(settled).toMatchObject({ gaps: [], assignedApart: [], analyst: { officerId: named.officerId } });
          // Whoever did not hear of that may still say otherwise.
          const other = named === analyst ? colleague : analyst;
          record.write(labDrafts.assigned(other), { by: supervisor, after: opened });
          expect(gaps(record)).not.toEqual([]);
        },
      ),
      { numRuns: 200, seed: 20_261_128 },
    );
  });

  it('stays in doubt where nobody signed for the assignment that would settle it', () => {
    const record = begun();
    record.write(labDrafts.assigned(colleague), { by: supervisor, after: present(record.events[0]).id });
    const { head, assignedApart } = record.labCase();
    const unsigned = labDrafts.assigned(colleague, '', assignedApart);
    record.write(unsigned, { by: supervisor, after: head, words: [] });
    expect(new Set(gaps(record))).toEqual(new Set(['forked', 'word-missing']));
  });

  it('has one case under one subject', () => {
    const record = begun();
    const { id } = record.write(labDrafts.opened(), { by: clerk });
    expect(record.labCase().gaps).toEqual([{ kind: 'opened-again', event: id }]);
  });
});

describe('a review', () => {
  it.each<[string, (record: LabRecord) => unknown, boolean]>([
    ['by another analyst counts', (r) => r.write(labDrafts.reviewed(), { by: colleague }), true],
    ['by a supervisor counts', (r) => r.write(labDrafts.reviewed(), { by: supervisor }), true],
    ['by the analyst does not', (r) => r.write(labDrafts.reviewed(), { by: analyst }), false],
    ['that nobody signed does not', (r) => r.write(labDrafts.reviewed(), { by: colleague, words: [] }), false],
    [
      'by whoever is signed in where the analyst’s word stands does not',
      (r) => r.write(labDrafts.reviewed(), { by: colleague, words: [analyst] }),
      false,
    ],
    [
      'by somebody who weighed a part does not',
      (r) => {
        r.write(labDrafts.takenFrom());
        r.write(labDrafts.handedOver(analyst, colleague, 'L-1/1/1'), { words: [analyst, colleague] });
        r.write(labDrafts.weighed('L-1/1/1'), { by: colleague });
        r.write(labDrafts.reviewed(), { by: colleague });
      },
      false,
    ],
    [
      'by somebody who amended a weight does not',
      (r) => {
        r.write(labDrafts.amended(present(r.events.at(-1)).id), { by: supervisor });
        r.write(labDrafts.reviewed(), { by: supervisor });
      },
      false,
    ],
    [
      'of another content does not',
      (r) => r.write(labDrafts.reviewed(undefined, 'D'.repeat(43)), { by: colleague }),
      false,
    ],
    [
      'of the other kind does not',
      (r) => r.write(labDrafts.reviewed('administrative-review'), { by: supervisor }),
      false,
    ],
    [
      'that the reviewer took back by remarks does not',
      (r) => {
        r.write(labDrafts.reviewed(), { by: colleague });
        r.write(labDrafts.givenBack(), { by: colleague });
      },
      false,
    ],
    [
      'after the remarks does',
      (r) => {
        r.write(labDrafts.givenBack(), { by: colleague });
        r.write(labDrafts.reviewed(), { by: colleague });
      },
      true,
    ],
    [
      'by somebody who did not know of remarks made elsewhere does not',
      (r) => {
        const { head } = r.labCase();
        r.write(labDrafts.givenBack(), { by: supervisor, after: head });
        r.write(labDrafts.reviewed(), { by: colleague, after: head });
      },
      false,
    ],
    [
      'is not touched by remarks of the other kind',
      (r) => {
        r.write(labDrafts.reviewed(), { by: colleague });
        r.write(labDrafts.givenBack('administrative-review'), { by: supervisor });
      },
      true,
    ],
  ])('%s', (_, happens, counts) => {
    const record = begun();
    happens(record);
    expect(isReviewed(record.labCase(), 'technical-review', contentHash)).toBe(counts);
  });

  it('answers the remarks before it, and none after it', () => {
    const record = begun();
    record.write(labDrafts.givenBack(), { by: colleague });
    record.write(labDrafts.reviewed(), { by: colleague });
    expect(record.labCase().openRemarks).toEqual([]);
    const { id } = record.write(labDrafts.givenBack(), { by: supervisor });
    expect(record.labCase().openRemarks).toMatchObject([
      { event: id, review: 'technical-review', by: supervisor.officerId, remarks: 'unit 4 has no net weight' },
    ]);
    record.write(labDrafts.reviewed(), { by: analyst });
    expect(record.labCase().openRemarks).toHaveLength(1);
  });
});

describe('reports of a case', () => {
  const issued = (report: string, at: string, supersedes?: string): IssuedReport => ({
    event: `of ${report}`,
    report,
    number: '12/2026',
    contentHash,
    pdfHash: contentHash,
    at,
    station: 'bench-1',
    ...(supersedes !== undefined && { supersedes }),
  });

  it('stand oldest first, and one that another takes the place of says which', () => {
    const told = (reports: IssuedReport[]) =>
      begun()
        .labCase({ reports })
        .reports.map(({ report, supersededBy }) => [report, supersededBy]);
    const [first, second] = [issued('report/b', hours(60)), issued('report/a', hours(90), 'report/b')];
    const inOrder = [
      ['report/b', 'report/a'],
      ['report/a', undefined],
    ];
    expect(told([second, first])).toEqual(inOrder);
    const atOnce = { ...second, at: first.at };
    for (const reports of [
      [atOnce, first],
      [first, atOnce],
    ])
      expect(told(reports)).toEqual(inOrder);
  });
});

describe('what is concluded of a case', () => {
  it('is the last word of the analyst to whom it was given, and of nobody else', () => {
    const record = begun();
    expect(record.labCase().conclusion).toBeUndefined();
    record.write(labDrafts.concluded(colleague), { by: colleague });
    expect(record.labCase().conclusion).toBeUndefined();
    const { id } = record.write(labDrafts.concluded());
    expect(record.labCase().conclusion).toMatchObject({
      event: id,
      analyst: analyst.officerId,
      number: 'FSL-Q/2026/1',
      laboratory: labDrafts.concluded().data.laboratory,
    });
    record.write(labDrafts.concluded(), { words: [] });
    expect(record.labCase().conclusion?.event).toBe(id);
    expect(gaps(record)).toEqual(['word-missing']);
  });
});
