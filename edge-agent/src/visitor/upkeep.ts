import type { EventDraft } from '@custody-edge/event-contract';
import { nowMsOf, type Sources, todayOf } from './sources.ts';
import { isOverdue } from './store/visits.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** How often the desk looks whether somebody should have left, or something is to be destroyed. */
export const upkeepEveryMs = 15_000;

/** What the time brings: visitors who should have left, and what is to be destroyed by now. */
export interface Upkeep {
  readonly drafts: readonly EventDraft[];
  /** Within the transaction that records it. */
  readonly alongside: () => void;
}

/** Whoever should have left, once each. A clock that was never set says nothing about lateness. */
function overdueDrafts(sources: Sources): EventDraft[] {
  if (sources.parts.timeFloor.quality === 'unset') return [];
  const nowMs = nowMsOf(sources);
  return sources.visits
    .inside()
    .filter((visit) => !visit.overdueRaised && isOverdue(visit, nowMs))
    .map(({ subject }) => ({ type: 'visit.alarm.v1', subject, data: { alarm: 'overdue' } }));
}

/**
 * Fingers and photographs of visitors who left so long ago, each with its receipt; and visitors whom nobody has seen for so long and whom
 * no ban and no list holds.
 */
export function upkeepOf(sources: Sources): Upkeep {
  const { entries, visitors, keys, parts } = sources;
  const { entryKeptHours, identityKeptDays } = parts.config.visitor;
  const nowMs = nowMsOf(sources);
  const before = (ms: number): string => new Date(nowMs - ms).toISOString();
  // Within the hours of the house: the next look would be too late.
  const gone = entries.dueBefore(before(entryKeptHours * hourMs - upkeepEveryMs));
  const forgotten = visitors.forgettable(before(identityKeptDays * dayMs), todayOf(sources)).flatMap((subject) => {
    const keyId = keys.find(subject)?.keyId;
    return keyId === undefined ? [] : [{ subject, keyId }];
  });
  return {
    drafts: [
      ...overdueDrafts(sources),
      ...gone.map(({ visit, keyId }): EventDraft => {
        return { type: 'visit.entry-destroyed.v1', subject: visit, data: { keyId, keptHours: entryKeptHours } };
      }),
      ...forgotten.map(({ subject, keyId }): EventDraft => {
        return { type: 'visitor.forgotten.v1', subject, data: { keyId, keptDays: identityKeptDays } };
      }),
    ],
    alongside: () => {
      for (const { visit } of gone) entries.destroy(visit);
    },
  };
}
