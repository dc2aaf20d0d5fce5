import {
  authenticate,
  type ChainHead,
  type CustodyEvent,
  chainStart,
  type Enrolment,
  type Envelope,
  type Erasure,
  type EventDraft,
  isGateRelease,
  maxMessageBytes,
  placeInChain,
  type Signer,
  sightIn,
  signEvent,
  signEventCode,
  sourceOf,
  statementOf,
  type TimeQuality,
  typedEvent,
} from '@custody-edge/event-contract';
import { type Clock, CustodyError, type Random, uuidV7 } from '@custody-edge/foundation';
import Database from 'better-sqlite3';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import { firstAlteration, KeptHead } from './continuity.ts';
import type { StationDatabase } from './database.ts';
import type { ForeignEvents } from './foreign-events.ts';
import { ProvenTexts } from './proven-texts.ts';
import { untold } from './untold.ts';

/** What stamps each event: time, chance, this boot, how good the clock is, and who is signed in. */
export interface Stamps {
  readonly clock: Clock;
  readonly random: Random;
  readonly bootId: string;
  timeQuality(): TimeQuality;
  officer(): string | undefined;
}

/** Events that name those recorded just before them. */
export type Naming = (events: readonly CustodyEvent[]) => readonly EventDraft[];

/** Writes what else belongs to the events, in their transaction. */
type Project = (events: readonly CustodyEvent[]) => void;
const hashSchema = z.string().optional();
const textsSchema = z.array(z.string());

type EndsOf = (subject: string) => readonly string[] | undefined;

/** The station's own chain of signed events and the outbox that empties only on receipts. */
export class EventLog {
  private readonly db: StationDatabase;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly atomically: (work: () => CustodyEvent[]) => CustodyEvent[];
  private readonly enrolment: Enrolment;
  private readonly signer: Signer;
  private readonly stamps: Stamps;
  private readonly foreign: ForeignEvents;
  private readonly makeRoom: () => boolean;
  private head: ChainHead;
  private readonly keptHead: KeptHead;
  /** What was kept beside the database when it was opened. */
  private readonly headBefore: ChainHead | undefined;
  private continuity: 'unchecked' | 'whole' | CustodyError = 'unchecked';
  private newestAtMs: number;
  private readonly proven = new ProvenTexts();
  /** What `latest` last gave, of how many and up to where in the chain: the page asks far more often than anything is recorded. */
  private shown: { readonly count: number; readonly length: number; readonly events: readonly CustodyEvent[] } = {
    ...{ count: 0, length: 0, events: [] },
  };

  /** @param makeRoom gives up what is kept for a full disk, and says whether that made room */
  constructor(
    db: StationDatabase,
    enrolment: Enrolment,
    signer: Signer,
    stamps: Stamps,
    foreign: ForeignEvents,
    makeRoom: () => boolean = () => false,
  ) {
    this.db = db;
    this.statements = statementsOf(db);
    this.atomically = db.transaction((work: () => CustodyEvent[]) => work()).immediate;
    this.enrolment = enrolment;
    this.signer = signer;
    this.stamps = stamps;
    this.foreign = foreign;
    this.makeRoom = makeRoom;
    this.head = this.storedHead();
    this.newestAtMs = this.storedNewestMs();
    this.keptHead = new KeptHead(db);
    this.headBefore = this.keptHead.read();
    if (this.head.sequence === 0 && !this.headBefore) {
      this.continuity = 'whole';
      this.keepHead();
      // From the first moment there is one: none at all is what somebody took away.
      this.keptHead.flush();
    }
  }

  /** The site whose station writes this log. */
  get site(): string {
    return this.enrolment.record.site;
  }

  /** What was found to be missing or replaced in the chain. */
  get alteration(): CustodyError | undefined {
    return this.continuity instanceof CustodyError ? this.continuity : undefined;
  }

  /** Whether the chain was found to be whole: until then nobody may rely on what it does not say. */
  get isWhole(): boolean {
    return this.continuity === 'whole';
  }

  /** Looks at every event whether anything is missing or replaced; once, at the start of a station that relies on it. */
  async checkContinuity(): Promise<void> {
    if (this.continuity !== 'unchecked') return;
    const sequence = (await firstAlteration(this.db, this.enrolment)) ?? this.firstCutOff();
    if (sequence !== undefined) this.foundAltered({ sequence });
    if (this.alteration) return;
    this.continuity = 'whole';
    this.keepHead();
  }

