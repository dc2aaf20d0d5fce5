import type { FindingResult, TestRow } from '@custody-edge/event-contract';
import { type Budget, reported } from '@custody-edge/measurement/uncertainty';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import type { WeightFigures } from '../weight/figures.ts';
import { influenceText, sumText } from '../weight/sum-words.ts';
import { coverage } from '../weight/uncertainty.ts';
import { column, heading, lines, ofAllRows, sameOf } from './block-parts.ts';
import { instrumentName, modelName } from './instrument-name.ts';
import { alikeRows } from './label-ranges.ts';
import { type RoomsByEvent, type TableRooms, tableRooms } from './room-blocks.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

const k = `k = ${coverage}`;

/** Every weight in the balance's own digits with how sure it is, every part of that, and whether weights make each other up. */
export function weightBlocks(rows: readonly TestRow[], { budgets, sums }: WeightFigures, rooms: RoomsByEvent): Block[] {
  const numbered = numberedBudgets(rows, budgets);
  const weights = rows.flatMap((row): Weight[] => {
    const known = numbered.get(row.event);
    return row.result.of === 'weight' ? [{ row, result: row.result, ...(known && { known }) }] : [];
  });
  const each = new Map([...numbered.values()].map((one) => [one.number, one]));
  return [
    heading('weights'),
    ...(weights.length === 0 ? [nothingWeighed] : kindsTogether.flatMap((kinds) => weightTable(weights, kinds, rooms))),
    ...(each.size === 0 ? [] : [{ kind: 'heading', text: say('uncertainty.title') } as const]),
    ...[...each.values()].flatMap(budgetBlocks),
    ...sumBlocks(sums),
  ];
}

const nothingWeighed: Block = {
  kind: 'table',
  columns: [column(say('lab.label'), 3.4), column(say('bench.reading'), 3.3)],
  rows: [],
};

interface Weight {
  readonly row: TestRow;
  readonly result: Extract<FindingResult, { of: 'weight' }>;
  readonly known?: NumberedBudget;
}
type Kind = Weight['result']['what'];

/** Kinds of weights that stand beside each other, from the left; one may be of no kind that is on record. */
const kindsTogether: readonly (readonly Kind[])[] = [
  ['gross', 'packaging', 'net'],
  ['sample', 'remainder', undefined],
];

/** A row for each exhibit, and another one for what was weighed again; nothing where none of these kinds was weighed. */
function weightTable(all: readonly Weight[], together: readonly Kind[], rooms: RoomsByEvent): Block[] {
  const kinds = together.filter((kind) => all.some(({ result }) => result.what === kind));
  if (kinds.length === 0) return [];
  const weights = all.filter(({ result }) => kinds.includes(result.what));
  const ofTable = tableRooms(
    weights.map(({ row }) => row),
    rooms,
  );
  const rows = besideEachOther(weights).map((beside) => {
    const inOrder = kinds.flatMap((kind) => beside.find(({ result }) => result.what === kind) ?? []);
    return {
      label: beside[0]?.row.label ?? '',
      weights: kinds.map((kind) => weightText(beside.find(({ result }) => result.what === kind))),
      balance: once(inOrder.flatMap(balanceText)),
      when: lines(timesText(inOrder.map(({ row }) => timeInPakistan(row.at))), roomsText(inOrder, ofTable)),
      by: once(inOrder.map(({ row }) => row.analyst ?? '–')),
    };
  });
  const balance = sameOf(rows.map((row) => row.balance));
  const by = sameOf(rows.map((row) => row.by));
  const beside = [
    ...(balance === undefined ? [{ head: say('uncertainty.balance-budget'), width: 2.6, of: 'balance' } as const] : []),
    ...(by === undefined ? [{ head: say('lab-case-report.by'), width: 1.2, of: 'by' } as const] : []),
  ];
  // All times of a row stand on one line where there is room for them.
  const whenWidth = beside.length > 0 ? 3.2 : 5.3;
  const left = pageWidth - labelWidth - whenWidth - beside.reduce((sum, { width }) => sum + width, 0);
  const columns = [
    column(say('lab.label'), labelWidth),
    ...kinds.map((kind) => column(say(kind ? `weight-kind.${kind}` : 'bench.reading'), left / kinds.length, 'decimal')),
    column(say('lab-case-report.when'), whenWidth, 'right'),
    ...beside.map(({ head, width }) => column(head, width)),
  ];
  return [
    {
      kind: 'table',
      caption: say('lab-case-report.weights-beside', { k }),
      ...ofAllRows(
        [say('uncertainty.balance-budget'), balance],
        [say('lab-case-report.weighed-by'), by],
        [say('lab-case-report.at-every-reading'), ofTable.ofAll],
      ),
      columns,
      rows: rows.map((row) => [row.label, ...row.weights, row.when, ...beside.map(({ of }) => row[of])]),
    },
  ];
}

/** Columns take parts of this. */
const pageWidth = 20;
const labelWidth = 3;

