import { hash } from 'node:crypto';
import { chmodSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { agentError } from '../errors.ts';

const signedSchema = z.object({ protected: z.string(), payload: z.string() });
const envelopeSchema = z.object({ officer: z.string().optional() });

export type StationDatabase = Database.Database;

/** One step each; never edited once released, only followed by further ones. */
const migrations = [
  `
  CREATE TABLE event (
    sequence INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    committed_at TEXT NOT NULL,
    hash TEXT NOT NULL,
    signed_text TEXT NOT NULL
  ) STRICT;
  CREATE INDEX event_subject ON event (subject, sequence);
  CREATE TABLE outbox (sequence INTEGER PRIMARY KEY REFERENCES event) STRICT;
  CREATE TABLE quarantined (sequence INTEGER PRIMARY KEY REFERENCES event, reason TEXT NOT NULL) STRICT;
  CREATE TABLE outgoing_grant (grant_id TEXT PRIMARY KEY, signed_text TEXT NOT NULL) STRICT;
  CREATE TABLE person (subject TEXT PRIMARY KEY, custody TEXT NOT NULL) STRICT;
  CREATE TABLE person_key (subject TEXT PRIMARY KEY, key_id TEXT NOT NULL, wrapped TEXT NOT NULL) STRICT;
  CREATE TABLE court_list (subject TEXT PRIMARY KEY, production_order TEXT NOT NULL) STRICT;
  `,
  `
  CREATE TABLE officer (
    officer_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    roles TEXT NOT NULL,
    public_key TEXT NOT NULL,
    wrapped_key TEXT NOT NULL,
    disabled INTEGER NOT NULL,
    failures INTEGER NOT NULL,
    enrolled INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE spent_code (hash TEXT PRIMARY KEY) STRICT;
  CREATE TABLE holds_statement (subject TEXT PRIMARY KEY, as_of TEXT NOT NULL, holds TEXT NOT NULL, signed_text TEXT NOT NULL) STRICT;
  -- The shape of the projection changed: it is folded anew from the events.
  DELETE FROM person;
  `,
  `
  CREATE TABLE court_directory (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    command_id TEXT NOT NULL,
    as_of TEXT NOT NULL,
    courts TEXT NOT NULL
  ) STRICT;
  -- The shape of the projection changed: it is folded anew from the events.
  DELETE FROM person;
  `,
  `
  CREATE TABLE used_warrant (paper TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT;
  CREATE TABLE expected_admission (
    paper TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    warrant TEXT NOT NULL,
    person TEXT NOT NULL
  ) STRICT;
  -- Filled from the events when people are folded anew.
  DELETE FROM person;
  `,
  `
  -- What other stations recorded of people who came from them or went to them.
  CREATE TABLE foreign_event (
    id TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    signed_text TEXT NOT NULL,
    -- The signed station record whose key the event is signed with.
    record TEXT NOT NULL
  ) STRICT;
  CREATE INDEX foreign_event_subject ON foreign_event (subject);
  -- Events of which it is on record that this station was told.
  CREATE TABLE told_event (event_id TEXT PRIMARY KEY) STRICT;
  -- As above.
  DELETE FROM person;
  `,
  `
  CREATE TABLE security_key (
    key_id TEXT PRIMARY KEY,
    officer_id TEXT NOT NULL REFERENCES officer,
    key TEXT NOT NULL,
    sign_count INTEGER NOT NULL,
    added_at TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Who was signed in, beside the event that says so under signature: what each officer did is counted by it.
  ALTER TABLE event ADD COLUMN officer TEXT;
  UPDATE event SET officer = officer_in(signed_text);
  CREATE INDEX event_type ON event (type, committed_at);
  -- Whether a supervisor identified the person by sight, and how many fingers an admission could not take.
  ALTER TABLE event ADD COLUMN by_sight INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE event ADD COLUMN excepted INTEGER NOT NULL DEFAULT 0;
  CREATE TABLE photograph (
    -- Goes with the key that opens it.
    subject TEXT PRIMARY KEY REFERENCES person_key ON DELETE CASCADE,
    hash TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  -- Fingers that did not match whom they were tried for, since one did.
  CREATE TABLE finger_tries (subject TEXT PRIMARY KEY, failures INTEGER NOT NULL, mismatched INTEGER NOT NULL) STRICT;
  -- The shape of the projection changed: it is folded anew from the events.
  DELETE FROM person;
  `,
  `
  CREATE INDEX event_time ON event (committed_at);
  -- How late it certainly was when this was last written, and the newest text that the centre signed by then.
  CREATE TABLE time_floor (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    reached_ms INTEGER NOT NULL,
    centre_text TEXT
  ) STRICT;
  `,
  `
  -- What the centre said counts by its signed text alone; it says again what is dropped here.
  DROP TABLE court_list;
  CREATE TABLE court_list (subject TEXT PRIMARY KEY, signed_text TEXT NOT NULL) STRICT;
  DROP TABLE court_directory;
  CREATE TABLE court_directory (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    as_of TEXT NOT NULL,
    signed_text TEXT NOT NULL
  ) STRICT;
  ALTER TABLE holds_statement DROP COLUMN holds;
  `,
  `
  -- Announcements that the court took back: what comes late of one lists nobody again.
  CREATE TABLE withdrawn_expectation (subject TEXT PRIMARY KEY, paper TEXT NOT NULL) STRICT;
  CREATE INDEX withdrawn_expectation_paper ON withdrawn_expectation (paper);
  -- The shape of the projection changed: it is folded anew from the events.
  DELETE FROM person;
  `,
  `
  -- Officers' own fingers.
  CREATE TABLE officer_fingers (
    -- Goes with the key that opens it.
    subject TEXT PRIMARY KEY REFERENCES person_key ON DELETE CASCADE,
    names TEXT NOT NULL,
    sealed TEXT NOT NULL
  ) STRICT;
  `,
  `
  -- Whom the centre found alike, as its letters name them, until somebody has compared.
  CREATE TABLE matched_person (
    -- Goes with the key of the person who was searched for.
    subject TEXT NOT NULL REFERENCES person_key ON DELETE CASCADE,
    person TEXT NOT NULL,
    letter TEXT NOT NULL,
    PRIMARY KEY (subject, person)
  ) STRICT;
  -- As above.
  DELETE FROM person;
  `,
  `
  -- How many people a machine that replaced another one has still to hear of.
  CREATE TABLE taking_over (one INTEGER PRIMARY KEY CHECK (one = 1), remaining INTEGER NOT NULL) STRICT;
  `,
  `
  -- Of an erasure: whether the centre said that it followed it. What came before this was asked was followed.
  ALTER TABLE foreign_event ADD COLUMN followed INTEGER NOT NULL DEFAULT 0;
  UPDATE foreign_event SET followed = 1;
  `,
  `
  -- Holds that came after a verified order stand in the projection: it is folded anew from the events.
  DELETE FROM person;
  `,
  `
  -- Hands with a finger that an admission could not take.
  CREATE TABLE hand_photograph (
    -- Goes with the key that opens it.
    subject TEXT NOT NULL REFERENCES person_key ON DELETE CASCADE,
    hash TEXT NOT NULL,
    sealed TEXT NOT NULL,
    PRIMARY KEY (subject, hash)
  ) STRICT;
  -- How many of the fingers that an admission could not take no photograph shows; before they were taken, none was shown.
  ALTER TABLE event ADD COLUMN unphotographed INTEGER NOT NULL DEFAULT 0;
  UPDATE event SET unphotographed = excepted;
  `,
  `
  -- Chains of other stations, with the signed record that each begins with.
  CREATE TABLE foreign_chain (
    chain_id TEXT PRIMARY KEY,
    record TEXT NOT NULL,
    -- Up to where every event of it is held, as peers of the site handed them over. The centre hands over single ones.
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  INSERT INTO foreign_chain (chain_id, record, sequence, hash)
    SELECT payload_in(record) ->> '$.chainId', record, 0, hash_in(record) FROM foreign_event
    WHERE payload_in(record) IS NOT NULL GROUP BY payload_in(record) ->> '$.chainId';
  CREATE TABLE event_elsewhere (
    position INTEGER PRIMARY KEY,
    chain_id TEXT NOT NULL REFERENCES foreign_chain,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    subject TEXT NOT NULL,
    signed_text TEXT NOT NULL,
    -- Of an erasure: whether it was found to be answered for, here or by the centre.
    followed INTEGER NOT NULL DEFAULT 0,
    -- Why it is held without counting.
    set_aside TEXT,
    UNIQUE (chain_id, sequence, hash)
  ) STRICT;
  INSERT INTO event_elsewhere (chain_id, sequence, hash, id, type, subject, signed_text, followed)
    SELECT said ->> '$.chainid', said ->> '$.sequence', hash_in(signed_text), id, said ->> '$.type', subject, signed_text, followed
    FROM (SELECT *, payload_in(signed_text) AS said FROM foreign_event ORDER BY rowid)
    WHERE said ->> '$.chainid' IN (SELECT chain_id FROM foreign_chain);
  DROP TABLE foreign_event;
  ALTER TABLE event_elsewhere RENAME TO foreign_event;
  CREATE INDEX foreign_event_subject ON foreign_event (subject);
  CREATE INDEX foreign_event_id ON foreign_event (id);
  CREATE INDEX foreign_event_type ON foreign_event (type, chain_id);
  -- What came from a peer and was signed by nobody whom it names.
  CREATE TABLE peer_quarantine (
    hash TEXT PRIMARY KEY,
    peer TEXT NOT NULL,
    reason TEXT NOT NULL,
    signed_text TEXT NOT NULL
  ) STRICT;
  -- Stations that the centre says are trusted no more, as it signed it.
  CREATE TABLE revoked_station (chain_id TEXT PRIMARY KEY, signed_text TEXT NOT NULL) STRICT;
  -- An alarm about time that two gates raised is no conflict: people are folded anew.
  DELETE FROM person;
  `,
  `
  -- Who came to a visitor desk; names as sealed as in the events.
  CREATE TABLE visitor (
    -- Goes with the key that opens it.
    subject TEXT PRIMARY KEY REFERENCES person_key ON DELETE CASCADE,
    -- A mark of the document's number that this station alone can make.
    document TEXT UNIQUE,
    identity TEXT NOT NULL,
    last_seen TEXT NOT NULL
  ) STRICT;
  CREATE TABLE visitor_ban (
    event TEXT PRIMARY KEY,
    subject TEXT NOT NULL REFERENCES visitor ON DELETE CASCADE,
    until TEXT NOT NULL,
    reason TEXT NOT NULL
  ) STRICT;
  CREATE TABLE allowed_visitor (
    person TEXT NOT NULL,
    subject TEXT NOT NULL REFERENCES visitor ON DELETE CASCADE,
    relation TEXT NOT NULL,
    PRIMARY KEY (person, subject)
  ) STRICT;
  CREATE TABLE visit (
    subject TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    began_at TEXT,
    ended_at TEXT,
    person TEXT,
    visitor TEXT,
    pass INTEGER,
    facts TEXT NOT NULL
  ) STRICT;
  CREATE INDEX visit_state ON visit (state);
  CREATE INDEX visit_began ON visit (began_at);
  CREATE INDEX visit_ended ON visit (ended_at);
  CREATE INDEX visit_person ON visit (person, began_at);
  CREATE INDEX visit_visitor ON visit (visitor, began_at);
  CREATE TABLE visit_alarm (
    event TEXT PRIMARY KEY,
    subject TEXT NOT NULL,
    alarm TEXT NOT NULL,
    at TEXT NOT NULL,
    matches TEXT
  ) STRICT;
  -- Finger and photograph of one entry.
  CREATE TABLE visit_entry (
    visit TEXT PRIMARY KEY,
    -- Goes with the key that opens it.
    owner TEXT NOT NULL UNIQUE REFERENCES person_key ON DELETE CASCADE,
    templates TEXT,
    photograph TEXT,
    left_at TEXT
  ) STRICT;
  CREATE TABLE visit_queue (one INTEGER PRIMARY KEY CHECK (one = 1), day TEXT NOT NULL, queue TEXT NOT NULL) STRICT;
  `,
  `
  -- The same key under the PIN that an officer keeps for being forced, or under one that nobody knows: which, nobody can tell.
  ALTER TABLE officer ADD COLUMN other_key TEXT NOT NULL DEFAULT '';
  -- Sealed as the templates are: which of the fingers says that the officer is being forced, or that none does.
  ALTER TABLE officer_fingers ADD COLUMN other TEXT NOT NULL DEFAULT '';
  `,
  `
  -- In the order in which they are sent; no place is given twice.
  CREATE TABLE ordered_grant (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    grant_id TEXT NOT NULL UNIQUE,
    signed_text TEXT NOT NULL
  ) STRICT;
  INSERT INTO ordered_grant (grant_id, signed_text) SELECT grant_id, signed_text FROM outgoing_grant;
  DROP TABLE outgoing_grant;
  ALTER TABLE ordered_grant RENAME TO outgoing_grant;
  `,
  `
  -- Where a laboratory finds cases, exhibits and instruments: what they are, their events say. As many events as were followed.
  CREATE TABLE lab_exhibit (
    subject TEXT PRIMARY KEY,
    label TEXT NOT NULL,
    lab_case TEXT,
    parent TEXT,
    custodian TEXT,
    changed_at TEXT NOT NULL,
    events INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lab_exhibit_case ON lab_exhibit (lab_case);
  CREATE INDEX lab_exhibit_parent ON lab_exhibit (parent);
  CREATE INDEX lab_exhibit_custodian ON lab_exhibit (custodian, changed_at);
  CREATE TABLE lab_case (
    subject TEXT PRIMARY KEY,
    number TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    is_closed INTEGER NOT NULL,
    events INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX lab_case_number ON lab_case (number);
  CREATE INDEX lab_case_open ON lab_case (is_closed, opened_at);
  -- Files that came to a bench, until they are bound to an exhibit and after it; they lie beside the database under their hash.
  CREATE TABLE bench_arrival (
    arrival INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    at TEXT NOT NULL,
    -- The device whose folder it came from; none of one that somebody brought.
    device_id TEXT,
    is_bound INTEGER NOT NULL DEFAULT 0,
    UNIQUE (hash, name)
  ) STRICT;
  CREATE INDEX bench_arrival_name ON bench_arrival (name);
  CREATE INDEX bench_arrival_bound ON bench_arrival (is_bound, arrival);
  `,
  `
  -- Since when the report of a case is concluded and not issued: each case is followed anew for it.
  ALTER TABLE lab_case ADD COLUMN in_review_since TEXT;
  CREATE INDEX lab_case_in_review ON lab_case (in_review_since);
  UPDATE lab_case SET events = 0;
  `,
  `
  -- Every few seconds a desk looks whose finger is to be destroyed by now, and who is to be forgotten.
  CREATE INDEX visit_entry_left ON visit_entry (left_at);
  CREATE INDEX visitor_seen ON visitor (last_seen);
  -- Whoever was called over-detained at one gate and moved at another is in no conflict: people are folded anew.
  DELETE FROM person;
  `,
  `
  -- Ends of lines of people that the centre told another station of this site of, and that are not held here.
  CREATE TABLE line_wanted (event_id TEXT PRIMARY KEY, subject TEXT NOT NULL) STRICT;
  `,
];

/**
 * Opens a station's database, held by this process alone: two writers would fork the chain.
 * Every commit is on the disk before it returns (`synchronous=FULL`).
 * @param version of its form: an earlier one only to try what an update makes of it
 * @throws `already-running`, `database-damaged`, `database-newer`
 */
export function openDatabase(dataDir: string, version = migrations.length): StationDatabase {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const file = join(dataDir, 'station.db');
  const db = new Database(file, { timeout: 500 });
  try {
    // Its log takes over the same rights.
    chmodSync(file, 0o600);
    db.pragma('locking_mode = EXCLUSIVE');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('secure_delete = ON');
    db.function('officer_in', { deterministic: true }, officerIn);
    db.function('payload_in', { deterministic: true }, payloadIn);
    db.function('hash_in', { deterministic: true }, hashIn);
    migrate(db, version);
    if (db.pragma('quick_check', { simple: true }) !== 'ok') throw agentError('database-damaged', { dataDir });
    return db;
  } catch (cause) {
    db.close();
    if (!(cause instanceof Database.SqliteError)) throw cause;
    const busy = cause.code.startsWith('SQLITE_BUSY');
    throw agentError(busy ? 'already-running' : 'database-damaged', { dataDir, sqlite: cause.code }, cause);
  }
}

/** Number of the officer whom an event names that was written before it stood in a column; whether it holds is found out elsewhere. */
function officerIn(signedText: unknown): string | null {
  const said = payloadIn(signedText);
  return said === null ? null : (envelopeSchema.safeParse(JSON.parse(said)).data?.officer ?? null);
}

/** What a signed text says, as JSON, where it was kept before parts of it stood in columns. */
function payloadIn(signedText: unknown): string | null {
  try {
    const { payload } = signedSchema.parse(JSON.parse(String(signedText)));
    return JSON.stringify(JSON.parse(Buffer.from(payload, 'base64url').toString()));
  } catch {
    return null;
  }
}

/** The hash by which the next event of its chain names a signed text. */
function hashIn(signedText: unknown): string | null {
  try {
    const parts = signedSchema.parse(JSON.parse(String(signedText)));
    return hash('sha256', `${parts.protected}.${parts.payload}`, 'base64url');
  } catch {
    return null;
  }
}

function migrate(db: StationDatabase, to: number): void {
  db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > migrations.length) throw agentError('database-newer', { version, known: migrations.length });
    // What is up to date is not written to: damage found after this leaves the file as it was.
    if (version >= to) return;
    for (const step of migrations.slice(version, to)) db.exec(step);
    db.pragma(`user_version = ${to}`);
  }).exclusive();
}
