import { exhibitsOf, isRoomEvent, testTable } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import { type Report, reportSchema } from '@custody-edge/ui-kit/report';
import { expect, it } from 'vitest';
import {
  analyst,
  balance,
  labCase as caseSubject,
  clerk,
  colleague,
  hours,
  LabRecord,
  labDrafts,
  methodHash,
  openParcel,
  parcel,
  sealOf,
  supervisor,
} from '../../../../packages/event-contract/src/test-support/laboratory.ts';
import { instrumentsAsOf } from '../weight/as-of.ts';
import { weightFigures } from '../weight/figures.ts';
import { caseReport, officersIn, type ReportFacts, signedReport } from './case-report.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

/** A case that its analyst concluded. */
function concluded(record: LabRecord): LabRecord {
  record.write(labDrafts.opened(), { by: clerk });
  record.write(labDrafts.assigned(), { by: supervisor });
  record.write(labDrafts.concluded());
  return record;
}

function factsOf(record: LabRecord): ReportFacts {
  const labCase = record.labCase();
  if (!labCase.conclusion) throw new Error('not concluded');
  return {
    laboratory: { en: 'Forensic laboratory', ur: 'فرانزک لیبارٹری', address: 'Quetta' },
    labCase,
    searches: [],
    conclusion: labCase.conclusion,
    ...worked(record),
    events: record.events,
  };
}

function worked(record: LabRecord): Pick<ReportFacts, 'rows' | 'figures' | 'rooms'> {
  const exhibits = exhibitsOf(caseSubject, record.exhibits());
  const lineOf = (subject: string) => record.events.filter((event) => event.subject === subject);
  const rows = testTable(exhibits);
  const rooms = new Map(record.events.filter(isRoomEvent).map((event) => [event.id, event]));
  return { rows, rooms, figures: weightFigures(exhibits, instrumentsAsOf(lineOf), rows) };
}

/** Rows of the first table after a heading. */
function tableUnder(
  { blocks }: Report,
  key: `lab-case-report.${'tests' | 'methods' | 'weights' | 'rooms' | 'reserves' | 'officers'}`,
) {
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text.en === say(key).en);
  const table = at < 0 ? undefined : blocks.slice(at).find(({ kind }) => kind === 'table');
  return table?.kind === 'table' ? table.rows : undefined;
}

it('a report names beside every test its reagent with batch, both controls, and the method with its version', () => {
  const record = concluded(openParcel());
  const begun = record.write(labDrafts.methodBegun()).id;
  const reagent = (name: string, positive: boolean, blank: boolean) => ({
    reagent: { name, batch: `${name}-26`, controls: { positive, blank } },
  });
  record.write(labDrafts.tested(parcel, { method: { begun, step: 'colour' }, ...reagent('Marquis', true, true) }));
  record.write(labDrafts.tested(parcel, reagent('Mandelin', false, false)));
  const { reagent: _, ...byInstrument } = labDrafts.tested(parcel, {
    technique: 'infrared',
    protocol: 'SOP-IR-1',
    instrument: { ...balance, model: 'Alpha II', serialNumber: '204' },
  }).data;
  record.write({ ...labDrafts.tested(), data: byInstrument });
  const report = reportSchema.parse(caseReport(factsOf(record)));
  expect(tableUnder(report, 'lab-case-report.tests')?.map((row) => [row[2], row[3]])).toEqual([
    [
      'SOP-NC-03, Marquis\nmethod narcotics-units, version 1',
      'Marquis, batch Marquis-26\nKnown substance: reacted\nBlank: did not react',
    ],
    ['SOP-NC-03, Marquis', 'Mandelin, batch Mandelin-26\nKnown substance: did not react\nBlank: reacted'],
    ['SOP-IR-1', 'Alpha II, 204'],
  ]);
  expect(tableUnder(report, 'lab-case-report.methods')).toEqual([[parcel, 'narcotics-units', '1', methodHash]]);
});

