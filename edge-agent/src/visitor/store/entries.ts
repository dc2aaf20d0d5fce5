import { createHash } from 'node:crypto';
import { type DataKey, type Sealed, seal, sealedSchema, unseal } from '@custody-edge/event-contract';
import { type FingerImpressions, readEnrolment, writeEnrolment } from '@custody-edge/fingerprint';
import type { Random } from '@custody-edge/foundation';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import type { PersonKeys } from '../../store/person-keys.ts';

const sealedText = z.string().transform((text) => sealedSchema.parse(JSON.parse(text)));
const entryRow = z.object({
  visit: z.string(),
  keyId: z.string(),
  templates: sealedText.nullable(),
  photograph: sealedText.nullable(),
});
const dueRow = z.object({ visit: z.string(), keyId: z.string() });

/** What one entry took of a visitor, sealed and not stored yet. */
export interface Entry {
  readonly key: DataKey;
  readonly templates?: Sealed;
  readonly photograph?: Sealed;
}

/** By which the key of an entry goes: no subject of any event. */
const ownerOf = (visit: string): string => visit.replace('visit/', 'entry/');

/**
 * Finger and photograph of whoever came in, under a key of this one visit. They stand in no event and leave the station nowhere; with the
 * key both are gone.
 */
export class Entries {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly keys: PersonKeys;
  private readonly random: Random;

  constructor(db: StationDatabase, keys: PersonKeys, random: Random) {
    this.statements = statementsOf(db);
    this.keys = keys;
    this.random = random;
  }

  prepare(visit: string, fingers: readonly FingerImpressions[], photograph: Uint8Array | undefined): Entry {
    const key = this.keys.make();
    const sealed = (field: string, bytes: Uint8Array) => seal(key, ownerOf(visit), field, bytes, this.random);
    return {
      key,
      ...(fingers.length > 0 && { templates: sealed('templates', writeEnrolment(fingers)) }),
      ...(photograph && { photograph: sealed('photograph', photograph) }),
    };
  }

  /** Within the transaction that records the entry. */
  store(visit: string, { key, templates, photograph }: Entry): void {
    const owner = ownerOf(visit);
    this.keys.store(owner, key);
    this.statements.insert.run(visit, owner, textOf(templates), textOf(photograph));
  }

  /** Within the transaction that records the exit: from now on the time runs after which both are destroyed. */
  left(visit: string, at: string): void {
    this.statements.left.run(at, visit);
  }

  fingersOf(visit: string): FingerImpressions[] {
    const bytes = this.open(visit, 'templates');
    return bytes ? readEnrolment(bytes) : [];
  }

  photographOf(visit: string): Uint8Array | undefined {
    return this.open(visit, 'photograph');
  }

  /** The hash by which the event names the photograph. */
  photographHashOf(visit: string): string | undefined {
    const photograph = this.find(visit)?.photograph;
    return photograph ? hashOf(photograph) : undefined;
  }

  /** Entries of visitors who left before a moment. */
  dueBefore(at: string): { readonly visit: string; readonly keyId: string }[] {
    return z.array(dueRow).parse(this.statements.due.all(at));
  }

  /** Within the transaction that records it; `scrub` afterwards. */
  destroy(visit: string): void {
    this.keys.destroy(ownerOf(visit));
  }

  /** Overwrites what the write-ahead log still holds of destroyed keys. */
  scrub(): void {
    this.keys.scrub();
  }

  private find(visit: string): z.infer<typeof entryRow> | undefined {
    const row = this.statements.find.get(visit);
    return row === undefined ? undefined : entryRow.parse(row);
  }

  /** @throws `seal-broken` for what was changed, or moved to another visit */
  private open(visit: string, field: 'templates' | 'photograph'): Uint8Array | undefined {
    const sealed = this.find(visit)?.[field];
    const key = sealed ? this.keys.find(ownerOf(visit)) : undefined;
    if (!sealed || !key) return undefined;
    const opened = unseal(key, ownerOf(visit), field, sealed);
    if (!opened.ok) throw opened.error;
    return opened.value;
  }
}

const textOf = (sealed: Sealed | undefined): string | null => (sealed ? JSON.stringify(sealed) : null);

export const hashOf = ({ ct }: Sealed): string =>
  createHash('sha256').update(Buffer.from(ct, 'base64url')).digest('base64url');

function statementsOf(db: StationDatabase) {
  return {
    insert: db.prepare(
      'INSERT INTO visit_entry (visit, owner, templates, photograph, left_at) VALUES (?, ?, ?, ?, NULL)',
    ),
    left: db.prepare('UPDATE visit_entry SET left_at = ? WHERE visit = ?'),
    due: db.prepare(
      `SELECT visit, key_id AS keyId FROM visit_entry JOIN person_key ON person_key.subject = owner
       WHERE left_at IS NOT NULL AND left_at <= ? LIMIT 500`,
    ),
    find: db.prepare(
      `SELECT visit, key_id AS keyId, templates, photograph FROM visit_entry
       JOIN person_key ON person_key.subject = owner WHERE visit = ?`,
    ),
  };
}
