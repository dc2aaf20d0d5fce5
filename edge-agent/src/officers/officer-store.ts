import { type OfficerRole, officerRoleSchema, type PublicJwk, publicJwkSchema } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../store/database.ts';
import type { SignedOfficers } from './signed-officers.ts';

/** An officer as enrolled at this station. */
export interface StoredOfficer {
  readonly officerId: string;
  readonly name: string;
  readonly roles: readonly OfficerRole[];
  readonly publicKey: PublicJwk;
  /** The private half, wrapped by the PIN. */
  readonly wrapped: string;
  /** The same by the PIN for being forced, or something of the same form that nothing opens. */
  readonly other: string;
  readonly disabled: boolean;
  /** Wrong PINs in a row, the one being tried included. */
  readonly failures: number;
}

/** A column that holds JSON. */
export const json = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
const rowSchema = z.object({
  officerId: z.string(),
  name: z.string(),
  roles: json(z.array(officerRoleSchema)),
  publicKey: json(publicJwkSchema),
  wrapped: z.string(),
  other: z.string(),
  disabled: z.int().transform(Boolean),
  failures: z.int(),
});
const columns =
  'officer_id AS officerId, name, roles, public_key AS publicKey, wrapped_key AS wrapped, other_key AS other, disabled, failures';

/** The station's officers on disk. Each change is there before it returns. */
export class OfficerStore {
  private readonly db: StationDatabase;
  private readonly signed: SignedOfficers;
  private readonly names: ReturnType<StationDatabase['prepare']>;

  constructor(db: StationDatabase, signed: SignedOfficers) {
    this.db = db;
    this.signed = signed;
    this.names = db.prepare('SELECT name FROM officer WHERE officer_id = ?').pluck();
  }

  /** A page asks for it in every line of a list. */
  nameOf(officerId: string): string | undefined {
    return z.string().optional().parse(this.names.get(officerId));
  }

  all(): StoredOfficer[] {
    const rows = z.array(rowSchema).parse(this.db.prepare(`SELECT ${columns} FROM officer ORDER BY enrolled`).all());
    return rows.map((row) => this.asSigned(row));
  }

  find(officerId: string): StoredOfficer | undefined {
    const row = this.db.prepare(`SELECT ${columns} FROM officer WHERE officer_id = ?`).get(officerId);
    return row === undefined ? undefined : this.asSigned(rowSchema.parse(row));
  }

  /** Offices and key as the record says under signature; whoever is not in force there is disabled. */
  private asSigned(row: StoredOfficer): StoredOfficer {
    const known = this.signed.find(row.officerId);
    return known ? { ...row, roles: known.roles, publicKey: known.publicKey } : { ...row, disabled: true };
  }

  /** Within the transaction that records the enrolment; a number that was disabled gets its new key, name and offices. */
  put({ officerId, name, roles, publicKey, wrapped, other }: Omit<StoredOfficer, 'disabled' | 'failures'>): void {
    this.db
      .prepare(
        `INSERT OR REPLACE INTO officer (officer_id, name, roles, public_key, wrapped_key, other_key, disabled, failures, enrolled)
         VALUES (?, ?, ?, ?, ?, ?, 0, 0, (SELECT coalesce(max(enrolled), 0) + 1 FROM officer))`,
      )
      .run(officerId, name, JSON.stringify(roles), JSON.stringify(publicKey), wrapped, other);
  }

  /** Within the transaction that records it; the wrapped key is dropped. */
  disable(officerId: string): void {
    this.db
      .prepare(`UPDATE officer SET disabled = 1, wrapped_key = '', other_key = '' WHERE officer_id = ?`)
      .run(officerId);
  }

  /** @param other see `StoredOfficer` */
  setOther(officerId: string, other: string): void {
    this.db.prepare('UPDATE officer SET other_key = ? WHERE officer_id = ?').run(other, officerId);
  }

  setFailures(officerId: string, failures: number): void {
    this.db.prepare('UPDATE officer SET failures = ? WHERE officer_id = ?').run(failures, officerId);
  }

  isSpent(codeHash: string): boolean {
    return this.db.prepare('SELECT 1 FROM spent_code WHERE hash = ?').get(codeHash) !== undefined;
  }

  /** Within the transaction that creates the officer: a file restored later opens nothing. */
  spend(codeHash: string): void {
    this.db.prepare('INSERT INTO spent_code (hash) VALUES (?)').run(codeHash);
  }
}
