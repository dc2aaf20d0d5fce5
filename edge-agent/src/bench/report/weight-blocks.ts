import type { TestRow } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Block } from '@custody-edge/ui-kit/report';
import { column, heading } from './block-parts.ts';
import { instrumentName } from './instrument-name.ts';
import { timeInPakistan } from './time-in-pakistan.ts';

/** Every weight in the balance's own digits. */
export function weightBlocks(rows: readonly TestRow[]): Block[] {
  const columns = [
    column(say('lab.label'), 3),
    column(say('lab-case-report.weight-of'), 2.5),
    column(say('bench.reading'), 2.5, 'decimal'),
    column(say('lab-case-report.unit'), 1),
    column(say('lab-case-report.balance'), 4),
    column(say('lab-case-report.when'), 3, 'right'),
    column(say('lab-case-report.by'), 2),
  ];
  const weights = rows.flatMap(({ result, label, instrument, at, analyst = '' }) =>
    result.of === 'weight'
      ? [
          [
            label,
            result.what === undefined ? '' : say(`weight-kind.${result.what}`).en,
            result.value,
            result.unit,
            instrumentName(instrument),
            timeInPakistan(at),
            analyst,
          ],
        ]
      : [],
  );
  return [heading('weights'), { kind: 'table', columns, rows: weights }];
}
