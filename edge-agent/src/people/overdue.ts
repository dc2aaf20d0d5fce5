import type { EventDraft, TimeQuality } from '@custody-edge/event-contract';
import type { Person } from './people.ts';

/**
 * What is to be recorded because a time to return has passed: once for each absence. A clock that was never set says nothing about
 * lateness; the alarm waits until it is. The prison that a person left raises it, not the one that expects them.
 */
export function overdueDrafts(
  people: readonly Person[],
  here: string,
  nowMs: number,
  timeQuality: TimeQuality,
): EventDraft[] {
  if (timeQuality === 'unset') return [];
  return people.flatMap(({ subject, custody: { absence, site } }): EventDraft[] => {
    if (!absence || site !== here || absence.overdueRaised || Date.parse(absence.dueBack) > nowMs) return [];
    const { journey, dueBack } = absence;
    return [{ type: 'prisoner.overdue.v1', subject, data: { journey, dueBack } }];
  });
}
