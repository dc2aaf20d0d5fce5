import {
  type Custody,
  type CustodyEvent,
  custodySchema,
  foldCustody,
  isCustodyEvent,
  type PersonalIdentity,
  personalIdentitySchema,
  unseal,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { agentError } from '../errors.ts';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog } from '../store/event-log.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { type EnrolledFinger, readTemplates } from './templates.ts';

/** A person on record at this gate. */
export interface Person {
  readonly subject: string;
  readonly custody: Custody;
  /** Absent once the person's key was destroyed. */
  readonly identity?: PersonalIdentity;
  /** Names of the fingers enrolled. */
  readonly fingers: readonly string[];
}

const personRow = z.object({ subject: z.string(), custody: z.string() });

/** Who is on record here and where they are: a projection of the event log, kept in the same transactions. */
export class People {
  private readonly db: StationDatabase;
  private readonly log: EventLog;
  private readonly keys: PersonKeys;
  private readonly bySubject = new Map<string, Person>();

  constructor(db: StationDatabase, log: EventLog, keys: PersonKeys) {
    this.db = db;
    this.log = log;
    this.keys = keys;
    this.foldMissing();
    for (const row of db.prepare('SELECT subject, custody FROM person').all()) {
      const { subject, custody } = personRow.parse(row);
      this.bySubject.set(subject, this.open(subject, custodySchema.parse(JSON.parse(custody))));
    }
  }

  /** After an update that changed the shape of the projection nobody is in it. */
  private foldMissing(): void {
    const rows = this.db
      .prepare(
        `SELECT DISTINCT subject FROM event
         WHERE subject LIKE 'person/%' AND subject NOT IN (SELECT subject FROM person)`,
      )
      .all();
    this.db.transaction(() => {
      for (const row of rows) this.project(this.log.eventsOf(z.object({ subject: z.string() }).parse(row).subject));
    })();
  }

  find(subject: string): Person | undefined {
    return this.bySubject.get(subject);
  }

  all(): Person[] {
    return [...this.bySubject.values()];
  }

  /** Brings the stored custody of everybody in `events` up to date; called within their transaction. */
  project(events: readonly CustodyEvent[]): void {
    for (const subject of new Set(events.filter(isCustodyEvent).map((event) => event.subject))) {
      const custody = foldCustody(this.log.eventsOf(subject));
      if (!custody) continue;
      this.db
        .prepare(
          'INSERT INTO person (subject, custody) VALUES (?, ?) ON CONFLICT DO UPDATE SET custody = excluded.custody',
        )
        .run(subject, JSON.stringify(custody));
    }
  }

  /** Takes over what `project` stored, after the transaction is on the disk. */
  refresh(subject: string): void {
    const row = this.db.prepare('SELECT subject, custody FROM person WHERE subject = ?').get(subject);
    if (row === undefined) return;
    const custody = custodySchema.parse(JSON.parse(personRow.parse(row).custody));
    const known = this.bySubject.get(subject);
    const person = known && !custody.forgotten ? { ...known, custody } : this.open(subject, custody);
    this.bySubject.set(subject, person);
  }

  /** The enrolled templates of a person; none once their key was destroyed. */
  templatesOf(subject: string): EnrolledFinger[] {
    const admission = this.admissionOf(subject);
    const key = this.keys.find(subject);
    if (!key) return [];
    const opened = unseal(key, subject, 'templates', admission.data.templates);
    if (!opened.ok) throw opened.error;
    return readTemplates(opened.value);
  }

  private open(subject: string, custody: Custody): Person {
    const admission = this.admissionOf(subject);
    const fingers = admission.data.fingers.map(({ finger }) => finger);
    const key = this.keys.find(subject);
    if (!key) return { subject, custody, fingers };
    const opened = unseal(key, subject, 'identity', admission.data.identity);
    if (!opened.ok) throw opened.error;
    const identity = personalIdentitySchema.parse(JSON.parse(Buffer.from(opened.value).toString()));
    return { subject, custody, fingers, identity };
  }

  private admissionOf(subject: string): CustodyEvent & { type: 'prisoner.admitted.v1' } {
    for (const event of this.log.eventsOf(subject)) if (event.type === 'prisoner.admitted.v1') return event;
    throw agentError('database-damaged', { part: 'admission', subject });
  }
}