  /** Notes beside the database how far the chain has come; call before that is closed. */
  close(): void {
    this.keptHead.flush();
  }

  /** Somebody outside holds proof that this record is not whole. */
  foundAltered(details: Readonly<Record<string, unknown>>): void {
    if (!this.alteration) this.continuity = agentError('record-altered', details);
  }

  /** The latest time that an event of the chain says, by the clock of its moment. */
  get newestMs(): number {
    return this.newestAtMs;
  }

  /** Number of events in the chain. */
  get length(): number {
    return this.head.sequence;
  }

  /** The same without what this station's own glass must not tell of. */
  get toldLength(): number {
    return this.length - z.int().parse(this.statements.hidden.get());
  }

  /** Hash of the last event; of the station record while there is none. */
  get headHash(): string {
    return this.head.hash;
  }

  /** Hash of the event with a number; undefined where there is none. */
  hashAt(sequence: number): string | undefined {
    return hashSchema.parse(this.statements.hashAt.get(sequence));
  }

  /** Signed events after a number, oldest first. */
  textsAfter(sequence: number, limit: number): string[] {
    return textsSchema.parse(this.statements.after.all(sequence, limit));
  }

  holdsId(id: string): boolean {
    return this.statements.byId.get(id) !== undefined;
  }

  /**
   * Signs and stores events, those that name them, and whatever `project` writes, in one transaction that is on the disk when this returns.
   * If anything fails, nothing happened. Where the disk is full, room is made once, for anything but a release.
   * @param endsOf the ends of a subject's line, where others write it as well; else what is written last is its end
   * @throws `event-refused`, `disk-full`
   */
  commit(
    drafts: readonly EventDraft[],
    project: Project = () => {},
    endsOf: EndsOf = () => undefined,
    naming: Naming = () => [],
  ): CustodyEvent[] {
    try {
      return this.write(drafts, project, endsOf, naming);
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      const mayUseReserve = !drafts.some(isGateRelease);
      if (!this.makeRoom() || !mayUseReserve) throw agentError('disk-full', {}, error);
      return this.write(drafts, project, endsOf, naming);
    }
  }

  private write(drafts: readonly EventDraft[], project: Project, endsOf: EndsOf, naming: Naming): CustodyEvent[] {
    const before = this.head;
    const last = new Map<string, string>();
    try {
      return this.atomically(() => {
        const write = (draft: EventDraft): CustodyEvent => {
          const { subject } = draft;
          const event = this.append(draft, last.get(subject) ?? this.endOf(subject, endsOf(subject)));
          last.set(subject, event.id);
          return event;
        };
        const named = drafts.map(write);
        const events = [...named, ...naming(named).map(write)];
        project(events);
        return events;
      });
    } catch (error) {
      this.head = before;
      throw error;
    } finally {
      if (this.head !== before) this.keepHead();
    }
  }

  private append(draft: EventDraft, after: string | undefined): CustodyEvent {
    const { record } = this.enrolment;
    const officer = this.stamps.officer();
    const envelope: Envelope = {
      specversion: '1.0',
      id: uuidV7(this.stamps.clock, this.stamps.random),
      source: sourceOf(record.site, record.stationId),
      type: draft.type,
      subject: draft.subject,
      time: new Date(this.stamps.clock.nowMs()).toISOString(),
      datacontenttype: 'application/json',
      chainid: record.chainId,
      sequence: this.head.sequence + 1,
      prevhash: this.head.hash,
      bootid: this.stamps.bootId,
      timequality: this.stamps.timeQuality(),
      ...(after !== undefined && { after }),
      ...(officer !== undefined && { officer }),
      data: draft.data,
    };
    const event = typedEvent(envelope);
    if (!event.ok) throw agentError('event-refused', { type: draft.type }, event.error);
    const signed = signEvent(envelope, this.signer);
    if (signed.text.length > maxMessageBytes)
      throw agentError('event-refused', { type: draft.type, bytes: signed.text.length });
    const { sequence, id, type, subject, time } = envelope;
    this.statements.insertEvent.run({
      ...{ sequence, id, type, subject, time, hash: signed.hash, text: signed.text },
      officer: officer ?? null,
      bySight: sightIn(event.value) ? 1 : 0,
      ...exceptedIn(event.value),
    });
    this.statements.insertWaiting.run(sequence);
    this.head = { sequence: envelope.sequence, hash: signed.hash };
    this.newestAtMs = Math.max(this.newestAtMs, Date.parse(time));
    this.proven.add(signed.text);
    return event.value;
  }

