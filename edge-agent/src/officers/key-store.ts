import { type SecurityKey, securityKeySchema, thumbprint } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../store/database.ts';
import { json } from './officer-store.ts';
import type { SignedOfficers } from './signed-officers.ts';

/** A security key as registered at this station. */
export interface StoredKey {
  /** Thumbprint of its public half (RFC 7638). */
  readonly keyId: string;
  readonly officerId: string;
  readonly key: SecurityKey;
  /** How often it said that it had signed, when it last did. */
  readonly signCount: number;
  readonly addedAt: string;
}

const rowSchema = z.object({
  keyId: z.string(),
  officerId: z.string(),
  key: json(securityKeySchema),
  signCount: z.int(),
  addedAt: z.string(),
});
const select =
  'SELECT key_id AS keyId, officer_id AS officerId, key, sign_count AS signCount, added_at AS addedAt FROM security_key';

/** The security keys of the station's officers on disk. Each change is there before it returns. */
export class KeyStore {
  private readonly db: StationDatabase;
  private readonly signed: SignedOfficers;

  constructor(db: StationDatabase, signed: SignedOfficers) {
    this.db = db;
    this.signed = signed;
  }

  all(): StoredKey[] {
    const rows = z.array(rowSchema).parse(this.db.prepare(`${select} ORDER BY added_at, key_id`).all());
    return rows.flatMap((row) => this.asSigned(row) ?? []);
  }

  of(officerId: string): StoredKey[] {
    return this.all().filter((stored) => stored.officerId === officerId);
  }

  find(keyId: string): StoredKey | undefined {
    const row = this.db.prepare(`${select} WHERE key_id = ?`).get(keyId);
    return row === undefined ? undefined : this.asSigned(rowSchema.parse(row));
  }

  /** The key as the record says under signature whose it is; none where it says no such thing. */
  private asSigned(row: StoredKey): StoredKey | undefined {
    const keys = this.signed.find(row.officerId)?.securityKeys ?? [];
    const key = keys.find(({ publicKey }) => thumbprint(publicKey) === row.keyId);
    return key && { ...row, key };
  }

  /** Within the transaction that records it. */
  add(officerId: string, key: SecurityKey, signCount: number, addedAt: string): void {
    this.db
      .prepare('INSERT INTO security_key (key_id, officer_id, key, sign_count, added_at) VALUES (?, ?, ?, ?, ?)')
      .run(thumbprint(key.publicKey), officerId, JSON.stringify(key), signCount, addedAt);
  }

  setSignCount(keyId: string, signCount: number): void {
    this.db.prepare('UPDATE security_key SET sign_count = ? WHERE key_id = ?').run(signCount, keyId);
  }

  /** Within the transaction that records it. */
  remove(keyId: string): void {
    this.db.prepare('DELETE FROM security_key WHERE key_id = ?').run(keyId);
  }

  /** Within the transaction that disables the officer, or enrols the number again. */
  removeAllOf(officerId: string): void {
    this.db.prepare('DELETE FROM security_key WHERE officer_id = ?').run(officerId);
  }
}
