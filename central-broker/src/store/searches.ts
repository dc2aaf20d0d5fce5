import type { EventData, MatchAnswer } from '@custody-edge/event-contract';
import type { Store } from './database.ts';

/** The search for the fingers of one admission; not done yet where it has no id. */
export interface SearchRow {
  readonly admission: string;
  readonly subject: string;
  readonly searchId: string | null;
}

/** A search that is done. */
export interface DoneSearch extends SearchRow {
  readonly searchId: string;
  readonly compared: number;
  readonly held: number;
  /** 1 where somebody found was erased since it was last said. */
  readonly stale: number;
}

/** Somebody whom a search found. */
export interface MatchRow {
  /** Whose fingers were searched. */
  readonly subject: string;
  readonly person: string;
  /** The prison that had them then. */
  readonly site: string;
  readonly answer: MatchAnswer | null;
}

/** What searches were to be done, what they found, and who has it on record. */
export function createSearchStore(store: Store) {
  const expect = store.prepare('INSERT OR IGNORE INTO central_search (admission, subject) VALUES (?, ?)');
  const done = store.prepare(
    `UPDATE central_search SET search_id = ?, searched_at = ?, compared = ?, held = ?
     WHERE admission = ? AND search_id IS NULL`,
  );
  const newest = store.prepare<[string], SearchRow>(
    `SELECT admission, subject, search_id AS searchId FROM central_search
     WHERE subject = ? ORDER BY admission DESC LIMIT 1`,
  );
  const waiting = store.prepare<[], { subject: string }>(
    'SELECT subject FROM central_search WHERE search_id IS NULL ORDER BY rowid',
  );
  // Of each person the newest admission counts.
  const toTell = store.prepare<[], DoneSearch>(
    `WITH due AS (
       SELECT admission FROM central_search WHERE search_id IS NOT NULL AND told = 0
       UNION
       SELECT admission FROM central_search
       WHERE search_id IS NOT NULL AND subject IN (SELECT subject FROM central_match WHERE answer IS NULL)
     )
     SELECT admission, subject, search_id AS searchId, compared, held, stale FROM central_search
     WHERE admission IN due
       AND admission = (SELECT max(admission) FROM central_search AS other WHERE other.subject = central_search.subject)
     ORDER BY rowid`,
  );
  const renew = store.prepare('UPDATE central_search SET search_id = ?, stale = 0, told = 0 WHERE admission = ?');
  const outdate = store.prepare(
    `UPDATE central_search SET stale = 1
     WHERE search_id IS NOT NULL AND subject IN (SELECT subject FROM central_match WHERE person = ? AND answer IS NULL)`,
  );
  const found = store.prepare('INSERT OR IGNORE INTO central_match (subject, person, site) VALUES (?, ?, ?)');
  const matches = store.prepare<[string], MatchRow>(
    'SELECT subject, person, site, answer FROM central_match WHERE subject = ? ORDER BY rowid',
  );
  const pair = store.prepare<[string, string, string, string], unknown>(
    'SELECT 1 FROM central_match WHERE (subject = ? AND person = ?) OR (person = ? AND subject = ?)',
  );
  const answered = store.prepare(
    'UPDATE central_match SET answer = ? WHERE subject = ? AND person = ? AND answer IS NULL',
  );
  const tellSearch = store.prepare('INSERT OR IGNORE INTO search_told (search_id, chain_id) VALUES (?, ?)');
  const told = store.prepare('UPDATE central_search SET told = 1 WHERE admission = ? AND search_id = ?');
  const isTold = store.prepare<[string, string], unknown>(
    'SELECT 1 FROM search_told WHERE search_id = ? AND chain_id = ?',
  );
  const tellMatch = store.prepare('INSERT OR IGNORE INTO match_told (subject, person, answer) VALUES (?, ?, ?)');
  const untoldMatches = store.prepare<[], MatchRow>(
    `SELECT subject, person, site, answer FROM central_match WHERE NOT EXISTS (
       SELECT 1 FROM match_told
       WHERE match_told.subject = central_match.subject AND match_told.person = central_match.person
         AND match_told.answer = coalesce(central_match.answer, '')
     ) ORDER BY rowid`,
  );

  const keep = (
    admission: string,
    subject: string,
    { search, compared, held, matches: people }: Pick<Said, 'search' | 'compared' | 'held' | 'matches'>,
    at: string,
  ): void => {
    expect.run(admission, subject);
    done.run(search, at, compared, held, admission);
    for (const { person, site } of people) found.run(subject, person, site);
  };

  return {
    /** Somebody was admitted whose fingers are to be searched; call inside the transaction of that event. */
    expect(admission: string, subject: string): void {
      expect.run(admission, subject);
    },
    newestOf: (subject: string): SearchRow | undefined => newest.get(subject),
    /** Whose fingers are still to be searched, in the order in which the admissions came. */
    waiting: (): string[] => waiting.all().map(({ subject }) => subject),
    /** Keeps what a search came to; all of it or nothing. */
    done: store.transaction(keep),
    /** A gate has it on record; so has the centre then, also one that is filled anew. Call inside the transaction of the event. */
    recorded(subject: string, said: Said, chainId: string, at: string): void {
      keep(said.admission, subject, said, at);
      tellSearch.run(said.search, chainId);
      told.run(said.admission, said.search);
    },
    isRecorded: (searchId: string, chainId: string): boolean => isTold.get(searchId, chainId) !== undefined,
    /** Done searches that no gate has on record, or of which somebody found is not answered for yet. */
    toTell: (): DoneSearch[] => toTell.all(),
    renew(admission: string, searchId: string): void {
      renew.run(searchId, admission);
    },
    matchesOf: (subject: string): MatchRow[] => matches.all(subject),
    /** Whether one of the two was found alike the other before. */
    isPair: (one: string, other: string): boolean => pair.get(one, other, one, other) !== undefined,
    /** Call inside the transaction of the event, as all below. */
    answered(subject: string, { person, answer }: Pick<EventData<'prisoner.match-answered.v1'>, 'person' | 'answer'>) {
      answered.run(answer, subject, person);
    },
    /** The gate of the person found has it on record. */
    matchRecorded(person: string, { person: subject, answer = '' }: { person: string; answer?: string }): void {
      tellMatch.run(subject, person, answer);
    },
    untoldMatches: (): MatchRow[] => untoldMatches.all(),
    /** A person is erased: whatever was said of them to gates that still compare is to be said anew. */
    forget(person: string): void {
      outdate.run(person);
    },
  };
}
type Said = EventData<'prisoner.searched-at-centre.v1'>;
export type SearchStore = ReturnType<typeof createSearchStore>;
