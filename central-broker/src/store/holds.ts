import type { Hold } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

/** Other matters that persons are liable to be detained for. Nothing is ever taken out: a hold that ended says since when and why. */
export function createHoldStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO hold (subject, hold_id, authority, case_number, added_at)
     VALUES (@subject, @holdId, @authority, @caseNumber, @at) ON CONFLICT DO NOTHING`,
  );
  const lift = store.prepare(
    'UPDATE hold SET lifted_at = ?, lifted_by = ? WHERE subject = ? AND hold_id = ? AND lifted_at IS NULL',
  );
  const open = store.prepare<[string], Hold>(
    `SELECT hold_id AS holdId, authority, case_number AS caseNumber
     FROM hold WHERE subject = ? AND lifted_at IS NULL ORDER BY position`,
  );

  return {
    /** Adds a hold unless the same one is open. */
    add: (subject: string, hold: Hold, at: string): boolean => insert.run({ subject, ...hold, at }).changes === 1,
    /** Ends an open hold; false when there is none. */
    lift: (subject: string, holdId: string, authority: string, at: string): boolean =>
      lift.run(at, authority, subject, holdId).changes === 1,
    /** What is open for one person, the oldest first. */
    openFor: (subject: string): Hold[] => open.all(subject),
  };
}
export type HoldStore = ReturnType<typeof createHoldStore>;
