import { keyGrantSchema, type Receipt, readMessage } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from './database.ts';
import { untold } from './untold.ts';

const waitingRow = z.object({ sequence: z.int(), text: z.string() });
const grantRow = z.object({ place: z.int(), grantId: z.string(), text: z.string() });

/** What waits to be received by the centre; only its receipts empty it. */
export class Outbox {
  private readonly db: StationDatabase;
  private readonly statements: ReturnType<typeof statementsOf>;
  private newestReceiptMs = Number.NEGATIVE_INFINITY;

  constructor(db: StationDatabase) {
    this.db = db;
    this.statements = statementsOf(db);
  }

  /** Events committed and not yet receipted, without what this station's own glass must not tell of. */
  get waiting(): number {
    return z.int().parse(this.statements.waiting.get());
  }

  /** Waiting events from a sequence number on, oldest first. */
  eventsFrom(sequence: number, limit: number): { sequence: number; text: string }[] {
    return z.array(waitingRow).parse(this.statements.eventsFrom.all(sequence, limit));
  }

  /** The first event that waits, if any does. */
  firstWaiting(): number | undefined {
    return z.int().nullable().parse(this.statements.firstWaiting.get()) ?? undefined;
  }

  /** Key grants on their way to the centre from a place on, in the order in which they were made. */
  grants(from = 0, limit = Number.MAX_SAFE_INTEGER): z.infer<typeof grantRow>[] {
    return z.array(grantRow).parse(this.statements.grants.all(from, limit));
  }

  /** Adds a grant; called within the transaction that commits the event it belongs to. */
  addGrant(grantId: string, signedText: string): void {
    this.statements.addGrant.run(grantId, signedText);
  }

  /** Drops the grants of a person's key; called within the transaction that destroys the key. */
  dropGrantsOf(subject: string): void {
    for (const { grantId, text } of this.grants()) {
      const message = readMessage('custody-grant+json', text);
      const grant = keyGrantSchema.safeParse(message.ok ? message.value.payload : undefined);
      if (grant.data?.subject === subject) this.statements.dropGrant.run(grantId);
    }
  }

  /**
   * Forgets what the centre signed for. What a centre that was restored from a backup no longer holds waits again.
   * @returns false when the receipt speaks of another history than ours: nothing is forgotten then
   */
  settle(receipt: Receipt): boolean {
    if (receipt.upTo > 0) {
      const held = this.statements.hashOf.get(receipt.upTo);
      if (held !== receipt.headHash) return false;
    }
    const { waitAgainAfter, received, quarantine, dropGrant } = this.statements;
    const issuedMs = Date.parse(receipt.issuedAt);
    const isNewest = issuedMs > this.newestReceiptMs;
    this.db
      .transaction(() => {
        if (isNewest) waitAgainAfter.run(receipt.upTo);
        received.run(receipt.upTo);
        for (const { sequence, reason } of receipt.quarantined) {
          if (sequence <= receipt.upTo) quarantine.run(sequence, reason);
        }
        for (const grantId of receipt.grants) dropGrant.run(grantId);
      })
      .immediate();
    if (isNewest) this.newestReceiptMs = issuedMs;
    return true;
  }
}

function statementsOf(db: StationDatabase) {
  return {
    waiting: db
      .prepare(
        `SELECT (SELECT count(*) FROM outbox)
         - (SELECT count(*) FROM event WHERE type = '${untold}' AND sequence IN (SELECT sequence FROM outbox))`,
      )
      .pluck(),
    eventsFrom: db.prepare(
      'SELECT sequence, signed_text AS text FROM outbox JOIN event USING (sequence) WHERE sequence >= ? ORDER BY sequence LIMIT ?',
    ),
    firstWaiting: db.prepare('SELECT min(sequence) FROM outbox').pluck(),
    grants: db.prepare(
      'SELECT place, grant_id AS grantId, signed_text AS text FROM outgoing_grant WHERE place >= ? ORDER BY place LIMIT ?',
    ),
    addGrant: db.prepare('INSERT INTO outgoing_grant (grant_id, signed_text) VALUES (?, ?)'),
    dropGrant: db.prepare('DELETE FROM outgoing_grant WHERE grant_id = ?'),
    hashOf: db.prepare('SELECT hash FROM event WHERE sequence = ?').pluck(),
    received: db.prepare('DELETE FROM outbox WHERE sequence <= ?'),
    quarantine: db.prepare('INSERT OR REPLACE INTO quarantined (sequence, reason) VALUES (?, ?)'),
    waitAgainAfter: db.prepare(
      `INSERT INTO outbox (sequence) SELECT sequence FROM event
       WHERE sequence > ? AND sequence < coalesce((SELECT min(sequence) FROM outbox), sequence + 1)`,
    ),
  };
}
