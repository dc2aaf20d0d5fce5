import { createHash } from 'node:crypto';
import { type DataKey, type EventData, type Sealed, seal, sealedSchema, unseal } from '@custody-edge/event-contract';
import type { Random } from '@custody-edge/foundation';
import { z } from 'zod';
import type { StationDatabase } from './database.ts';
import type { PersonKeys } from './person-keys.ts';

const photographRow = z.object({ hash: z.string(), sealed: z.string() });
const handRow = z.object({ sealed: z.string() });
const [field, handField] = ['photograph', 'hand'];

/** A photograph as it is stored, and what its event says of it. */
export interface SealedPhotograph {
  readonly sealed: Sealed;
  readonly says: Omit<EventData<'prisoner.photographed.v1'>, 'taken'>;
}

/** The photograph of a hand as it is stored, and the hash by which the admission names it. */
export interface SealedHand {
  readonly hash: string;
  readonly sealed: Sealed;
}

/** @param hash of the picture itself */
export const sealHand = (
  key: DataKey,
  subject: string,
  hash: string,
  jpeg: Uint8Array,
  random: Random,
): SealedHand => ({
  hash,
  sealed: seal(key, subject, handField, jpeg, random),
});

export function sealPhotograph(key: DataKey, subject: string, jpeg: Uint8Array, random: Random): SealedPhotograph {
  const sealed = seal(key, subject, field, jpeg, random);
  return { sealed, says: { hash: hashOfSealed(sealed), keyId: key.keyId, bytes: jpeg.length } };
}

/** One photograph a person, and those of their hands with a finger that could not be taken: only their own key opens them, and they go with it. */
export class Photographs {
  private readonly keys: PersonKeys;
  private readonly statements: ReturnType<typeof statementsOf>;

  constructor(db: StationDatabase, keys: PersonKeys) {
    this.keys = keys;
    this.statements = statementsOf(db);
  }

  /** Within the transaction that records it, after the person's key; whoever is admitted again looks as they do now. */
  store(subject: string, { sealed, says }: SealedPhotograph): void {
    this.statements.insert.run(subject, says.hash, JSON.stringify(sealed));
  }

  /** The hash by which the record names the photograph that is kept here. */
  hashOf(subject: string): string | undefined {
    const row = this.statements.find.get(subject);
    return row === undefined ? undefined : photographRow.parse(row).hash;
  }

  /** As it is sealed, where the one that is kept has this hash. */
  sealedOf(subject: string, hash: string): Sealed | undefined {
    const row = this.statements.find.get(subject);
    const kept = row === undefined ? undefined : photographRow.parse(row);
    return kept?.hash === hash ? sealedSchema.parse(JSON.parse(kept.sealed)) : undefined;
  }

  /** The picture; undefined where none is kept. @throws `seal-broken` for one that was changed or moved to another person */
  read(subject: string): Uint8Array | undefined {
    const row = this.statements.find.get(subject);
    return row === undefined ? undefined : this.open(subject, field, photographRow.parse(row).sealed);
  }

  /** As `store`, of a hand; the same picture twice is one. */
  storeHand(subject: string, { hash, sealed }: SealedHand): void {
    this.statements.insertHand.run(subject, hash, JSON.stringify(sealed));
  }

  /** Whether the picture of a hand is kept here. */
  hasHand(subject: string, hash: string): boolean {
    return this.statements.findHand.get(subject, hash) !== undefined;
  }

  /** As `read`, of a hand of this person. */
  readHand(subject: string, hash: string): Uint8Array | undefined {
    const row = this.statements.findHand.get(subject, hash);
    return row === undefined ? undefined : this.open(subject, handField, handRow.parse(row).sealed);
  }

  private open(subject: string, as: string, sealed: string): Uint8Array | undefined {
    const key = this.keys.find(subject);
    if (!key) return undefined;
    const opened = unseal(key, subject, as, sealedSchema.parse(JSON.parse(sealed)));
    if (!opened.ok) throw opened.error;
    return opened.value;
  }
}

/** By which the record names a photograph: SHA-256 of its ciphertext. */
export const hashOfSealed = ({ ct }: Sealed): string =>
  createHash('sha256').update(Buffer.from(ct, 'base64url')).digest('base64url');

/** Compiled once: the page asks for the hash at each change. */
function statementsOf(db: StationDatabase) {
  return {
    insert: db.prepare(
      'INSERT INTO photograph VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash, sealed = excluded.sealed',
    ),
    find: db.prepare('SELECT hash, sealed FROM photograph WHERE subject = ?'),
    insertHand: db.prepare('INSERT INTO hand_photograph VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
    findHand: db.prepare('SELECT sealed FROM hand_photograph WHERE subject = ? AND hash = ?'),
  };
}
