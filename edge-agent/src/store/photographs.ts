import { createHash } from 'node:crypto';
import { type DataKey, type EventData, type Sealed, seal, sealedSchema, unseal } from '@custody-edge/event-contract';
import type { Random } from '@custody-edge/foundation';
import { z } from 'zod';
import type { StationDatabase } from './database.ts';
import type { PersonKeys } from './person-keys.ts';

const photographRow = z.object({ hash: z.string(), sealed: z.string() });
const field = 'photograph';

/** A photograph as it is stored, and what its event says of it. */
export interface SealedPhotograph {
  readonly sealed: Sealed;
  readonly says: Omit<EventData<'prisoner.photographed.v1'>, 'taken'>;
}

export function sealPhotograph(key: DataKey, subject: string, jpeg: Uint8Array, random: Random): SealedPhotograph {
  const sealed = seal(key, subject, field, jpeg, random);
  return { sealed, says: { hash: hashOf(sealed), keyId: key.keyId, bytes: jpeg.length } };
}

/** One photograph a person, which only their own key opens and which goes with it. */
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

  /** The picture; undefined where none is kept. @throws `seal-broken` for one that was changed or moved to another person */
  read(subject: string): Uint8Array | undefined {
    const row = this.statements.find.get(subject);
    const key = row === undefined ? undefined : this.keys.find(subject);
    if (!key) return undefined;
    const opened = unseal(key, subject, field, sealedSchema.parse(JSON.parse(photographRow.parse(row).sealed)));
    if (!opened.ok) throw opened.error;
    return opened.value;
  }
}

const hashOf = ({ ct }: Sealed): string =>
  createHash('sha256').update(Buffer.from(ct, 'base64url')).digest('base64url');

/** Compiled once: the page asks for the hash at each change. */
function statementsOf(db: StationDatabase) {
  return {
    insert: db.prepare(
      'INSERT INTO photograph VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET hash = excluded.hash, sealed = excluded.sealed',
    ),
    find: db.prepare('SELECT hash, sealed FROM photograph WHERE subject = ?'),
  };
}
