import type { DataKey } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

export type KeyOutcome =
  /** Held now, or held already. */
  | 'held'
  /** The person was forgotten: the key is not kept, and its sender may forget the grant. */
  | 'forgotten'
  /** The key id is held with another key or person; the first one stays. */
  | 'conflict';

/** Persons' data keys; the only table whose rows are ever destroyed. */
export function createKeyStore(store: Store) {
  const isForgotten = store.prepare<[string], { subject: string }>('SELECT subject FROM forgotten WHERE subject = ?');
  const forget = store.prepare('INSERT INTO forgotten (subject, forgotten_at) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const insert = store.prepare(
    'INSERT INTO person_key (key_id, subject, bytes, received_at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const byId = store.prepare<[string], { subject: string; bytes: Buffer }>(
    'SELECT subject, bytes FROM person_key WHERE key_id = ?',
  );
  const destroy = store.prepare('DELETE FROM person_key WHERE subject = ?');

  return {
    /** Call inside a transaction. */
    hold(subject: string, key: DataKey, receivedAt: string): KeyOutcome {
      if (isForgotten.get(subject)) return 'forgotten';
      if (insert.run(key.keyId, subject, key.bytes, receivedAt).changes === 1) return 'held';
      const held = byId.get(key.keyId);
      return held?.subject === subject && held.bytes.equals(key.bytes) ? 'held' : 'conflict';
    },
    find(keyId: string): DataKey | undefined {
      const row = byId.get(keyId);
      return row && { keyId, bytes: row.bytes };
    },
    /** Whether every key of a person was destroyed here. */
    isForgotten: (subject: string): boolean => isForgotten.get(subject) !== undefined,
    /** Destroys every key of a person and remembers to take none again; call inside a transaction. */
    destroyFor(subject: string, forgottenAt: string): number {
      forget.run(subject, forgottenAt);
      return destroy.run(subject).changes;
    },
    /** Leaves no copy of destroyed keys in the write-ahead log; call after the transaction. */
    scrub(): void {
      store.pragma('wal_checkpoint(TRUNCATE)');
    },
  };
}
export type KeyStore = ReturnType<typeof createKeyStore>;
