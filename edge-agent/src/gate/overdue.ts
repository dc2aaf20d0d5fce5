import type { EventDraft, TimeQuality } from '@custody-edge/event-contract';
import type { Person } from './people.ts';

/**
 * What is to be recorded because a time to return has passed: once for each absence. A clock that was never set says nothing about
 * lateness; the alarm waits until it is.
 */
export function overdueDrafts(people: readonly Person[], nowMs: number, timeQuality: TimeQuality): EventDraft[] {
  if (timeQuality === 'unset') return [];
  return people.flatMap(({ subject, custody: { absence } }): EventDraft[] => {
    if (!absence || absence.overdueRaised || Date.parse(absence.dueBack) > nowMs) return [];
    const { journey, dueBack } = absence;
    return [{ type: 'prisoner.overdue.v1', subject, data: { journey, dueBack } }];
  });
}
