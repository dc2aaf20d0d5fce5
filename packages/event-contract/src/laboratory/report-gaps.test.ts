import { describe, expect, it } from 'vitest';
import { present } from '../test-kit.ts';
import {
  analyst,
  balance,
  clerk,
  colleague,
  contentHash,
  hours,
  LabRecord,
  labCase,
  labDrafts,
  methodHash,
  parcel,
  supervisor,
} from '../test-support/laboratory.ts';
import type { MethodRule, ReportGap } from './report-gap.ts';
import { gapsOfReport } from './report-gaps.ts';
import { exhibitSubject } from './subjects.ts';

const rule: MethodRule = {
  weighs: ['gross', 'net'],
  steps: ['screen'],
  mayChooseUnits: false,
  allowedReserves: ['no-environment'],
};
const units = ['L-1/1/1', 'L-1/1/2', 'L-1/1/3'];
const instrument = { ...balance, deviceId: 'raman', profile: 'bwtek-file' };

interface Work {
  readonly record: LabRecord;
  readonly begun: string;
}

/** A case of one parcel with its units, opened and divided, of which nothing was measured yet. */
function divided(labels: readonly string[] = units): Work {
  const record = new LabRecord();
  record.write(labDrafts.opened({ parcels: 1 }), { by: clerk });
  record.write(labDrafts.received(), { by: clerk });
  record.write(labDrafts.assigned(), { by: supervisor });
  record.write(labDrafts.handedOver(clerk, analyst), { by: clerk, words: [clerk, analyst] });
  record.write(labDrafts.unsealed());
  const begun = record.write(labDrafts.methodBegun()).id;
  const parts = labels.map((label) => ({ label, kind: 'unit' as const }));
  if (parts.length > 0) record.write(labDrafts.divided(parcel, parts));
  for (const label of labels) record.write(labDrafts.takenFrom(label));
  return { record, begun };
}

function measure({ record, begun }: Work, label: string): void {
  record.write(labDrafts.weighed(label, 'gross'));
  record.write(labDrafts.weighed(label, 'net'));
  record.write(labDrafts.tested(label, { method: { begun, step: 'screen' } }));
}

function review({ record }: Work): void {
  record.write(labDrafts.concluded());
  record.write(labDrafts.reviewed(), { by: colleague });
  record.write(labDrafts.reviewed('administrative-review'), { by: supervisor });
}

/** The same with everything that a report needs. */
function whole(labels: readonly string[] = units): Work {
  const work = divided(labels);
  for (const label of labels) measure(work, label);
  review(work);
  return work;
}

const gaps = ({ record }: Work, rules: MethodRule | undefined = rule): ReportGap[] =>
  gapsOfReport({
    labCase: record.labCase(),
    contentHash,
    methodOf: (hash) => (hash === methodHash ? rules : undefined),
  });
const [first, second] = [exhibitSubject('L-1/1/1'), exhibitSubject('L-1/1/2')];