/** @param weights in the order of the exhibits and then of time: what was weighed again begins another row */
function besideEachOther(weights: readonly Weight[]): Weight[][] {
  const rows: Weight[][] = [];
  for (const weight of weights) {
    const last = rows.at(-1);
    const isBeside =
      last?.at(0)?.row.exhibit === weight.row.exhibit && last.every(({ result }) => result.what !== weight.result.what);
    if (last && isBeside) last.push(weight);
    else rows.push([weight]);
  }
  return rows;
}

/** `53.0000 ± 0.0001 g`, and below it what a reader has to know of it. */
function weightText(weight: Weight | undefined): string {
  if (!weight) return '';
  const { row, result, known } = weight;
  const { value, unit } = result;
  const sure = known && reported({ value, unit }, known.budget.expanded).uncertainty;
  return lines(
    [value, ...(sure === undefined ? [] : ['±', sure]), unit].join(' '),
    row.manual && say('lab-case-report.mark-by-hand').en,
    row.amended && say('lab-case-report.mark-amended').en,
    row.reserves && say('lab-case-report.mark-reserve').en,
  );
}

/** With what it was weighed; nothing where something else was put in the place of what the balance showed. */
function balanceText({ row: { instrument, amended }, known }: Weight): string[] {
  if (amended) return [];
  return [known ? `${known.number}: ${modelName(instrument)}` : instrumentName(instrument)];
}

/** One for all where they are the same, else one for each, below one another. */
const once = (texts: readonly string[]): string => sameOf(texts) ?? texts.join('\n');

/** The room of all of these weights, or which was weighed in which; nothing where the table says it of all. */
function roomsText(weights: readonly Weight[], { beside }: TableRooms): string | undefined {
  const named = weights.flatMap(({ row, result }) => {
    const room = beside(row);
    return room === undefined ? [] : [{ room, of: result.what ? say(`weight-kind.${result.what}`).en : '' }];
  });
  const isOne = named.length === weights.length && new Set(named.map(({ room }) => room)).size === 1;
  return isOne ? named[0]?.room : lines(...named.map(({ room, of }) => `${of}: ${room}`)) || undefined;
}

/** Times of one day behind its date: `27-11-2026 14:05, 14:06`. */
function timesText(times: readonly string[]): string {
  const days = new Set(times.map((time) => time.split(' ')[0]));
  const [day, ...others] = days;
  if (new Set(times).size === 1 || others.length > 0) return once(times);
  return `${day} ${times.map((time) => time.split(' ')[1]).join(', ')}`;
}

interface NumberedBudget {
  readonly number: number;
  readonly balance: string;
  readonly budget: Budget;
}

/** Weights of one balance of which the same is known share a budget. */
function numberedBudgets(rows: readonly TestRow[], budgets: WeightFigures['budgets']): Map<string, NumberedBudget> {
  const known = new Map<string, NumberedBudget>();
  return new Map(
    rows.flatMap(({ event, instrument }): (readonly [string, NumberedBudget])[] => {
      const budget = budgets.get(event);
      if (!budget) return [];
      const balance = instrumentName(instrument);
      const key = JSON.stringify([balance, budget]);
      const numbered = known.get(key) ?? { number: known.size + 1, balance, budget };
      known.set(key, numbered);
      return [[event, numbered]];
    }),
  );
}

function budgetBlocks({ number, balance, budget }: NumberedBudget): Block[] {
  const { unit, combined, expanded, degreesOfFreedom, omitted } = budget;
  const columns = [
    column(say('uncertainty.component'), 4.5),
    column(say('uncertainty.value'), 2, 'decimal'),
    column(say('uncertainty.distribution'), 2),
    column(say('uncertainty.divisor'), 1.6),
    column(say('uncertainty.degrees'), 2, 'right'),
    column(say('uncertainty.contribution', { unit }), 2.4, 'decimal'),
    column(say('uncertainty.share'), 1.6, 'decimal'),
  ];
  const degrees = (of: Budget['degreesOfFreedom']): string =>
    of === 'unlimited' ? say('uncertainty.unlimited').en : String(of);
  const parts = budget.rows.map((row) => [
    influenceText(row.name).en,
    row.value,
    say(`uncertainty.${row.distribution}`).en,
    row.divisor,
    degrees(row.degreesOfFreedom),
    row.contribution,
    row.sharePercent,
  ]);
  const unknown = omitted.map((name) => [
    influenceText(name).en,
    say('uncertainty.unknown').en,
    ...Array<string>(columns.length - 2).fill(''),
  ]);
  return [
    {
      kind: 'table',
      caption: say('uncertainty.budget-of', { number, balance }),
      columns,
      rows: [
        ...parts,
        ...unknown,
        [say('uncertainty.combined').en, '', '', '', degrees(degreesOfFreedom), combined.value, '100'],
        [say('uncertainty.expanded', { k }).en, '', '', '', '', expanded.value, ''],
      ],
    },
  ];
}

function sumBlocks(sums: WeightFigures['sums']): Block[] {
  if (sums.length === 0) return [];
  return [
    { kind: 'heading', text: say('sum.title') },
    {
      kind: 'table',
      columns: [column(say('lab.label'), 3), column(say('sum.result'), 12)],
      rows: alikeRows(sums.map((sum) => [sum.label, sumText(sum).en])),
    },
  ];
}