it('a report says in words what an instrument was measured with in spite of', () => {
  const record = concluded(openParcel());
  record.write(
    labDrafts.weighed(parcel, 'net', { balance: { ...balance, reserves: ['calibration-overdue', 'later-reserve'] } }),
  );
  expect(tableUnder(caseReport(factsOf(record)), 'lab-case-report.reserves')).toEqual([
    [
      parcel,
      'Net weight\nMeasured with a reserve: MSE1203S, 0031801165',
      `${say('bench.reserve-calibration-overdue').en}\nlater-reserve`,
    ],
  ]);
});

it('a report says beside every reading what the room was like, or that nobody measured it, and from what that was read', () => {
  const record = concluded(openParcel());
  const measured = labDrafts.roomMeasured({ pressure: '838' });
  const room = record.write(measured, { by: colleague, changes: { timequality: 'holdover' } });
  record.write(labDrafts.weighed(parcel, 'net', { balance: { ...balance, environment: room.id } }));
  record.write(labDrafts.weighed(parcel, 'gross'));
  record.write(labDrafts.weightWritten(parcel, 'packaging'));
  const facts = factsOf(record);
  const report = caseReport(facts);
  const [gross, net] = [say('weight-kind.gross').en, say('weight-kind.net').en];
  expect(tableUnder(report, 'lab-case-report.weights')?.map((row) => row[4])).toEqual([
    `02-03-2026 06:00\n${gross}: ${say('room.not-measured').en}\n${net}: Room: 21.4 °C, humidity 45 %, 838 hPa`,
  ]);
  const unchecked = `02-03-2026 06:00\n${say('timeline.time-holdover').en}`;
  expect(tableUnder(report, 'lab-case-report.rooms')).toEqual([
    ['Room: 21.4 °C, humidity 45 %, 838 hPa', 'TH-3', unchecked, colleague.officerId],
  ]);
  expect(officersIn(facts)).toContain(colleague.officerId);
  expect(tableUnder(caseReport({ ...facts, rooms: new Map() }), 'lab-case-report.rooms')).toBeUndefined();
});

it('a room that was the same for all that instruments measured of a table is said once of the table', () => {
  const record = concluded(openParcel());
  const room = record.write(labDrafts.roomMeasured());
  const inRoom = { balance: { ...balance, environment: room.id } };
  record.write(labDrafts.weighed(parcel, 'gross', inRoom));
  record.write(labDrafts.weighed(parcel, 'net', inRoom));
  record.write(labDrafts.weightWritten(parcel, 'packaging'));
  record.write(labDrafts.weighed(parcel, 'sample'));
  record.write(labDrafts.fileBound(parcel, { instrument: balance }));
  record.write(labDrafts.fileBound(parcel, { name: 'photograph.jpg' }));
  const tables = caseReport(factsOf(record)).blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const roomOver = (head: string) =>
    tables
      .find(({ columns }) => columns.some((one) => one.head.en === head))
      ?.facts?.find(({ label }) => label.en === say('lab-case-report.at-every-reading').en)?.value;
  expect(
    [say('weight-kind.net').en, say('weight-kind.sample').en, say('lab-case-report.file').en].map(roomOver),
  ).toEqual(['Room: 21.4 °C, humidity 45 %', 'Room: not measured', 'Room: not measured']);
  const rows = JSON.stringify(tables.filter(({ facts }) => facts).map((table) => table.rows));
  expect(rows).not.toContain('Room: ');
});