describe('a report of narcotics', () => {
  it('lacks nothing where every unit was weighed and tested and others reviewed it', () => {
    expect(gaps(whole())).toEqual([]);
  });

  it('lacks nothing of a parcel that is one unit itself', () => {
    const work = divided([]);
    expect(gaps(work)).toEqual(
      expect.arrayContaining([
        { kind: 'weight-missing', exhibit: exhibitSubject(parcel), what: 'net' },
        { kind: 'test-missing', exhibit: exhibitSubject(parcel) },
      ]),
    );
    measure(work, parcel);
    review(work);
    expect(gaps(work)).toEqual([]);
  });

  it('lacks everything of a case in which nothing was done', () => {
    const record = new LabRecord();
    record.write(labDrafts.opened({ parcels: 2 }), { by: clerk });
    expect(gaps({ record, begun: '' })).toEqual([
      { kind: 'analyst-missing' },
      { kind: 'conclusion-missing' },
      { kind: 'exhibits-missing' },
      { kind: 'parcels-differ', listed: 2, received: 0 },
      { kind: 'review-missing', review: 'technical-review' },
      { kind: 'review-missing', review: 'administrative-review' },
    ]);
  });

  it('lacks each unit that was not weighed or not tested, and no other', () => {
    const work = divided();
    measure(work, 'L-1/1/1');
    work.record.write(labDrafts.weighed('L-1/1/2', 'net'));
    review(work);
    const third = exhibitSubject('L-1/1/3');
    expect(gaps(work)).toEqual([
      { kind: 'weight-missing', exhibit: second, what: 'gross' },
      { kind: 'test-missing', exhibit: second },
      { kind: 'weight-missing', exhibit: third, what: 'gross' },
      { kind: 'weight-missing', exhibit: third, what: 'net' },
      { kind: 'test-missing', exhibit: third },
    ]);
  });

  it('takes the test of a sample for one of its unit, and no weight of a sample for that of the unit', () => {
    const work = divided(['L-1/1/1']);
    const { record, begun } = work;
    record.write(labDrafts.divided('L-1/1/1', [{ label: 'S-1', kind: 'sample' }]));
    record.write(labDrafts.takenFrom('S-1', 'sample', 'L-1/1/1'));
    record.write(labDrafts.weighed('S-1', 'net'));
    record.write(labDrafts.tested('S-1', { method: { begun, step: 'screen' } }));
    review(work);
    expect(gaps(work)).toEqual([
      { kind: 'weight-missing', exhibit: first, what: 'gross' },
      { kind: 'weight-missing', exhibit: first, what: 'net' },
    ]);
  });
});

/** Something that happens to a case which is whole, and what its report lacks then. */
type Spoiled = [string, (work: Work) => unknown, (event: string) => ReportGap[]];

