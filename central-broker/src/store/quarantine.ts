import { createHash } from 'node:crypto';
import type { QuarantineLine } from '../http/view.ts';
import type { Store } from './database.ts';

/** A message that was not applied, with the reason. */
export interface SetAside {
  readonly topic: string;
  /** The station in whose name it came; bounds what one sender can fill. */
  readonly origin: string;
  readonly reason: string;
  readonly detail: string;
  readonly text: string;
  readonly receivedAt: string;
}

const keptTextLength = 4096;
const keptTopicLength = 200;
const keptDetailLength = 300;
/** Per origin, so that a noisy sender cannot wash away the evidence against another. */
const keptPerOrigin = 1000;

/** Messages that were refused or could not be applied; bounded, and the same message counts once. */
export function createQuarantineStore(store: Store) {
  const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
  const insert = store.prepare(
    `INSERT INTO quarantine (hash, topic, origin, reason, detail, text, received_at) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (hash, topic) DO UPDATE SET times = times + 1`,
  );
  const trim = store.prepare(
    `DELETE FROM quarantine WHERE origin = ? AND position <=
       (SELECT position FROM quarantine WHERE origin = ? ORDER BY position DESC LIMIT 1 OFFSET ${keptPerOrigin})`,
  );
  const remove = store.prepare('DELETE FROM quarantine WHERE hash = ?');
  const total = store.prepare<[], { total: number }>('SELECT count(*) AS total FROM quarantine');
  const perOrigin = store.prepare<[], { origin: string; total: number }>(
    'SELECT origin, count(*) AS total FROM quarantine GROUP BY origin',
  );
  const latest = store.prepare<[number], QuarantineLine>(
    `SELECT received_at AS receivedAt, topic, reason, detail FROM quarantine ORDER BY position DESC LIMIT ?`,
  );

  return {
    /** Call inside a transaction. */
    add(message: SetAside): void {
      insert.run(
        hashOf(message.text),
        message.topic.slice(0, keptTopicLength),
        message.origin,
        message.reason,
        message.detail.slice(0, keptDetailLength),
        message.text.slice(0, keptTextLength),
        message.receivedAt,
      );
      trim.run(message.origin, message.origin);
    },
    /** Takes back a message that came to be understood; call inside a transaction. */
    remove(text: string): void {
      remove.run(hashOf(text));
    },
    total: (): number => total.get()?.total ?? 0,
    totals: (): Map<string, number> => new Map(perOrigin.all().map((row) => [row.origin, row.total])),
    latest: (limit: number): QuarantineLine[] => latest.all(limit),
  };
}
export type QuarantineStore = ReturnType<typeof createQuarantineStore>;