it('each line of the custody says what happened, by whom and into whose hands', () => {
  const record = openParcel();
  const unit = 'L-1/1/1';
  record.write(labDrafts.divided());
  record.write(labDrafts.takenFrom());
  record.write(labDrafts.resealed());
  record.write(
    labDrafts.forkSettled(undefined, {
      found: { state: 'held', custodian: colleague.officerId, place: 'Safe', isOpen: false, seals: [] },
    }),
    { words: [colleague, supervisor] },
  );
  record.write(labDrafts.handedOver(colleague, clerk), { words: [colleague, clerk] });
  record.write(labDrafts.returned(), { by: clerk });
  record.write(labDrafts.forkSettled(undefined, { found: { state: 'returned' } }, unit), { words: [supervisor] });
  const facts = factsOf(concluded(record));
  const custody = caseReport(facts).blocks.flatMap((block) => (block.kind === 'custody' ? block.lines : []));
  const seals = 'SHO-1: intact; SHO-2: intact';
  const [by, other, desk, chief] = [analyst, colleague, clerk, supervisor].map(({ officerId }) => officerId);
  expect(custody.map(({ what, event, from, to, seal }) => [what, event, from, to, seal])).toEqual([
    [parcel, 'received', 'Constable 2210', desk, seals],
    [parcel, 'handed over', desk, by, '–'],
    [parcel, 'opened', by, '–', seals],
    [parcel, 'divided into 1', by, '–', '–'],
    [unit, `taken from ${parcel}`, by, '–', '–'],
    [parcel, 'sealed again', by, '–', 'FSL-1: intact'],
    [parcel, 'records of two benches settled', chief, other, '–'],
    [parcel, 'handed over', other, desk, '–'],
    [parcel, 'returned', desk, 'Constable 2210', '–'],
    [unit, 'records of two benches settled: it had left the laboratory', chief, '–', '–'],
  ]);
  expect(officersIn(facts)).toEqual(expect.arrayContaining([by, other, desk, chief]));
});

it('a parcel under as many and as long seals as are taken down has a report', () => {
  const seals = Array.from({ length: 20 }, (_, index) => sealOf(`${index}`.padStart(60, 'S'), 'absent'));
  const record = new LabRecord();
  record.write(labDrafts.received(parcel, { seals }), { by: clerk });
  const report = reportSchema.parse(caseReport(factsOf(concluded(record))));
  const custody = report.blocks.flatMap((block) => (block.kind === 'custody' ? block.lines : []));
  for (const { mark } of seals) expect(custody[0]?.seal).toContain(`${mark}: absent`);
});

it('what reviewers sign for names officers as the record does, and the issuing station adds the names that it knows', () => {
  const record = concluded(openParcel());
  record.write(labDrafts.tested());
  const facts = factsOf(record);
  const reviewed = caseReport(facts);
  const names = new Map([[analyst.officerId, 'Sadia Malik']]);
  const issue = {
    reviewedHash: 'R'.repeat(43),
    signers: [
      {
        officerId: analyst.officerId,
        office: 'Analyst',
        at: facts.conclusion.at,
        meaning: say('meaning.report-signature'),
      },
    ],
    officers: officersIn(facts),
    issuedAt: facts.conclusion.at,
    nameOf: (officerId: string) => names.get(officerId),
  };
  const issued = signedReport(reviewed, issue);
  expect(issued.blocks.slice(0, reviewed.blocks.length)).toEqual(reviewed.blocks);
  expect(JSON.stringify(reviewed)).not.toContain('Sadia');
  expect(tableUnder(issued, 'lab-case-report.officers')).toEqual([
    [analyst.officerId, 'Sadia Malik'],
    [clerk.officerId, say('lab-case-report.name-unknown').en],
  ]);
  expect(issue.officers).not.toContain(colleague.officerId);
});

it('every weight stands with its uncertainty, every part of that, what is not known of it, and whether weights make each other up', () => {
  const record = concluded(openParcel());
  record.write(labDrafts.weighed(parcel, 'gross', { value: '53.0000' }));
  record.write(labDrafts.weighed(parcel, 'packaging', { value: '0.8130' }));
  record.write(labDrafts.weighed(parcel, 'net', { value: '52.1870' }));
  record.write(labDrafts.weightWritten(parcel, 'sample'));
  const tables = caseReport(factsOf(record)).blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const headed = (en: string) => tables.find(({ columns }) => columns.some(({ head }) => head.en === en))?.rows;
  const at = record.events.find(({ type }) => type === 'exhibit.weighed.v2')?.time ?? '';
  const minute = timeInPakistan(at);
  expect(headed(say('weight-kind.net').en)).toEqual([
    [parcel, '53.0000 ± 0.0001 g', '0.8130 ± 0.0001 g', '52.1870 ± 0.0001 g', minute],
  ]);
  expect(headed(say('weight-kind.sample').en)).toEqual([[parcel, '52.19 g\nby hand', minute]]);
  expect(headed(say('uncertainty.component').en)?.map((row) => [row[0], row[1], row[3]])).toEqual([
    ['Reading at zero', '0.0001', '2√3'],
    ['Reading with the load', '0.0001', '2√3'],
    ...['Repeatability', 'Linearity', 'Calibration', 'Drift since the calibration', 'Place on the pan'].map((name) => [
      name,
      'not known',
      '',
    ]),
    ['Combined standard uncertainty', '', ''],
    ['Expanded uncertainty (k = 2)', '', ''],
  ]);
  expect(headed(say('sum.result').en)).toEqual([
    [parcel, 'gross − packaging − net = 0.0000 g, within ±0.0001 g (k = 2)'],
  ]);
});

