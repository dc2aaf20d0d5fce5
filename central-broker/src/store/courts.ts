import type { Court } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

/** The courts of each prison and where they are called. */
export function createCourtStore(store: Store) {
  const clear = store.prepare('DELETE FROM court WHERE site = ?');
  const insert = store.prepare(
    'INSERT INTO court (site, court, telephone, stated_at) VALUES (@site, @court, @telephone, @at)',
  );
  const known = store.prepare<[string], Court>('SELECT court, telephone FROM court WHERE site = ? ORDER BY court');
  return {
    /** Puts a directory in the place of the one before. */
    replace(site: string, courts: readonly Court[], at: string): void {
      store.transaction(() => {
        clear.run(site);
        for (const court of courts) insert.run({ site, ...court, at });
      })();
    },
    of: (site: string): Court[] => known.all(site),
  };
}
export type CourtStore = ReturnType<typeof createCourtStore>;
