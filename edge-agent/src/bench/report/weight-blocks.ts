import type { TestRow } from '@custody-edge/event-contract';
import { type Budget, reported } from '@custody-edge/measurement/uncertainty';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import type { WeightFigures } from '../weight/figures.ts';
import { influenceText, sumText } from '../weight/sum-words.ts';
import { coverage } from '../weight/uncertainty.ts';
import { column, heading } from './block-parts.ts';
import { instrumentName, modelName } from './instrument-name.ts';
import { type RoomsByEvent, whenAndRoom } from './room-blocks.ts';

const k = `k = ${coverage}`;

/** Every weight in the balance's own digits with how sure it is, every part of that, and whether weights make each other up. */
export function weightBlocks(rows: readonly TestRow[], { budgets, sums }: WeightFigures, rooms: RoomsByEvent): Block[] {
  const numbered = numberedBudgets(rows, budgets);
  const columns = [
    column(say('lab.label'), 3.4),
    column(say('lab-case-report.weight-of'), 2.2),
    column(say('bench.reading'), 2, 'decimal'),
    column(say('uncertainty.plus-minus', { k }), 1.7, 'decimal'),
    column(say('lab-case-report.unit'), 0.9),
    column(say('uncertainty.balance-budget'), 3.6),
    column(say('lab-case-report.when'), 2.8, 'right'),
    column(say('lab-case-report.by'), 1.2),
  ];
  const weights = rows.flatMap((row) => {
    const { event, result, label, instrument, analyst = '' } = row;
    if (result.of !== 'weight') return [];
    const { what, value, unit } = result;
    const known = numbered.get(event);
    return [
      [
        label,
        what === undefined ? '' : say(`weight-kind.${what}`).en,
        value,
        known ? reported({ value, unit }, known.budget.expanded).uncertainty : '',
        unit,
        known ? `${known.number}: ${modelName(instrument)}` : instrumentName(instrument),
        whenAndRoom(row, rooms),
        analyst,
      ],
    ];
  });
  const each = new Map([...numbered.values()].map((one) => [one.number, one]));
  return [
    heading('weights'),
    { kind: 'table', columns, rows: weights },
    ...(each.size === 0 ? [] : [{ kind: 'heading', text: say('uncertainty.title') } as const]),
    ...[...each.values()].flatMap(budgetBlocks),
    ...sumBlocks(sums),
  ];
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
    // The fonts of reports have no root sign.
    row.divisor.replace('√', ' sqrt ').trim(),
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
      rows: sums.map((sum) => [sum.label, sumText(sum).en]),
    },
  ];
}
