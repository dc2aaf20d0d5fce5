import {
  authenticate,
  type CustodyEvent,
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

/** An event of another station that holds, as it came. */
export interface ForeignEvent {
  readonly event: CustodyEvent;
  readonly text: string;
  /** The signed station record whose key signed it. */
  readonly record: string;
}

const rowSchema = z.object({ text: z.string(), record: z.string() });

/** What other gates recorded of people who came from them or went to them, kept as those gates signed it. */
export class ForeignEvents {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly authority: PublicJwk;
  /** Of whom there are any: most people were never anywhere else. */
  private readonly subjects: Set<unknown>;
  private readonly enrolments = new Map<string, Result<Enrolment, CustodyError>>();

  constructor(db: StationDatabase, authority: PublicJwk) {
    this.statements = statementsOf(db);
    this.authority = authority;
    this.subjects = new Set(db.prepare('SELECT DISTINCT subject FROM foreign_event').pluck().all());
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
      const event = readEvent(text, signer.enrolment);
      if (!event.ok) return event;
      if (event.value.subject !== subject)
        return fail(contractError('event-data-invalid', { issue: 'another subject' }));
      events.push({ event: event.value, text, record: signer.record });
    }
    return ok(events);
  }

  /**
   * Keeps events that were read, and returns those that were not held yet; call within a transaction.
   * @param followed ids of the erasures among them that the centre followed
   */
  add(events: readonly ForeignEvent[], followed: readonly string[] = []): CustodyEvent[] {
    return events.flatMap(({ event, text, record }) => {
      const { changes } = this.statements.insert.run(
        event.id,
        event.subject,
        text,
        record,
        followed.includes(event.id) ? 1 : 0,
      );
      this.subjects.add(event.subject);
      return changes === 1 ? [event] : [];
    });
  }

  /** @throws `database-damaged` */
  eventsOf(subject: string): CustodyEvent[] {
    if (!this.subjects.has(subject)) return [];
    return this.statements.line.all(subject).map((row) => {
      const { text, record } = rowSchema.parse(row);
      const enrolment = this.enrolmentOf(record);
      const event = enrolment.ok ? readEvent(text, enrolment.value) : enrolment;
      if (!event.ok) throw agentError('database-damaged', { part: 'foreign event' }, event.error);
      return event.value;
    });
  }

  /** Whether the centre followed an erasure at another station. */
  isFollowed(id: string): boolean {
    return this.statements.followed.get(id) !== undefined;
  }

  /** Whether it is on record that this station was told of an event. */
  isTold(id: string): boolean {
    return this.statements.told.get(id) !== undefined;
  }

  /** Call within the transaction that records it. */
  told(id: string): void {
    this.statements.tell.run(id);
  }

  private enrolmentOf(record: string): Result<Enrolment, CustodyError> {
    const known = this.enrolments.get(record);
    if (known) return known;
    const read = readStationRecord(record, this.authority);
    // What is refused is not remembered: anybody could send more of it.
    if (read.ok) this.enrolments.set(record, read);
    return read;
  }
}

function readEvent(text: string, enrolment: Enrolment): Result<CustodyEvent, CustodyError> {
  const event = authenticate(text, enrolment);
  return event.ok ? typedEvent(event.value.envelope) : event;
}

function statementsOf(db: StationDatabase) {
  return {
    insert: db.prepare(
      'INSERT INTO foreign_event (id, subject, signed_text, record, followed) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    line: db.prepare('SELECT signed_text AS text, record FROM foreign_event WHERE subject = ? ORDER BY rowid'),
    followed: db.prepare('SELECT id FROM foreign_event WHERE id = ? AND followed = 1'),
    told: db.prepare('SELECT event_id FROM told_event WHERE event_id = ?'),
    tell: db.prepare('INSERT INTO told_event (event_id) VALUES (?)'),
  };
}
