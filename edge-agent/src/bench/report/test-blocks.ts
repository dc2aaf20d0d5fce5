import type { FindingResult, LabCase, Reagent, TestRow } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { controlWords } from '../shown/control-words.ts';
import { drawnView } from '../shown/draw-view.ts';
import { reserveText } from '../shown/reserve-text.ts';
import { column, heading, lines } from './block-parts.ts';
import { instrumentName } from './instrument-name.ts';
import { type RoomsByEvent, whenAndRoom } from './room-blocks.ts';

type Rows = readonly TestRow[];

/** Every method that was begun, by the hash of its file; nothing where none was. */
export function methodBlocks({ exhibits }: LabCase): Block[] {
  const begun = exhibits.flatMap(({ label, methods }) =>
    methods.map(({ id, version, hash }) => [label, id, version, hash]),
  );
  if (begun.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.method'), 3),
    column(say('lab-case-report.version'), 1.5),
    column({ en: 'SHA-256', ur: 'SHA-256' }, 6),
  ];
  return [heading('methods'), { kind: 'table', columns, rows: begun }];
}

/** Units that were drawn by lot in place of all of them, how, and what that leaves open; nothing where none were. */
export function drawBlocks({ exhibits }: LabCase): Block[] {
  const rows = exhibits.flatMap(({ subject, label, choices }) => {
    const units = exhibits.filter(({ parent, kind }) => parent === subject && kind === 'unit');
    return choices.flatMap((choice) => {
      const { text, plan, supports, repeatable, seed, labels } = drawnView(choice, units);
      return [
        [label, text.en, lines(plan.en, supports?.en, repeatable.en), seed],
        ...inCells(labels).map((cell) => [label, cell, '', '']),
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

/** Fewer characters than a cell of a report holds. */
const mostInCell = 900;

/** Labels below one another, in as many cells as they take. */
function inCells(labels: readonly string[]): string[] {
  const cells: string[] = [];
  for (const label of labels) {
    const last = cells.at(-1);
    if (last === undefined || last.length + label.length >= mostInCell) cells.push(label);
    else cells[cells.length - 1] = lines(last, label);
  }
  return cells;
}

/** Every test with its protocol and the method that it is a step of, what it was made with, and its result. */
export function testBlocks(rows: Rows, rooms: RoomsByEvent): Block[] {
  const columns = [
    column(say('lab.label'), 3.4),
    column(say('lab-case-report.test'), 2.2),
    column(say('lab-case-report.protocol'), 3.8),
    column(say('lab-case-report.made-with'), 4.2),
    column(say('lab-case-report.result'), 2.4),
    column(say('lab-case-report.observed'), 3),
    column(say('lab-case-report.by'), 2.2),
  ];
  const tests = rows.flatMap((row) => {
    const { result, label, technique, protocol, method, reagent, instrument, analyst } = row;
    if (result.of !== 'test' || technique === undefined) return [];
    return [
      [
        label,
        say(`technique.${technique}`).en,
        lines(protocol, method && say('lab-case-report.of-method', method).en),
        lines(reagent && withReagent(reagent), instrumentName(instrument)),
        say(`test-outcome.${result.outcome}`).en,
        result.observed,
        lines(analyst, whenAndRoom(row, rooms)),
      ],
    ];
  });
  return [heading('tests'), { kind: 'table', columns, rows: tests }];
}

const withReagent = (reagent: Reagent): string =>
  lines(say('review.reagent', reagent).en, ...controlWords(reagent).map(({ en }) => en));

/** What instruments wrote, by hash; nothing where there is none. */
export function fileBlocks(rows: Rows, rooms: RoomsByEvent): Block[] {
  const files = rows.flatMap((row) => {
    const { result, label } = row;
    return result.of === 'file' ? [[label, result.name, result.hash, whenAndRoom(row, rooms)]] : [];
  });
  if (files.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.file'), 4),
    column({ en: 'SHA-256', ur: 'SHA-256' }, 6),
    column(say('lab-case-report.when'), 3, 'right'),
  ];
  return [heading('files'), { kind: 'table', columns, rows: files }];
}

/** What a reader has to know of single results: written by hand, standing in the place of others, or measured with a reserve. */
export function reserveBlocks(rows: Rows): Block[] {
  const marked = rows.flatMap(({ label, manual, amended, instrument, reserves = [] }): string[][] => [
    ...(manual ? [[label, say('lab-case-report.by-hand').en, manual.reason]] : []),
    ...(amended ? [[label, say('lab-case-report.amended', { before: shown(amended.from) }).en, amended.why]] : []),
    ...(reserves.length > 0
      ? [
          [
            label,
            say('lab-case-report.with-reserve', { instrument: instrumentName(instrument) }).en,
            lines(...reserves.map((reserve) => reserveText(reserve).en)),
          ],
        ]
      : []),
  ]);
  if (marked.length === 0) return [];
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.what'), 5),
    column(say('lab-case-report.why'), 7),
  ];
  return [heading('reserves'), { kind: 'table', columns, rows: marked }];
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
