import { requireCount } from '../quantity.ts';
import { dayNumber, dayText } from './calendar.ts';

/** What a laboratory does itself between calibrations. */
export const routineTests = ['check-weight', 'repeatability', 'accuracy', 'eccentricity', 'linearity'] as const;

export type RoutineTest = (typeof routineTests)[number];

/** What a test said when it was done last. */
export interface TestRecord {
  /** Day of the laboratory, as YYYY-MM-DD. */
  readonly doneOn: string;
  readonly outcome: 'passed' | 'warning' | 'failed';
}

export type TestStanding =
  | { readonly state: 'passed' | 'warning' | 'failed'; readonly doneOn: string; readonly dueOn: string }
  | { readonly state: 'overdue'; readonly doneOn: string; readonly dueOn: string }
  | { readonly state: 'unknown'; readonly why: 'never-done' | 'no-clock' | 'done-after-today' };

/**
 * Where a routine test stands. One that failed stays failed, however long ago, until it is done again.
 * @param today undefined while the station does not trust its clock
 * @param everyDays 1 for each day anew
 * @throws measurement-date, measurement-rule
 */
export function testStanding(last: TestRecord | undefined, today: string | undefined, everyDays: number): TestStanding {
  requireCount(everyDays, 1, 'everyDays');
  if (!last) return { state: 'unknown', why: 'never-done' };
  const { doneOn, outcome } = last;
  const dueOn = dayText(dayNumber(doneOn) + everyDays);
  if (outcome === 'failed') return { state: 'failed', doneOn, dueOn };
  if (today === undefined) return { state: 'unknown', why: 'no-clock' };
  if (dayNumber(doneOn) > dayNumber(today)) return { state: 'unknown', why: 'done-after-today' };
  return { state: dayNumber(today) >= dayNumber(dueOn) ? 'overdue' : outcome, doneOn, dueOn };
}
