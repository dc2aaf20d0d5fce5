import { type DataKey, type Sealed, seal, sealedSchema, unseal } from '@custody-edge/event-contract';
import { isCustodyError, type Random, uuidV7 } from '@custody-edge/foundation';
import { z } from 'zod';
import type { StationDatabase } from './database.ts';

const keyRow = z.object({ subject: z.string(), keyId: z.string(), wrapped: z.string() });
const wrapField = 'data-key';
/** A sealed value names its key; the site key has one generation only. */
const siteKeyId = '00000000-0000-4000-8000-000000000000';

/** The persons' data keys at rest, each wrapped by the site key. Without its key, a person's data is gone. */
export class PersonKeys {
  private readonly db: StationDatabase;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly siteKey: DataKey;
  private readonly random: Random;

  constructor(db: StationDatabase, siteKey: Uint8Array, random: Random) {
    this.db = db;
    this.statements = statementsOf(db);
    this.siteKey = { keyId: siteKeyId, bytes: siteKey };
    this.random = random;
  }

  /** A fresh key, not stored yet. */
  make(): DataKey {
    return { keyId: uuidV7(undefined, this.random), bytes: this.random.bytes(32) };
  }

  store(subject: string, key: DataKey): void {
    const wrapped = seal(this.siteKey, subject, wrapField, key.bytes, this.random);
    this.statements.insert.run(subject, key.keyId, JSON.stringify(wrapped));
  }

  find(subject: string): DataKey | undefined {
    const row = this.statements.find.get(subject);
    if (row === undefined) return undefined;
    const { keyId, wrapped } = keyRow.parse(row);
    const bytes = unseal(this.siteKey, subject, wrapField, sealedSchema.parse(JSON.parse(wrapped)));
    if (!bytes.ok) throw bytes.error;
    return { keyId, bytes: bytes.value };
  }

  /** Seals what is written down about a person; undefined once their key was destroyed. */
  seal(subject: string, field: string, text: string): Sealed | undefined {
    const key = this.find(subject);
    return key && seal(key, subject, field, Buffer.from(text), this.random);
  }

  /** Reads what `seal` made; undefined once the person's key was destroyed. @throws `seal-broken`, `key-missing` */
  read(subject: string, field: string, sealed: Sealed): string | undefined {
    const key = this.find(subject);
    if (!key) return undefined;
    const opened = unseal(key, subject, field, sealed);
    if (!opened.ok) throw opened.error;
    return Buffer.from(opened.value).toString();
  }

  /** As `read`, and undefined as well for what another station sealed so that it does not open: that keeps nobody's page shut. */
  readable(subject: string, field: string, sealed: Sealed): string | undefined {
    try {
      return this.read(subject, field, sealed);
    } catch (error) {
      if (!isCustodyError(error)) throw error;
      return undefined;
    }
  }

  /** Destroys a key; called within the transaction that records it. */
  destroy(subject: string): void {
    this.statements.destroy.run(subject);
  }

  /** Overwrites what the write-ahead log still holds of destroyed keys; after the transaction. */
  scrub(): void {
    this.db.pragma('wal_checkpoint(TRUNCATE)');
  }
}

function statementsOf(db: StationDatabase) {
  return {
    insert: db.prepare('INSERT INTO person_key (subject, key_id, wrapped) VALUES (?, ?, ?)'),
    find: db.prepare('SELECT subject, key_id AS keyId, wrapped FROM person_key WHERE subject = ?'),
    destroy: db.prepare('DELETE FROM person_key WHERE subject = ?'),
  };
}
