import { hash as digest } from 'node:crypto';
import {
  type AuthenticEvent,
  authenticate,
  type ChainHead,
  type CustodyEvent,
  chainStart,
  contractError,
  type Enrolment,
  type PublicJwk,
  readMessage,
  readStationRecord,
  typedEvent,
} from '@custody-edge/event-contract';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationDatabase } from './database.ts';
import { ProvenTexts } from './proven-texts.ts';

/** An event of another station that holds, as it came. */
export interface ForeignEvent extends AuthenticEvent {
  readonly event: CustodyEvent;
  readonly text: string;
  /** The signed station record whose key signed it. */
  readonly record: string;
}

/** An event on its way into its place. */
interface Placed extends AuthenticEvent {
  readonly text: string;
  /** Why it is held without counting. */
  readonly setAside?: string;
}

const rowSchema = z.object({ text: z.string(), record: z.string() });
const chainRow = z.object({ record: z.string(), sequence: z.int(), hash: z.string() });
const textsSchema = z.array(z.string());
const sequenceSchema = z.int().optional();
const hashSchema = z.string().optional();
/** Of a text that is kept in the quarantine. */
const quarantinedChars = 4_096;
/** Beside the event that counts under the same number of its chain. */
const forked = 'sequence-reused';

interface Chain {
  readonly enrolment: Enrolment;
  readonly record: string;
  readonly head: ChainHead;
}

/**
 * What other stations recorded, kept as they signed it: single events of people who came from other prisons or went there, which the centre
 * hands over, and the whole chains of the stations of this site, which they hand to each other.
 */
export class ForeignEvents {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly authority: PublicJwk;
  /** Of whom there are any: most people were never anywhere else. */
  private readonly subjects: Set<unknown>;
  private readonly enrolments = new Map<string, Result<Enrolment, CustodyError>>();
  private readonly proven = new ProvenTexts();
  /** By chain id, as they stand on the disk. */
  private readonly chains = new Map<string, Chain>();

  constructor(db: StationDatabase, authority: PublicJwk) {
    this.statements = statementsOf(db);
    this.authority = authority;
    for (const row of this.statements.chains.all()) {
      const { record, sequence, hash } = chainRow.parse(row);
      const enrolment = this.enrolmentOf(record);
      if (enrolment.ok) this.adopt({ enrolment: enrolment.value, record, head: { sequence, hash } });
    }
    db.transaction(() => this.reconsider())();
    this.subjects = new Set(this.statements.subjects.all());
  }

  /**
   * Takes events of other gates about one person only if each was signed by a gate that the project's authority enrolled.
   * One that does not hold refuses all: `signer-unknown`, `signature-invalid`, `signer-mismatch`, `chain-unknown`,
   * `event-type-unknown`, `event-data-invalid`, and what a record that does not hold refuses with.
   */
  read(subject: string, texts: readonly string[], records: readonly string[]): Result<ForeignEvent[], CustodyError> {
    const signers = new Map<string, { readonly enrolment: Enrolment; readonly record: string }>();
    for (const record of records) {
      const enrolment = this.enrolmentOf(record);
      if (!enrolment.ok) return enrolment;
      if (enrolment.value.record.role === 'gate')
        signers.set(enrolment.value.keyId, { enrolment: enrolment.value, record });
    }
    const events: ForeignEvent[] = [];
    for (const text of texts) {
      const message = readMessage('custody-event+json', text);
      if (!message.ok) return message;
      const signer = signers.get(message.value.keyId);
      if (!signer) return fail(contractError('signer-unknown', { keyId: message.value.keyId }));
      const authentic = this.proven.read(text, (held) => authenticate(text, signer.enrolment, held));
      if (!authentic.ok) return authentic;
      const event = typedEvent(authentic.value.envelope);
      if (!event.ok) return event;
      if (event.value.subject !== subject)
        return fail(contractError('event-data-invalid', { issue: 'another subject' }));
      events.push({ ...authentic.value, event: event.value, text, record: signer.record });
    }
    return ok(events);
  }

  /** Keeps events that were read, and returns those that were not held yet; call within a transaction. */
  add(events: readonly ForeignEvent[]): CustodyEvent[] {
    return events.flatMap((one) => {
      const { event, record } = one;
      const { id, chainid, sequence } = event;
      if (this.holdsId(id) || this.hashAt(chainid, sequence) !== undefined) return [];
      const { hash } = this.enrolmentOrThrow(record);
      this.statements.openChain.run(chainid, record, hash);
      return this.insert(one) ? [event] : [];
    });
  }

  /**
   * Adds the next events of a chain; call within a transaction, and `adopt` what is returned once that is on the disk.
   * @param record signed, of the station whose chain it is
   */
  extend(enrolment: Enrolment, record: string, events: readonly Placed[], head: ChainHead): Chain {
    const { chainId } = enrolment.record;
    this.statements.openChain.run(chainId, record, enrolment.hash);
    for (const event of events) this.insert(event);
    this.statements.moveHead.run(head.sequence, head.hash, chainId);
    return { enrolment, record, head };
  }