  /** The whole line of a subject: what this station recorded, of one type only where it is named, and what other stations did. */
  lineOf(subject: string, ownType?: CustodyEvent['type']): CustodyEvent[] {
    return [...this.foreign.eventsOf(subject), ...this.eventsOf(subject, ownType)];
  }

  /** Whether an erasure counts here: this station's own, or one that the centre has followed. */
  isFollowed(erasure: Erasure): boolean {
    return erasure.chainid === this.enrolment.record.chainId || this.foreign.isFollowed(erasure.id);
  }

  /** Subjects of a kind whose ids are this one or later, of this station's events and of what other stations recorded, sorted. */
  subjectsFrom(subject: string): string[] {
    const kind = subject.slice(0, subject.indexOf('/'));
    return z.array(z.string()).parse(this.statements.subjects.all({ from: subject, kind }));
  }

  /** Events of this station about one subject, oldest first; of one type only where it is named. */
  eventsOf(subject: string, type?: CustodyEvent['type']): CustodyEvent[] {
    return this.statements.line.all(subject, type ?? null).map((row) => this.read(row));
  }

  /** Events of one type, oldest first; of a moment or later where one is named. */
  eventsOfType<Type extends CustodyEvent['type']>(type: Type, since = ''): Extract<CustodyEvent, { type: Type }>[] {
    const isOfType = (event: CustodyEvent): event is Extract<CustodyEvent, { type: Type }> => event.type === type;
    return this.statements.ofType
      .all(type, since)
      .map((row) => this.read(row))
      .filter(isOfType);
  }

  /** The last events of the chain, newest first. */
  latest(count: number): readonly CustodyEvent[] {
    const { length, shown } = this;
    if (shown.count === count && shown.length === length) return shown.events;
    const known = shown.count === count ? shown : { length: 0, events: [] };
    const since = this.statements.latest.all(known.length, count).map((row) => this.read(row));
    const events = [...since, ...known.events].slice(0, count);
    // What a transaction wrote may be taken back yet.
    if (!this.db.inTransaction) this.shown = { count, length, events };
    return events;
  }

  /** An event of this station as it was signed; undefined where it recorded none of this id. */
  textOf(eventId: string): string | undefined {
    const row = this.statements.byId.get(eventId);
    return row === undefined ? undefined : textOf(row);
  }

  /** The code with which this station vouches, on paper, for one of its own events. */
  codeOf(eventId: string): string | undefined {
    const row = this.statements.byId.get(eventId);
    if (row === undefined) return undefined;
    const event = authenticate(textOf(row), this.enrolment);
    if (!event.ok) throw agentError('database-damaged', { eventId }, event.error);
    return signEventCode(statementOf(event.value), this.signer);
  }

  /** Every signed event, oldest first, exactly as it was sent. */
  *signedTexts(): Generator<string> {
    for (const row of this.db.prepare('SELECT signed_text AS text FROM event ORDER BY sequence').iterate())
      yield textOf(row);
  }

  /**
   * Verifies every signature and link of the chain from its first event.
   * @throws `database-damaged` with the first sequence that does not hold
   */
  verify(): void {
    let head = chainStart(this.enrolment);
    for (const text of this.signedTexts()) {
      const event = authenticate(text, this.enrolment);
      const verdict = event.ok ? placeInChain(head, event.value, () => undefined) : undefined;
      if (verdict?.kind !== 'next') throw agentError('database-damaged', { sequence: head.sequence + 1 });
      head = verdict.head;
    }
  }

  private read(row: unknown): CustodyEvent {
    const text = textOf(row);
    const event = this.proven.read(text, (held) => authenticate(text, this.enrolment, held));
    const typed = event.ok ? typedEvent(event.value.envelope) : event;
    if (!typed.ok) throw agentError('database-damaged', {}, typed.error);
    return typed.value;
  }

