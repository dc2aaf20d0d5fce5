import type { Hold, StatedHold } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { Store } from './database.ts';

const ordersSchema = z.array(z.string());

/** Other matters that persons are liable to be detained for. Nothing is ever taken out: a hold that ended says since when and why. */
export function createHoldStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO hold (subject, hold_id, authority, case_number, hand_over, added_at, late_after)
     VALUES (@subject, @holdId, @authority, @caseNumber, @handOver, @at, @lateAfter) ON CONFLICT DO NOTHING`,
  );
  const lift = store.prepare(
    'UPDATE hold SET lifted_at = ?, lifted_by = ? WHERE subject = ? AND hold_id = ? AND lifted_at IS NULL',
  );
  const keepInside = store.prepare(
    'UPDATE hold SET hand_over = 0 WHERE subject = ? AND hold_id = ? AND lifted_at IS NULL',
  );
  const open = store.prepare<
    [string],
    Omit<Hold, 'handOver'> & { handOver: number; addedAt: string; lateAfter: string }
  >(
    `SELECT hold_id AS holdId, authority, case_number AS caseNumber, hand_over AS handOver, added_at AS addedAt, late_after AS lateAfter
     FROM hold WHERE subject = ? AND lifted_at IS NULL ORDER BY position`,
  );

  return {
    /** Adds a hold unless the same one is open. @param lateAfter orders that were confirmed before it came */
    add: (subject: string, hold: Hold, at: string, lateAfter: readonly string[]): boolean =>
      insert.run({ subject, ...hold, handOver: hold.handOver ? 1 : 0, at, lateAfter: JSON.stringify(lateAfter) })
        .changes === 1,
    /** Ends an open hold; false when there is none. */
    lift: (subject: string, holdId: string, authority: string, at: string): boolean =>
      lift.run(at, authority, subject, holdId).changes === 1,
    /** An open hold is answered by no hand-over any more; false when there is none. */
    keepInside: (subject: string, holdId: string): boolean => keepInside.run(subject, holdId).changes === 1,
    /** What is open for one person, the oldest first. */
    openFor: (subject: string): StatedHold[] =>
      open.all(subject).map(({ handOver, addedAt, lateAfter, ...hold }) => {
        const orders = ordersSchema.parse(JSON.parse(lateAfter));
        return {
          ...hold,
          ...(handOver === 1 && { handOver: true as const }),
          ...(orders.length > 0 && { late: { addedAt, orders } }),
        };
      }),
  };
}
export type HoldStore = ReturnType<typeof createHoldStore>;
