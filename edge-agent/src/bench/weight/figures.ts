import { type Exhibit, type TestRow, testTable } from '@custody-edge/event-contract';
import type { Budget } from '@custody-edge/measurement/uncertainty';
import type { InstrumentAt } from './as-of.ts';
import { type Sum, sumsOf } from './sums.ts';
import { budgetOf } from './uncertainty.ts';

/** What the weights of exhibits come to. */
export interface WeightFigures {
  /** How sure each weight is that a balance showed, by the event that recorded it. */
  readonly budgets: ReadonlyMap<string, Budget>;
  readonly sums: readonly Sum[];
}

/** @param exhibits all that have a part in a sum, in the order in which they are named */
export function weightFigures(
  exhibits: readonly Exhibit[],
  instrumentAt: InstrumentAt,
  rows: readonly TestRow[] = testTable(exhibits),
): WeightFigures {
  const budgets = new Map(
    rows.flatMap((row): (readonly [string, Budget])[] => {
      const budget = budgetOf(row, instrumentAt);
      return budget ? [[row.event, budget]] : [];
    }),
  );
  return { budgets, sums: sumsOf(exhibits, rows, (event) => budgets.get(event)) };
}