it('a balance and an officer of all weights of a table stand once, and beside each weight where they differ', () => {
  const tableOf = (write: (record: LabRecord) => void) => {
    const record = concluded(openParcel());
    record.write(labDrafts.weighed(parcel, 'gross'));
    write(record);
    const tables = caseReport(factsOf(record)).blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
    const found = tables.find(({ columns }) => columns.some(({ head }) => head.en === say('weight-kind.gross').en));
    return {
      facts: found?.facts?.map(({ label, value }) => [label.en, value]),
      heads: found?.columns.slice(-2).map(({ head }) => head.en),
      cells: found?.rows.map((row) => row.slice(-2)),
    };
  };
  const [of, by, when, weighedBy] = [
    say('uncertainty.balance-budget').en,
    say('lab-case-report.by').en,
    say('lab-case-report.when').en,
    say('lab-case-report.weighed-by').en,
  ];
  const same = tableOf((record) => record.write(labDrafts.weighed(parcel, 'net')));
  expect(same.facts?.slice(0, 2)).toEqual([
    [of, '1: MSE1203S'],
    [weighedBy, analyst.officerId],
  ]);
  expect(same.heads).toEqual([say('weight-kind.net').en, when]);
  const apart = tableOf((record) => record.write(labDrafts.weightWritten(parcel, 'gross'), { by: colleague }));
  expect(apart.facts?.map(([label]) => label)).toEqual([say('lab-case-report.at-every-reading').en]);
  expect(apart.heads).toEqual([of, by]);
  expect(apart.cells).toEqual([
    ['1: MSE1203S', analyst.officerId],
    ['Mettler in room 4', colleague.officerId],
  ]);
});

it('units that were drawn by lot stand in the report with plan and seed, however many they are, and never as a quantity', () => {
  const record = concluded(openParcel());
  const begun = record.write(labDrafts.methodBegun()).id;
  const units = Array.from({ length: 200 }, (_, index) => `${parcel}/${index + 1}${'-'.repeat(90)}`);
  record.write(
    labDrafts.divided(
      parcel,
      units.map((label) => ({ label, kind: 'unit' as const })),
    ),
  );
  for (const label of units) record.write(labDrafts.takenFrom(label));
  record.write(labDrafts.unitsChosen(units, begun));
  const { blocks } = reportSchema.parse(caseReport(factsOf(record)));
  const at = blocks.findIndex((block) => block.kind === 'heading' && block.text.en === say('draw.heading').en);
  const table = blocks[at + 1];
  const [first = [], ...others] = table?.kind === 'table' ? table.rows : [];
  expect(first[1]).toBe('200 of 120 units');
  expect(first[2]).toContain('share 0.9, confidence 0.95');
  expect(first[2]).toContain('It says nothing of a quantity');
  // The seed of the record draws others than these.
  expect(first[2]).toContain(say('draw.not-repeatable').en);
  expect(others.flatMap((row) => (row[1] ?? '').split('\n'))).toEqual(units);
});

