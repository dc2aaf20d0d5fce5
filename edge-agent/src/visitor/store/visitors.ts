import { createHmac, hkdfSync } from 'node:crypto';
import {
  type CustodyEvent,
  type DataKey,
  type Sealed,
  sealedSchema,
  type VisitorIdentity,
  type VisitRelation,
  visitorIdentitySchema,
  visitRelations,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import type { PersonKeys } from '../../store/person-keys.ts';
import type { Banned } from '../rules/alike.ts';

const identityField = 'identity';
/** In which the reason of a ban is sealed. */
export const banField = 'ban';

const sealedText = z.string().transform((text) => sealedSchema.parse(JSON.parse(text)));
const visitorRow = z.object({ identity: sealedText });
const banRow = z.object({ event: z.string(), subject: z.string(), until: z.string(), reason: sealedText });
const allowedRow = z.object({ person: z.string(), subject: z.string(), relation: z.enum(visitRelations) });

/** A ban that was not lifted; it may have run out. */
export interface Ban {
  readonly event: string;
  readonly subject: string;
  /** The last day on which it holds. */
  readonly until: string;
  readonly reason: string;
}

export type Allowed = z.infer<typeof allowedRow>;

/**
 * Who came to the desk: names as sealed as in their events, under each visitor's own key, and found again by a mark of the document's
 * number that only this station can make. Whoever loses the key loses name, bans and lists with it.
 */
export class Visitors {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly keys: PersonKeys;
  private readonly markKey: Uint8Array;
  /** What was read once, until the key is destroyed: the page names everybody inside at every step. */
  private readonly opened = new Map<string, VisitorIdentity>();

  constructor(db: StationDatabase, keys: PersonKeys, siteKey: Uint8Array) {
    this.statements = statementsOf(db);
    this.keys = keys;
    this.markKey = new Uint8Array(hkdfSync('sha256', siteKey, '', 'custody-edge visitor document', 32));
  }

  /** Somebody is written down for the first time; within the transaction that records it, before everything else of them. */
  store(subject: string, key: DataKey, identity: VisitorIdentity, sealed: Sealed): void {
    this.keys.store(subject, key);
    this.statements.insert.run(subject, this.markOf(identity) ?? null, JSON.stringify(sealed), '');
  }

  /** Follows what is recorded, within its transaction. */
  follow(event: CustodyEvent): void {
    const { subject } = event;
    switch (event.type) {
      case 'visitor.allowed.v1':
        this.statements.allow.run(event.data.person, subject, event.data.relation);
        break;
      case 'visitor.disallowed.v1':
        this.statements.disallow.run(event.data.person, subject);
        break;
      case 'visitor.banned.v1':
        this.statements.ban.run(event.id, subject, event.data.until, JSON.stringify(event.data.reason));
        break;
      case 'visitor.ban-lifted.v1':
        this.statements.liftBan.run(event.data.ban);
        break;
      case 'visitor.forgotten.v1':
        this.keys.destroy(subject);
        this.opened.delete(subject);
        break;
      case 'visitor.registered.v1':
        this.seen(subject, event.time);
        break;
      default:
        break;
    }
  }

  /** The visitor came at this moment. */
  seen(subject: string, at: string): void {
    this.statements.seen.run(at, subject);
  }

  identityOf(subject: string): VisitorIdentity | undefined {
    const opened = this.opened.get(subject);
    if (opened) return opened;
    const row = this.statements.find.get(subject);
    const text =
      row === undefined ? undefined : this.keys.readable(subject, identityField, visitorRow.parse(row).identity);
    if (text === undefined) return undefined;
    const read = visitorIdentitySchema.parse(JSON.parse(text));
    this.opened.set(subject, read);
    return read;
  }

  /** Who showed this document before. */
  byDocument(document: Pick<VisitorIdentity, 'document' | 'number'>): string | undefined {
    const mark = this.markOf(document);
    const row = mark === undefined ? undefined : this.statements.byDocument.get(mark);
    return z.string().optional().parse(row);
  }

  /** Everybody on whom a ban holds on this day. */
  banned(day: string): Banned[] {
    return z
      .array(z.string())
      .parse(this.statements.banned.all(day))
      .flatMap((subject) => {
        const identity = this.identityOf(subject);
        return identity ? [{ subject, identity }] : [];
      });
  }

  bans(): Ban[] {
    return z
      .array(banRow)
      .parse(this.statements.bans.all())
      .map(({ reason, ...ban }) => ({ ...ban, reason: this.keys.readable(ban.subject, banField, reason) ?? '' }));
  }

  allowed(): Allowed[] {
    return z.array(allowedRow).parse(this.statements.allowed.all());
  }

  /** Who stands on a prisoner's list. */
  allowedTo(person: string): { readonly subject: string; readonly relation: VisitRelation }[] {
    return z.array(allowedRow).parse(this.statements.allowedTo.all(person));
  }

  /** Whom nothing holds on record any more: last seen before this moment, on no list, and no ban in force on this day. */
  forgettable(before: string, day: string): string[] {
    return z.array(z.string()).parse(this.statements.forgettable.all(before, day));
  }

  private markOf({ document, number }: Pick<VisitorIdentity, 'document' | 'number'>): string | undefined {
    if (number === undefined) return undefined;
    return createHmac('sha256', this.markKey).update(`${document}\n${number}`).digest('base64url');
  }
}

function statementsOf(db: StationDatabase) {
  const allowed = 'SELECT person, subject, relation FROM allowed_visitor';
  return {
    insert: db.prepare('INSERT INTO visitor (subject, document, identity, last_seen) VALUES (?, ?, ?, ?)'),
    allow: db.prepare(
      'INSERT INTO allowed_visitor VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET relation = excluded.relation',
    ),
    disallow: db.prepare('DELETE FROM allowed_visitor WHERE person = ? AND subject = ?'),
    ban: db.prepare('INSERT INTO visitor_ban VALUES (?, ?, ?, ?)'),
    liftBan: db.prepare('DELETE FROM visitor_ban WHERE event = ?'),
    seen: db.prepare('UPDATE visitor SET last_seen = ? WHERE subject = ?'),
    find: db.prepare('SELECT identity FROM visitor WHERE subject = ?'),
    byDocument: db.prepare('SELECT subject FROM visitor WHERE document = ?').pluck(),
    banned: db.prepare('SELECT DISTINCT subject FROM visitor_ban WHERE until >= ?').pluck(),
    bans: db.prepare('SELECT event, subject, until, reason FROM visitor_ban ORDER BY until DESC'),
    allowed: db.prepare(allowed),
    allowedTo: db.prepare(`${allowed} WHERE person = ?`),
    forgettable: db
      .prepare(
        `SELECT subject FROM visitor WHERE last_seen < ?
           AND subject NOT IN (SELECT subject FROM allowed_visitor)
           AND subject NOT IN (SELECT subject FROM visitor_ban WHERE until >= ?)
           AND subject NOT IN (SELECT visitor FROM visit WHERE visitor IS NOT NULL AND state IN ('booked', 'inside'))
         LIMIT 100`,
      )
      .pluck(),
  };
}