  adopt(chain: Chain): void {
    this.chains.set(chain.enrolment.record.chainId, chain);
  }

  /** Keeps an event that its station signed under a number under which it signed another one before; within a transaction. @returns whether it is news */
  keepFork(event: AuthenticEvent & { readonly text: string }): boolean {
    return this.insert({ ...event, setAside: forked });
  }

  isForked(chainId: string): boolean {
    return this.statements.fork.get(chainId) !== undefined;
  }

  /** Keeps what was signed by nobody whom it names; of the last ones only. */
  quarantine(peer: string, text: string, reason: string): void {
    this.statements.quarantine.run(digest('sha256', text, 'base64url'), peer, reason, text.slice(0, quarantinedChars));
    this.statements.trimQuarantine.run();
  }

  /** Chains of one site that are held from their first event on. */
  chainsOf(site: string): Chain[] {
    return [...this.chains.values()].filter(
      ({ enrolment, head }) => enrolment.record.site === site && head.sequence > 0,
    );
  }

  chain(chainId: string): Chain | undefined {
    return this.chains.get(chainId);
  }

  headOf(enrolment: Enrolment): ChainHead {
    return this.chains.get(enrolment.record.chainId)?.head ?? chainStart(enrolment);
  }

  /** Up to where every event of a chain is held, also within a transaction that extends it. */
  heldTo(chainId: string): number {
    return sequenceSchema.parse(this.statements.heldTo.get(chainId)) ?? 0;
  }

  hashAt(chainId: string, sequence: number): string | undefined {
    return hashSchema.parse(this.statements.hashAt.get(chainId, sequence));
  }

  textsAfter(chainId: string, sequence: number, limit: number): string[] {
    return textsSchema.parse(this.statements.after.all(chainId, sequence, limit));
  }

  /** Whether an event with this id counts, other than the one with this hash. */
  holdsId(id: string, but = ''): boolean {
    return this.statements.byId.get(id, but) !== undefined;
  }

  /** @throws `database-damaged` */
  eventsOf(subject: string): CustodyEvent[] {
    if (!this.subjects.has(subject)) return [];
    return this.statements.line.all(subject).map((row) => this.readRow(row));
  }

  /** The same, as they were signed, each with the record of its station. */
  signedLineOf(subject: string): { readonly text: string; readonly record: string }[] {
    return rowSchema.array().parse(this.statements.line.all(subject));
  }

  /** Events of one type that count, of one chain before a number. @throws `database-damaged` */
  eventsOfType(type: CustodyEvent['type'], chainId: string, before: number): CustodyEvent[] {
    return this.statements.ofType.all(type, chainId, before).map((row) => this.readRow(row));
  }

  /** Events of one type that count, of every other station, of a moment or later by its clock. @throws `database-damaged` */
  eventsOfTypeSince(type: CustodyEvent['type'], since: string): CustodyEvent[] {
    return this.statements.everyOfType
      .all(type)
      .map((row) => this.readRow(row))
      .filter(({ time }) => time >= since);
  }

  /** Erasures that count at no other station so far. @throws `database-damaged` */
  unfollowedErasures(): CustodyEvent[] {
    return this.statements.unfollowed.all().map((row) => this.readRow(row));
  }

  /** Whether an erasure at another station was found to be answered for, by the centre or here. */
  isFollowed(id: string): boolean {
    return this.statements.followed.get(id) !== undefined;
  }

  /** Call within a transaction that folds the person anew. */
  follow(id: string): void {
    this.statements.follow.run(id);
  }

  /** Whether it is on record that this station was told of an event. */
  isTold(id: string): boolean {
    return this.statements.told.get(id) !== undefined;
  }

  /** Call within the transaction that records it. */
  told(id: string): void {
    this.statements.tell.run(id);
  }

  wasSeenToHold(text: string): boolean {
    return this.proven.has(text);
  }

  /** The signature of a text was seen to hold. */
  seenToHold(text: string): void {
    this.proven.add(text);
  }

  enrolmentOf(record: string): Result<Enrolment, CustodyError> {
    const known = this.enrolments.get(record);
    if (known) return known;
    const read = readStationRecord(record, this.authority);
    // What is refused is not remembered: anybody could send more of it.
    if (read.ok) this.enrolments.set(record, read);
    return read;
  }

  private insert({ envelope, hash, text, setAside }: Placed): boolean {
    const { chainid, sequence, id, type, subject } = envelope;
    const { changes } = this.statements.insert.run(chainid, sequence, hash, id, type, subject, text, setAside ?? null);
    this.subjects.add(subject);
    return changes === 1;
  }