describe('a report of a case that was whole', () => {
  const added =
    (draft: Parameters<LabRecord['write']>[0], ...rest: [Parameters<LabRecord['write']>[1]?]) =>
    (work: Work) =>
      work.record.write(draft, ...rest).id;
  it.each<Spoiled>([
    [
      'lacks what was withdrawn',
      ({ record }) => {
        const test = present(record.of('L-1/1/1').find(({ type }) => type === 'exhibit.tested.v1'));
        return record.write(labDrafts.amended(test.id, { of: 'withdrawn' }, 'L-1/1/1')).id;
      },
      () => [{ kind: 'test-missing', exhibit: first }],
    ],
    [
      'lacks a whole chain of custody',
      added(labDrafts.weighed('L-1/1/1'), { by: colleague }),
      (event) => [{ kind: 'custody', exhibit: first, gap: { kind: 'not-the-custodian', event } }, ...reviewsMissing()],
    ],
    [
      'lacks the word for an amendment',
      added(labDrafts.amended('0195533f-7c00-7000-8000-000000000001', { of: 'withdrawn' }, 'L-1/1/1'), { words: [] }),
      (event) => [{ kind: 'custody', exhibit: first, gap: { kind: 'word-missing', event } }],
    ],
    [
      'lacks a part that was never labelled',
      added(labDrafts.divided('L-1/1/1', [{ label: 'S-1', kind: 'sample' }])),
      () => [{ kind: 'part-missing', exhibit: first, part: exhibitSubject('S-1') }],
    ],
    [
      'lacks where a part comes from that no division names',
      added(labDrafts.takenFrom('S-1', 'sample', 'L-1/1/1')),
      (event) => [{ kind: 'part-unknown', exhibit: exhibitSubject('S-1'), event }],
    ],
    [
      'lacks how a part came from whoever divided the exhibit to another officer',
      ({ record }) => {
        record.write(labDrafts.divided('L-1/1/1', [{ label: 'S-1', kind: 'sample' }]));
        return record.write(labDrafts.takenFrom('S-1', 'sample', 'L-1/1/1'), { by: clerk }).id;
      },
      (event) => [{ kind: 'part-unknown', exhibit: exhibitSubject('S-1'), event }],
    ],
    [
      'lacks a parcel of the memorandum’s count',
      ({ record, begun }) => {
        record.write(labDrafts.received('L-1/2'));
        record.write(labDrafts.unsealed('L-1/2'));
        record.write(labDrafts.weighed('L-1/2'));
        return record.write(labDrafts.tested('L-1/2', {})).id && begun;
      },
      () => [{ kind: 'parcels-differ', listed: 1, received: 2 }],
    ],
    [
      'lacks the method that was begun',
      ({ record }) => record.write(labDrafts.methodBegun('L-1/1/1', 'X'.repeat(43))).id,
      (event) => [{ kind: 'method-unknown', exhibit: first, event }],
    ],
    [
      'lacks the method that a test names',
      added(labDrafts.tested('L-1/1/1', { method: { begun: '0195533f-7c00-7000-8000-000000000001', step: 'screen' } })),
      (event) => [{ kind: 'method-unknown', exhibit: first, event }],
    ],
    [
      'lacks a step of a method that was begun later',
      ({ record }) => record.write(labDrafts.methodBegun('L-1/1/1')).id,
      (event) => [{ kind: 'step-missing', exhibit: first, event, step: 'screen' }],
    ],
    [
      'lacks the controls of a reagent',
      ({ record }) => {
        const { reagent: _, ...data } = labDrafts.tested('L-1/1/1').data;
        return record.write({ ...labDrafts.tested('L-1/1/1'), data }).id;
      },
      (event) => [{ kind: 'controls-missing', exhibit: first, event }],
    ],
    ...[
      { positive: false, blank: true },
      { positive: true, blank: false },
    ].map(
      (controls): Spoiled => [
        `lacks controls that held: ${JSON.stringify(controls)}`,
        added(labDrafts.tested('L-1/1/1', { reagent: { name: 'Marquis', batch: 'B-5', controls } })),
        (event) => [{ kind: 'controls-failed', exhibit: first, event }],
      ],
    ),
    [
      'lacks the file that a test rests on',
      added(labDrafts.tested('L-1/1/1', { files: ['0195533f-7c00-7000-8000-000000000001'] })),
      (event) => [{ kind: 'file-missing', exhibit: first, event, file: '0195533f-7c00-7000-8000-000000000001' }],
    ],
    [
      'lacks what the file of an instrument shows',
      added(labDrafts.fileBound('L-1/1/1', { instrument })),
      (event) => [{ kind: 'result-missing', exhibit: first, event }],
    ],
    [
      'lacks an instrument without reserve',
      added(labDrafts.weighed('L-1/1/1', 'net', { balance: { ...balance, reserves: ['calibration-overdue'] } })),
      (event) => [{ kind: 'instrument-reserve', exhibit: first, event, reserve: 'calibration-overdue' }],
    ],
    [
      'lacks the answer to remarks, and the reviews that they took back',
      added(labDrafts.givenBack(), { by: colleague }),
      (event) => [
        { kind: 'review-missing', review: 'technical-review' },
        { kind: 'remarks-open', review: 'technical-review', event },
      ],
    ],
    [
      'lacks the appointment of another analyst',
      added(labDrafts.assigned(analyst, ''), { by: supervisor }),
      (event) => [{ kind: 'not-appointed', event }],
    ],
    [
      'lacks what the record of the case lacks',
      added(labDrafts.opened(), { by: clerk }),
      (event) => [{ kind: 'case', gap: { kind: 'opened-again', event } }],
    ],
  ])('%s', (_, happens, missing) => {
    const work = whole();
    const event = String(happens(work));
    expect(new Set(gaps(work))).toEqual(new Set(missing(event)));
  });

  it('lacks nothing for a photograph, for a file that a test states, and for a reserve that the method allows', () => {
    const work = whole();
    const { record, begun } = work;
    record.write(labDrafts.fileBound('L-1/1/1', { name: 'packet.jpg', mediaType: 'image/jpeg' }));
    const file = record.write(labDrafts.fileBound('L-1/1/1', { instrument }));
    record.write(labDrafts.tested('L-1/1/1', { technique: 'raman', instrument, files: [file.id] }));
    const method = { begun, step: 'screen' };
    record.write(
      labDrafts.weighed('L-1/1/1', 'net', { method, balance: { ...balance, reserves: ['no-environment'] } }),
    );
    expect(gaps(work)).toEqual([]);
  });

  it('wants reviews of the very content', () => {
    const work = whole();
    const { labCase: _, ...claim } = { labCase, contentHash: 'D'.repeat(43), methodOf: () => rule };
    expect(gapsOfReport({ ...claim, labCase: work.record.labCase() })).toEqual(
      ['technical-review', 'administrative-review'].map((review) => ({ kind: 'review-missing', review })),
    );
  });

  it('wants the reason of samples that came late', () => {
    const work = whole();
    const late = work.record.events.map((event) => ({ ...event, time: hours(100) }));
    const record = new LabRecord();
    record.events.push(...late);
    expect(gaps({ record, begun: '' })).toContainEqual({
      kind: 'case',
      gap: { kind: 'late-without-reason', event: present(late[0]).id },
    });
  });
});

