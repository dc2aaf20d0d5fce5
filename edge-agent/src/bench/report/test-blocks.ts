import type { FindingResult, LabCase, Reagent, TestRow } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { controlWords } from '../shown/control-words.ts';
import { drawnView } from '../shown/draw-view.ts';
import { reserveText } from '../shown/reserve-text.ts';
import { column, heading, lines } from './block-parts.ts';
import { instrumentName } from './instrument-name.ts';
import { alikeRows, labelCells } from './label-ranges.ts';
import { type RoomsByEvent, roomOfAll, type TableRooms, tableRooms, whenAndRoom } from './room-blocks.ts';

type Rows = readonly TestRow[];

/** Every method that was begun, by the hash of its file; nothing where none was. */
export function methodBlocks({ exhibits }: LabCase): Block[] {
  const begun = exhibits.flatMap(({ label, methods }) =>
    methods.map(({ id, version, hash }) => [label, id, version, hash] as const),
  );
  if (begun.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.method'), 3),
    column(say('lab-case-report.version'), 1.5),
    column({ en: 'SHA-256', ur: 'SHA-256' }, 6),
  ];
  return [heading('methods'), { kind: 'table', columns, rows: alikeRows(begun) }];
}

/** Units that were drawn by lot in place of all of them, how, and what that leaves open; nothing where none were. */
export function drawBlocks({ exhibits }: LabCase): Block[] {
  const rows = exhibits.flatMap(({ subject, label, choices }) => {
    const units = exhibits.filter(({ parent, kind }) => parent === subject && kind === 'unit');
    return choices.flatMap((choice) => {
      const { text, plan, supports, repeatable, seed, labels } = drawnView(choice, units);
      return [
        [label, text.en, lines(plan.en, supports?.en, repeatable.en), seed],
        ...labelCells(labels).map((cell) => [label, cell, '', '']),
      ];
    });
  });
  if (rows.length === 0) return [];
  const columns = [
    column(say('lab.label'), 2.5),
    column(say('draw.drawn'), 3.5),
    column(say('draw.plan'), 7),
    column(say('draw.seed'), 3.5),
  ];
  return [
    { kind: 'heading', text: say('draw.heading') },
    { kind: 'table', columns, rows },
  ];
}

interface Test {
  readonly label: string;
  /** Technique, protocol with its method, and what it was made with. */
  readonly way: readonly [technique: string, protocol: string, madeWith: string];
  readonly outcome: string;
  readonly observed: string;
  readonly by: string;
  readonly at: string;
}

/** Every test with its protocol and the method that it is a step of, what it was made with, and its result. */
export function testBlocks(all: Rows, rooms: RoomsByEvent): Block[] {
  const rows = all.filter(({ result }) => result.of === 'test');
  const ofTable = tableRooms(rows, rooms);
  const tests = rows.flatMap((row): Test[] => {
    const { result, label, technique, protocol, method, reagent, instrument, analyst = '' } = row;
    if (result.of !== 'test' || technique === undefined) return [];
    const way = [
      say(`technique.${technique}`).en,
      lines(protocol, method && say('lab-case-report.of-method', method).en),
      lines(reagent && withReagent(reagent), instrumentName(instrument)),
    ] as const;
    const outcome = say(`test-outcome.${result.outcome}`).en;
    return [{ label, way, outcome, observed: result.observed, by: analyst, at: whenAndRoom(row, ofTable) }];
  });
  const ways = new Map(tests.map(({ way }) => [JSON.stringify(way), way]));
  return [
    heading('tests'),
    ...(tests.length > 2 * ways.size ? testsByWay(tests, ways, ofTable) : [testTable(tests, ofTable)]),
  ];
}

const wayColumns = [
  column(say('lab-case-report.test'), 2.2),
  column(say('lab-case-report.protocol'), 3.8),
  column(say('lab-case-report.made-with'), 4.2),
];