  private readRow(row: unknown): CustodyEvent {
    const { text, record } = rowSchema.parse(row);
    const enrolment = this.enrolmentOrThrow(record);
    const authentic = this.proven.read(text, (held) => authenticate(text, enrolment, held));
    const event = authentic.ok ? typedEvent(authentic.value.envelope) : authentic;
    if (!event.ok) throw agentError('database-damaged', { part: 'foreign event' }, event.error);
    return event.value;
  }

  private enrolmentOrThrow(record: string): Enrolment {
    const enrolment = this.enrolmentOf(record);
    if (!enrolment.ok) throw agentError('database-damaged', { part: 'station record' }, enrolment.error);
    return enrolment.value;
  }

  /** After an update a kind of event may be known that was not when it came: whomever it is about is folded anew. */
  private reconsider(): void {
    for (const row of this.statements.notUnderstood.all()) {
      const { text, record, position } = rowSchema.extend({ position: z.int() }).parse(row);
      const enrolment = this.enrolmentOf(record);
      const authentic = enrolment.ok ? authenticate(text, enrolment.value) : enrolment;
      const event = authentic.ok ? typedEvent(authentic.value.envelope) : authentic;
      if (!event.ok || this.holdsId(event.value.id)) continue;
      this.statements.understood.run(position);
      this.statements.foldAnew.run(event.value.subject);
    }
  }
}

function statementsOf(db: StationDatabase) {
  const counting = 'FROM foreign_event JOIN foreign_chain USING (chain_id) WHERE set_aside IS NULL';
  return {
    chains: db.prepare('SELECT record, sequence, hash FROM foreign_chain'),
    subjects: db.prepare('SELECT DISTINCT subject FROM foreign_event').pluck(),
    openChain: db.prepare(
      'INSERT INTO foreign_chain (chain_id, record, sequence, hash) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING',
    ),
    moveHead: db.prepare('UPDATE foreign_chain SET sequence = ?, hash = ? WHERE chain_id = ?'),
    heldTo: db.prepare('SELECT sequence FROM foreign_chain WHERE chain_id = ?').pluck(),
    insert: db.prepare(
      `INSERT INTO foreign_event (chain_id, sequence, hash, id, type, subject, signed_text, set_aside)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    ),
    hashAt: db
      .prepare(`SELECT hash FROM foreign_event WHERE chain_id = ? AND sequence = ? AND set_aside IS NOT '${forked}'`)
      .pluck(),
    after: db
      .prepare(
        `SELECT signed_text FROM foreign_event JOIN foreign_chain USING (chain_id)
         WHERE chain_id = ? AND foreign_event.sequence > ? AND foreign_event.sequence <= foreign_chain.sequence
           AND set_aside IS NOT '${forked}' ORDER BY foreign_event.sequence LIMIT ?`,
      )
      .pluck(),
    fork: db.prepare(`SELECT 1 FROM foreign_event WHERE chain_id = ? AND set_aside = '${forked}' LIMIT 1`),
    byId: db.prepare('SELECT 1 FROM foreign_event WHERE id = ? AND hash <> ? AND set_aside IS NULL'),
    line: db.prepare(`SELECT signed_text AS text, record ${counting} AND subject = ? ORDER BY position`),
    ofType: db.prepare(
      `SELECT signed_text AS text, record ${counting} AND type = ? AND chain_id = ? AND foreign_event.sequence < ?
       ORDER BY foreign_event.sequence`,
    ),
    everyOfType: db.prepare(`SELECT signed_text AS text, record ${counting} AND type = ? ORDER BY position`),
    unfollowed: db.prepare(
      `SELECT signed_text AS text, record ${counting} AND type = 'prisoner.forgotten.v2' AND followed = 0`,
    ),
    quarantine: db.prepare(
      'INSERT INTO peer_quarantine (hash, peer, reason, signed_text) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    trimQuarantine: db.prepare(
      'DELETE FROM peer_quarantine WHERE rowid <= (SELECT max(rowid) FROM peer_quarantine) - 1000',
    ),
    notUnderstood: db.prepare(
      `SELECT position, signed_text AS text, record FROM foreign_event JOIN foreign_chain USING (chain_id)
       WHERE set_aside IN ('event-type-unknown', 'event-data-invalid')`,
    ),
    understood: db.prepare('UPDATE foreign_event SET set_aside = NULL WHERE position = ?'),
    foldAnew: db.prepare('DELETE FROM person WHERE subject = ?'),
    followed: db.prepare('SELECT id FROM foreign_event WHERE id = ? AND followed = 1'),
    follow: db.prepare('UPDATE foreign_event SET followed = 1 WHERE id = ?'),
    told: db.prepare('SELECT event_id FROM told_event WHERE event_id = ?'),
    tell: db.prepare('INSERT INTO told_event (event_id) VALUES (?)'),
  };
}