  /** What an event goes on from: the one end of its line; of several, the own one. */
  private endOf(subject: string, ends: readonly string[] | undefined): string | undefined {
    if (ends?.length === 1) return ends[0];
    const last = this.statements.lastId.get(subject);
    const own = typeof last === 'string' ? last : undefined;
    return !ends || (own !== undefined && ends.includes(own)) ? own : ends.toSorted().at(-1);
  }

  /** Where events at the end of the chain are missing, by what was kept beside it. */
  private firstCutOff(): number | undefined {
    const kept = this.headBefore;
    if (!kept) return this.head.sequence + 1;
    const hash = kept.sequence === 0 ? chainStart(this.enrolment).hash : this.statements.hashAt.get(kept.sequence);
    return hash === kept.hash ? undefined : Math.min(kept.sequence, this.head.sequence + 1);
  }

  /** What was cut off must be found again at the next start; a disk without room leaves it behind, which tells of nothing. */
  private keepHead(): void {
    if (this.isWhole) this.keptHead.note(this.head);
  }

  private storedNewestMs(): number {
    const time = this.db.prepare('SELECT max(committed_at) FROM event').pluck().get();
    return typeof time === 'string' ? Date.parse(time) : 0;
  }

  private storedHead(): ChainHead {
    const row = this.db
      .prepare('SELECT signed_text AS text, hash, sequence FROM event ORDER BY sequence DESC LIMIT 1')
      .get();
    if (row === undefined) return chainStart(this.enrolment);
    const last = authenticate(textOf(row), this.enrolment);
    if (!last.ok) throw agentError('database-damaged', { part: 'head of the chain' }, last.error);
    return { sequence: last.value.envelope.sequence, hash: last.value.hash };
  }
}

/** Compiled once: each is needed at every event. */
function statementsOf(db: StationDatabase) {
  return {
    insertEvent: db.prepare(
      `INSERT INTO event (sequence, id, type, subject, committed_at, officer, by_sight, excepted, unphotographed, hash, signed_text)
       VALUES (@sequence, @id, @type, @subject, @time, @officer, @bySight, @excepted, @unphotographed, @hash, @text)`,
    ),
    insertWaiting: db.prepare('INSERT INTO outbox (sequence) VALUES (?)'),
    line: db.prepare(
      'SELECT signed_text AS text FROM event WHERE subject = ? AND type = ifnull(?, type) ORDER BY sequence',
    ),
    byId: db.prepare('SELECT signed_text AS text FROM event WHERE id = ?'),
    ofType: db.prepare('SELECT signed_text AS text FROM event WHERE type = ? AND committed_at >= ? ORDER BY sequence'),
    // Whatever follows the solidus in ASCII ends the ids of a kind.
    subjects: db
      .prepare(
        `SELECT DISTINCT subject FROM event WHERE subject >= @from AND subject < @kind || '0'
         UNION SELECT DISTINCT subject FROM foreign_event WHERE subject >= @from AND subject < @kind || '0' ORDER BY subject`,
      )
      .pluck(),
    hashAt: db.prepare('SELECT hash FROM event WHERE sequence = ?').pluck(),
    after: db.prepare('SELECT signed_text FROM event WHERE sequence > ? ORDER BY sequence LIMIT ?').pluck(),
    latest: db.prepare(
      `SELECT signed_text AS text FROM event WHERE type <> '${untold}' AND sequence > ? ORDER BY sequence DESC LIMIT ?`,
    ),
    hidden: db.prepare(`SELECT count(*) FROM event WHERE type = '${untold}'`).pluck(),
    lastId: db.prepare('SELECT id FROM event WHERE subject = ? ORDER BY sequence DESC LIMIT 1').pluck(),
  };
}

const isDiskFull = (error: unknown): boolean => error instanceof Database.SqliteError && error.code === 'SQLITE_FULL';

function textOf(row: unknown): string {
  if (typeof row === 'object' && row !== null && 'text' in row && typeof row.text === 'string') return row.text;
  throw agentError('database-damaged', { part: 'event row' });
}

/** How many fingers an admission could not take, and how many of those no photograph shows. */
function exceptedIn(event: CustodyEvent): { readonly excepted: number; readonly unphotographed: number } {
  if (event.type !== 'prisoner.admitted.v2') return { excepted: 0, unphotographed: 0 };
  const { excepted = 0, unphotographed = 0 } = event.data;
  return { excepted, unphotographed };
}