const testTable = (tests: readonly Test[], rooms: TableRooms): Block => ({
  kind: 'table',
  ...roomOfAll(rooms),
  columns: [
    column(say('lab.label'), 3.4),
    ...wayColumns,
    column(say('lab-case-report.result'), 2.4),
    column(say('lab-case-report.observed'), 3),
    column(say('lab-case-report.by'), 2.2),
  ],
  rows: tests.map(({ label, way, outcome, observed, by, at }) => [label, ...way, outcome, observed, lines(by, at)]),
});

/** Tests that many exhibits went through alike: how each is made once, by number, and a short row for each result. */
function testsByWay(tests: readonly Test[], ways: ReadonlyMap<string, Test['way']>, rooms: TableRooms): Block[] {
  const numbers = new Map([...ways.keys()].map((key, index) => [key, index + 1]));
  return [
    {
      kind: 'table',
      caption: say('lab-case-report.tests-made'),
      columns: [column(say('lab-report.custody-line'), 1), ...wayColumns],
      rows: [...ways.values()].map((way, index) => [String(index + 1), ...way]),
    },
    {
      kind: 'table',
      ...roomOfAll(rooms),
      columns: [
        column(say('lab.label'), 3.4),
        column(say('lab-case-report.test'), 3),
        column(say('lab-case-report.result'), 2.4),
        column(say('lab-case-report.observed'), 4.5),
        column(say('lab-case-report.when'), 3),
        column(say('lab-case-report.by'), 1.2),
      ],
      rows: tests.map(({ label, way, outcome, observed, by, at }) => [
        label,
        `${numbers.get(JSON.stringify(way))}: ${way[0]}`,
        outcome,
        observed,
        at,
        by,
      ]),
    },
  ];
}

const withReagent = (reagent: Reagent): string =>
  lines(say('review.reagent', reagent).en, ...controlWords(reagent).map(({ en }) => en));

/** What instruments wrote, by hash; nothing where there is none. */
export function fileBlocks(all: Rows, rooms: RoomsByEvent): Block[] {
  const rows = all.filter(({ result }) => result.of === 'file');
  const ofTable = tableRooms(rows, rooms);
  const files = rows.flatMap((row) => {
    const { result, label } = row;
    return result.of === 'file' ? [[label, result.name, result.hash, whenAndRoom(row, ofTable)]] : [];
  });
  if (files.length === 0) return [];
  const columns = [
    column(say('lab.label'), 2.5),
    column(say('lab-case-report.file'), 3.2),
    column({ en: 'SHA-256', ur: 'SHA-256' }, 7.5),
    column(say('lab-case-report.when'), 3.1, 'right'),
  ];
  return [heading('files'), { kind: 'table', ...roomOfAll(ofTable), columns, rows: files }];
}

/** What a reader has to know of single results: written by hand, standing in the place of others, or measured with a reserve. */
export function reserveBlocks(rows: Rows): Block[] {
  const marked = rows.flatMap((row) => {
    const { manual, amended, instrument, reserves = [] } = row;
    const mark = (what: BilingualText, why: string) => [row.label, lines(resultName(row), what.en), why] as const;
    return [
      ...(manual ? [mark(say('lab-case-report.by-hand'), manual.reason)] : []),
      ...(amended ? [mark(say('lab-case-report.amended', { before: shown(amended.from) }), amended.why)] : []),
      ...(reserves.length > 0
        ? [
            mark(
              say('lab-case-report.with-reserve', { instrument: instrumentName(instrument) }),
              lines(...reserves.map((reserve) => reserveText(reserve).en)),
            ),
          ]
        : []),
    ];
  });
  if (marked.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.what'), 5),
    column(say('lab-case-report.why'), 7),
  ];
  return [heading('reserves'), { kind: 'table', columns, rows: alikeRows(marked) }];
}

/** Which result of an exhibit it is. */
function resultName({ result, technique }: TestRow): string {
  if (result.of === 'weight') return result.what === undefined ? '' : say(`weight-kind.${result.what}`).en;
  if (result.of === 'file') return result.name;
  return technique === undefined ? '' : say(`technique.${technique}`).en;
}

function shown(result: FindingResult): string {
  switch (result.of) {
    case 'weight':
      return `${result.value} ${result.unit}`;
    case 'test':
      return say(`test-outcome.${result.outcome}`).en;
    case 'file':
      return result.name;
  }
}
