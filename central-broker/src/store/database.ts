import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { centreError } from '../errors.ts';

export type Store = Database.Database;

/** Each entry lifts the database by one version; entries are only ever added. */
const migrations: readonly string[] = [
  `
  CREATE TABLE chain (
    chain_id TEXT PRIMARY KEY,
    station_id TEXT NOT NULL,
    site TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    last_event_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    site TEXT NOT NULL,
    station_id TEXT NOT NULL,
    chain_id TEXT NOT NULL REFERENCES chain,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    time_quality TEXT NOT NULL,
    about TEXT,
    detail TEXT,
    set_aside TEXT,
    text TEXT NOT NULL,
    UNIQUE (chain_id, sequence)
  ) STRICT;
  CREATE UNIQUE INDEX event_by_id ON event (id) WHERE set_aside IS NULL;
  CREATE INDEX event_set_aside ON event (set_aside) WHERE set_aside IS NOT NULL;
  CREATE INDEX event_by_subject ON event (subject) WHERE set_aside IS NULL;

  CREATE TABLE quarantine (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    hash TEXT NOT NULL,
    topic TEXT NOT NULL,
    origin TEXT NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT NOT NULL,
    text TEXT NOT NULL,
    received_at TEXT NOT NULL,
    times INTEGER NOT NULL DEFAULT 1,
    UNIQUE (hash, topic)
  ) STRICT;
  CREATE INDEX quarantine_by_origin ON quarantine (origin, position);

  CREATE TABLE person_key (
    key_id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    bytes BLOB NOT NULL,
    received_at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX person_key_by_subject ON person_key (subject);

  CREATE TABLE forgotten (
    subject TEXT PRIMARY KEY,
    forgotten_at TEXT NOT NULL
  ) STRICT;

  CREATE TABLE person (
    subject TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    station_id TEXT NOT NULL,
    custody TEXT NOT NULL,
    identity TEXT NOT NULL
  ) STRICT;

  CREATE TABLE command (
    command_id TEXT PRIMARY KEY,
    purpose TEXT NOT NULL,
    station_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    order_id TEXT NOT NULL,
    body TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    text TEXT NOT NULL,
    done_at TEXT
  ) STRICT;
  CREATE UNIQUE INDEX release_order_once ON command (order_id) WHERE purpose = 'grant-release-order';
  CREATE UNIQUE INDEX court_order_once ON command (order_id, subject) WHERE purpose = 'list-for-court';
  CREATE INDEX command_waiting ON command (station_id) WHERE done_at IS NULL;

  CREATE TABLE station_health (
    station_id TEXT PRIMARY KEY,
    health TEXT NOT NULL
  ) STRICT;
  `,
  `
  CREATE TABLE hold (
    position INTEGER PRIMARY KEY,
    subject TEXT NOT NULL,
    hold_id TEXT NOT NULL,
    authority TEXT NOT NULL,
    case_number TEXT NOT NULL,
    added_at TEXT NOT NULL,
    lifted_at TEXT,
    lifted_by TEXT
  ) STRICT;
  CREATE UNIQUE INDEX hold_open_once ON hold (subject, hold_id) WHERE lifted_at IS NULL;

  ALTER TABLE event ADD COLUMN lacking TEXT;
  CREATE INDEX event_lacking ON event (position) WHERE lacking <> '[]';

  -- Folded again from the events at the next start.
  DELETE FROM person;
  `,
  `
  CREATE TABLE court (
    site TEXT NOT NULL,
    court TEXT NOT NULL,
    telephone TEXT NOT NULL,
    stated_at TEXT NOT NULL,
    PRIMARY KEY (site, court)
  ) STRICT;
  CREATE TABLE call_back (
    event_id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    station_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    court TEXT NOT NULL,
    case_number TEXT NOT NULL,
    answer TEXT NOT NULL,
    outcome TEXT
  ) STRICT;
  CREATE INDEX call_back_by_order ON call_back (order_id);
  CREATE INDEX call_back_waiting ON call_back (event_id) WHERE answer = 'confirmed' AND outcome IS NULL;
  -- Folded again from the events at the next start.
  DELETE FROM person;
  CREATE UNIQUE INDEX expectation_once ON command (order_id) WHERE purpose = 'expect-admission';
  CREATE TABLE used_warrant (paper TEXT PRIMARY KEY) STRICT;
  `,
  `
  -- What a gate has to hear of a person because another gate recorded it.
  CREATE TABLE news (
    event_id TEXT NOT NULL,
    site TEXT NOT NULL,
    -- The one gate that has to hear it; empty for any gate of the site.
    station_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    order_id TEXT NOT NULL,
    since TEXT NOT NULL,
    -- Code of what keeps it from being told.
    trouble TEXT,
    PRIMARY KEY (event_id, site, station_id)
  ) STRICT;
  CREATE INDEX news_by_subject ON news (subject);
  -- Which gate has what on record; where a centre is filled anew this may come before the news itself.
  CREATE TABLE news_told (
    event_id TEXT NOT NULL,
    site TEXT NOT NULL,
    station_id TEXT NOT NULL,
    told_at TEXT NOT NULL,
    PRIMARY KEY (event_id, site, station_id)
  ) STRICT;
  `,
  `
  CREATE INDEX event_of_officer ON event (chain_id, sequence) WHERE subject LIKE 'officer/%';
  -- Whom a machine that replaced another one is told of.
  CREATE TABLE succession (
    chain_id TEXT NOT NULL,
    subject TEXT NOT NULL,
    told_at TEXT,
    -- Code of what keeps it from being told.
    trouble TEXT,
    PRIMARY KEY (chain_id, subject)
  ) STRICT;
  CREATE INDEX succession_waiting ON succession (chain_id) WHERE told_at IS NULL;
  -- What courts said in signed files, each statement once.
  CREATE TABLE feed_statement (
    statement_id TEXT PRIMARY KEY,
    feed TEXT NOT NULL,
    taken_at TEXT NOT NULL,
    outcomes TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- The latest time that an event of the chain proves to have come: what it says, but not later than it was received.
  ALTER TABLE chain ADD COLUMN reached_at TEXT NOT NULL DEFAULT '';
  UPDATE chain SET reached_at = (SELECT max(min(at, received_at)) FROM event WHERE event.chain_id = chain.chain_id);
  `,
  `
  -- When a court took back what it had announced: the warrant may be announced again.
  ALTER TABLE command ADD COLUMN withdrawn_at TEXT;
  DROP INDEX expectation_once;
  CREATE UNIQUE INDEX expectation_once ON command (order_id) WHERE purpose = 'expect-admission' AND withdrawn_at IS NULL;
  `,
  `
  -- As it was signed; none of statements from before it was kept.
  ALTER TABLE feed_statement ADD COLUMN text TEXT;
  `,
  `
  -- The search for the fingers of each admission among the people of every prison.
  CREATE TABLE central_search (
    admission TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    -- Names what is to be said of it; absent until it is done.
    search_id TEXT,
    searched_at TEXT,
    compared INTEGER,
    held INTEGER,
    -- Whether somebody found was erased since: it has to be said anew, without them.
    stale INTEGER NOT NULL DEFAULT 0,
    -- Whether any gate has on record what is said of it now.
    told INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX central_search_by_subject ON central_search (subject, admission);
  CREATE INDEX central_search_waiting ON central_search (admission) WHERE search_id IS NULL;
  CREATE INDEX central_search_untold ON central_search (admission) WHERE search_id IS NOT NULL AND told = 0;
  INSERT INTO central_search (admission, subject)
    SELECT id, subject FROM event
    WHERE set_aside IS NULL AND type IN ('prisoner.admitted.v1', 'prisoner.admitted.v2') ORDER BY position;
  -- Whom the search for one person's fingers found, and what a senior officer found there.
  CREATE TABLE central_match (
    subject TEXT NOT NULL,
    person TEXT NOT NULL,
    site TEXT NOT NULL,
    answer TEXT,
    PRIMARY KEY (subject, person)
  ) STRICT;
  CREATE INDEX central_match_by_person ON central_match (person);
  CREATE INDEX central_match_open ON central_match (subject) WHERE answer IS NULL;
  -- Which machine has on record what was said of a search.
  CREATE TABLE search_told (search_id TEXT NOT NULL, chain_id TEXT NOT NULL, PRIMARY KEY (search_id, chain_id)) STRICT;
  -- What the gate of the person found has on record: the match itself (an empty answer), then its answer.
  CREATE TABLE match_told (
    subject TEXT NOT NULL,
    person TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (subject, person, answer)
  ) STRICT;
  `,
  `
  -- Release orders that were on record as confirmed when the hold came: a list in JSON.
  ALTER TABLE hold ADD COLUMN late_after TEXT NOT NULL DEFAULT '[]';
  -- What a court is to be told of its own orders, because a report of a late hold names them.
  CREATE TABLE court_notice (
    report TEXT NOT NULL,
    court TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    notice_id TEXT UNIQUE,
    text TEXT,
    dropped INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (report, court)
  ) STRICT;
  `,
  `
  -- Whether named police who take the person over at a gate are its answer.
  ALTER TABLE hold ADD COLUMN hand_over INTEGER NOT NULL DEFAULT 0;
  `,
  `
  -- Courts are told of more than late holds; what they were told already stays as it was signed.
  ALTER TABLE court_notice RENAME TO court_notice_of_late_holds;
  CREATE TABLE court_notice (
    position INTEGER PRIMARY KEY,
    event TEXT NOT NULL,
    court TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    content TEXT NOT NULL,
    at TEXT NOT NULL,
    notice_id TEXT UNIQUE,
    text TEXT,
    dropped INTEGER NOT NULL DEFAULT 0,
    UNIQUE (event, court, kind)
  ) STRICT;
  INSERT INTO court_notice (event, court, kind, subject, content, at, notice_id, text, dropped)
    SELECT report, court, 'late-hold', subject,
      json_set(json_remove(content, '$.report'), '$.event', report, '$.kind', 'late-hold'), at, notice_id, text, dropped
    FROM court_notice_of_late_holds ORDER BY rowid;
  DROP TABLE court_notice_of_late_holds;
  CREATE INDEX court_notice_unsigned ON court_notice (position) WHERE text IS NULL;
  CREATE INDEX court_notice_undropped ON court_notice (position) WHERE text IS NOT NULL AND dropped = 0;
  -- Folded again from the events at the next start: courts hear of whoever left, or came as a child, before.
  DELETE FROM person;
  `,
  `
  -- The fold changed: an alarm about time that two gates raised is no conflict. It is folded anew from the events.
  DELETE FROM person;
  `,
  `
  -- The fold changed: whoever was called over-detained at one gate and moved at another is in no conflict.
  DELETE FROM person;
  `,
];

/**
 * Opens the centre's database: WAL with a sync at every commit, deleted rows overwritten.
 * The file is readable by its owner only, because it holds the data keys.
 * @throws store-unusable
 */
export function openStore(dataDir: string): Store {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    const file = join(dataDir, 'centre.sqlite');
    const store = new Database(file);
    chmodSync(file, 0o600);
    store.pragma('journal_mode = WAL');
    store.pragma('synchronous = FULL');
    store.pragma('secure_delete = ON');
    store.pragma('foreign_keys = ON');
    migrate(store);
    // A centre that was killed may have left copies of destroyed keys in its log.
    store.pragma('wal_checkpoint(TRUNCATE)');
    return store;
  } catch (cause) {
    throw centreError('store-unusable', { dataDir }, cause);
  }
}

function migrate(store: Store): void {
  const version = Number(store.pragma('user_version', { simple: true }));
  if (version > migrations.length) throw new Error(`database version ${version} is newer than ${migrations.length}`);
  for (const [index, sql] of migrations.entries()) {
    if (index < version) continue;
    store.transaction(() => {
      store.exec(sql);
      store.pragma(`user_version = ${index + 1}`);
    })();
  }
}