function reviewsMissing(): ReportGap[] {
  // Whoever weighed one of them may not review any more.
  return [{ kind: 'review-missing', review: 'technical-review' }];
}

describe('units that were chosen by lot', () => {
  const chooses: MethodRule = { ...rule, mayChooseUnits: true };
  /** Of three units the ones chosen were measured. */
  function chosen(labels: readonly string[], measured = labels): Work {
    const work = divided();
    work.record.write(labDrafts.unitsChosen(labels, work.begun));
    for (const label of measured) measure(work, label);
    review(work);
    return work;
  }

  it('are enough where the method allows it', () => {
    expect(gaps(chosen(['L-1/1/2']), chooses)).toEqual([]);
  });

  it('are not where it does not: all of them are wanted', () => {
    const work = chosen(['L-1/1/2']);
    const choice = present(work.record.events.find(({ type }) => type === 'exhibit.units-chosen.v1'));
    const found = gaps(work);
    expect(found).toContainEqual({ kind: 'choice-not-allowed', exhibit: exhibitSubject(parcel), event: choice.id });
    expect(found.filter(({ kind }) => kind === 'test-missing')).toHaveLength(2);
  });

  it('are wanted each of them, also those of an earlier draw', () => {
    const work = chosen(['L-1/1/2', 'L-1/1/3'], ['L-1/1/2']);
    work.record.write(labDrafts.unitsChosen(['L-1/1/2'], work.begun));
    expect(gaps(work, chooses).map(({ kind }) => kind)).toEqual(['weight-missing', 'weight-missing', 'test-missing']);
  });

  it('have to be there', () => {
    expect(gaps(chosen(['L-1/1/9'], []), chooses)).toContainEqual({
      kind: 'part-missing',
      exhibit: exhibitSubject(parcel),
      part: exhibitSubject('L-1/1/9'),
    });
  });
});

it('a seizure of 120 packets is judged within a moment', () => {
  const labels = Array.from({ length: 120 }, (_, index) => `L-1/1/${index + 1}`);
  const labCaseOf = (work: Work) => work.record.labCase();
  const work = divided(labels);
  for (const label of labels.slice(1)) measure(work, label);
  const folded = labCaseOf(work);
  const startMs = performance.now();
  const found = gapsOfReport({ labCase: folded, contentHash, methodOf: () => rule });
  expect(performance.now() - startMs).toBeLessThan(500);
  expect(found.filter(({ kind }) => kind === 'weight-missing' || kind === 'test-missing')).toEqual([
    { kind: 'weight-missing', exhibit: first, what: 'gross' },
    { kind: 'weight-missing', exhibit: first, what: 'net' },
    { kind: 'test-missing', exhibit: first },
  ]);
});
