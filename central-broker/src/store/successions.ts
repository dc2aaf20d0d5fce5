import type { Store } from './database.ts';

/** Who a machine that replaced another one is told of, each until it is on its record. */
export function createSuccessionStore(store: Store) {
  const isSuccessor = store.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM chain WHERE station_id = ? AND chain_id <> ? LIMIT 1',
  );
  const knows = store.prepare<[string, string], { one: number }>(
    'SELECT 1 AS one FROM event WHERE subject = ? AND chain_id = ? AND set_aside IS NULL LIMIT 1',
  );
  const insert = store.prepare('INSERT INTO succession (chain_id, subject) VALUES (?, ?) ON CONFLICT DO NOTHING');
  const waiting = store.prepare<[string, number, number], { place: number; subject: string }>(
    `SELECT rowid AS place, subject FROM succession WHERE chain_id = ? AND rowid > ? AND told_at IS NULL
     ORDER BY rowid LIMIT ?`,
  );
  const countAfter = store
    .prepare<[string, number], number>(
      'SELECT count(*) FROM succession WHERE chain_id = ? AND rowid > ? AND told_at IS NULL',
    )
    .pluck();
  const told = store.prepare('UPDATE succession SET told_at = ?, trouble = NULL WHERE chain_id = ? AND subject = ?');
  const trouble = store.prepare('UPDATE succession SET trouble = ? WHERE chain_id = ? AND subject = ?');
  const progress = store.prepare<[string], { of: number; told: number; troubled: number }>(
    `SELECT count(*) AS "of", count(told_at) AS told, count(trouble) AS troubled FROM succession WHERE chain_id = ?`,
  );

  return {
    /** Notes whom the machine has to be told of; those whom it has recorded something of itself, it knows. */
    begin: store.transaction((stationId: string, chainId: string, subjects: () => readonly string[]): void => {
      if (!isSuccessor.get(stationId, chainId)) return;
      for (const subject of subjects()) if (!knows.get(subject, chainId)) insert.run(chainId, subject);
    }),
    /** The next of them in their order, after a place in it. */
    waitingAfter: (chainId: string, place: number, limit: number): { place: number; subject: string }[] =>
      waiting.all(chainId, place, limit),
    countAfter: (chainId: string, place: number): number => countAfter.get(chainId, place) ?? 0,
    /** The machine has the person on its record; call inside the transaction of that event. */
    told(chainId: string, subject: string, at: string): void {
      told.run(at, chainId, subject);
    },
    /** Keeps what stands in the way of telling; undefined when nothing does. */
    trouble(chainId: string, subject: string, code: string | undefined): void {
      trouble.run(code ?? null, chainId, subject);
    },
    /** How many it is to be told of, how many it has on record, and how many cannot be told of at present. */
    progress: (chainId: string) => progress.get(chainId) ?? { of: 0, told: 0, troubled: 0 },
  };
}
export type SuccessionStore = ReturnType<typeof createSuccessionStore>;