/** A parcel of packets, each with three weights and two tests, some minutes after the one before it. */
function seizureOf(count: number): { readonly facts: ReportFacts; readonly labels: readonly string[] } {
  const record = concluded(openParcel());
  const labels = Array.from({ length: count }, (_, index) => `${parcel}-${String(index + 1).padStart(3, '0')}`);
  record.write(
    labDrafts.divided(
      parcel,
      labels.map((label) => ({ label, kind: 'unit' as const })),
    ),
  );
  const other = { name: 'Mandelin', batch: 'M-9', controls: { positive: true, blank: true } };
  labels.forEach((label, index) => {
    const at = (minute: number) => new Date(Date.parse(hours(21)) + (5 * index + minute) * 60_000).toISOString();
    const write = (draft: Parameters<LabRecord['write']>[0], minute: number) => record.write(draft, { at: at(minute) });
    write(labDrafts.takenFrom(label), 0);
    write(labDrafts.weighed(label, 'gross', { value: `${index + 10}.0003` }), 0);
    write(labDrafts.weighed(label, 'packaging', { value: '1.0001' }), 1);
    const net = write(labDrafts.weighed(label, 'net', { value: `${index + 9}.0002` }), 2);
    if (index === 1) {
      write(labDrafts.amended(net.id, { of: 'weight', what: 'net', value: '10.5000', unit: 'g' }, label), 3);
      write(labDrafts.weighed(label, 'gross', { value: '11.7777' }), 3);
    }
    write(labDrafts.tested(label), 3);
    write(labDrafts.tested(label, { reagent: other, observed: `shade ${index}` }), 4);
    record.write(labDrafts.handedOver(analyst, colleague, label), { words: [analyst, colleague], at: hours(60) });
  });
  return { facts: factsOf(record), labels };
}

it('a seizure takes a row for each packet, and every number of its record stands in it', () => {
  const { facts, labels } = seizureOf(30);
  const report = reportSchema.parse(caseReport(facts));
  const tables = report.blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
  const weights = tables.find(({ columns }) => columns.some(({ head }) => head.en === say('weight-kind.net').en));
  const weighed = (label = '') => weights?.rows.filter(([of]) => of === label) ?? [];
  expect(weighed(labels[0])).toEqual([
    [labels[0], '10.0003 ± 0.0001 g', '1.0001 ± 0.0001 g', '9.0002 ± 0.0001 g', '02-03-2026 07:00, 07:01, 07:02'],
  ]);
  expect(weighed(labels[1]).map((row) => row.slice(1, 4))).toEqual([
    ['11.0003 ± 0.0001 g', '1.0001 ± 0.0001 g', '10.5000 g\namended'],
    ['11.7777 ± 0.0001 g', '', ''],
  ]);
  expect(weights?.rows).toHaveLength(labels.length + 1);
  const words = JSON.stringify(report);
  for (const { result, at } of facts.rows) {
    expect(words).toContain(
      result.of === 'weight' ? result.value : result.of === 'test' ? result.observed : result.name,
    );
    expect(words).toContain(timeInPakistan(at).slice(-5));
  }
  const [made, ...results] = tables.slice(tables.findIndex(({ caption }) => caption?.en === 'How each test was made'));
  expect(made?.rows.map(([number, , , madeWith]) => [number, madeWith?.split('\n')[0]])).toEqual([
    ['1', 'Marquis, batch B-4'],
    ['2', 'Mandelin, batch M-9'],
  ]);
  expect(results[0]?.rows.slice(2, 4)).toEqual([
    [labels[1], '1: Colour test', 'Positive', 'purple at once', '02-03-2026 07:08', analyst.officerId],
    [labels[1], '2: Colour test', 'Positive', 'shade 1', '02-03-2026 07:09', analyst.officerId],
  ]);
  const custody = report.blocks.flatMap((block) => (block.kind === 'custody' ? block.lines : []));
  expect(custody.filter(({ to }) => to === colleague.officerId)).toEqual([
    {
      at: timeInPakistan(hours(60)),
      what: `${labels[0]} … -030`,
      event: 'handed over',
      from: analyst.officerId,
      to: colleague.officerId,
      seal: '–',
    },
  ]);
});
