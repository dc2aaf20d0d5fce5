import type { KeyObject } from 'node:crypto';
import {
  type CommandBody,
  type MatchedIdentity,
  matchedIdentitySchema,
  openLetter,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

type Stated = Extract<CommandBody, { purpose: 'state-central-search' }>;

const rowSchema = z.object({ subject: z.string(), person: z.string(), letter: z.string() });
const keyOf = (subject: string, person: string): string => `${subject} ${person}`;

/**
 * Who the people are whom the centre found alike. On the disk a name stands as it came, encrypted to this station, and only until a
 * senior officer has compared or the centre says that it is erased.
 */
export class MatchedPeople {
  private readonly db: StationDatabase;
  private readonly encryptionKey: KeyObject;
  private readonly opened = new Map<string, MatchedIdentity>();

  constructor(db: StationDatabase, encryptionKey: KeyObject) {
    this.db = db;
    this.encryptionKey = encryptionKey;
  }

  /** In place of what was said of this person before; called within the transaction that records it. */
  put({ subject, matches, letters }: Stated): void {
    this.db.prepare('DELETE FROM matched_person WHERE subject = ?').run(subject);
    const insert = this.db.prepare('INSERT INTO matched_person (subject, person, letter) VALUES (?, ?, ?)');
    for (const [index, { person }] of matches.entries()) {
      const letter = letters[index];
      if (letter) insert.run(subject, person, letter);
    }
  }

  /** Somebody has compared; called within the transaction that records it. */
  strike(subject: string, person: string): void {
    this.db.prepare('DELETE FROM matched_person WHERE subject = ? AND person = ?').run(subject, person);
  }

  /** Reads the names that were not read yet, and forgets those that are not here any more. @returns how many could not be read */
  async open(): Promise<number> {
    const rows = this.db
      .prepare('SELECT subject, person, letter FROM matched_person')
      .all()
      .map((row) => rowSchema.parse(row));
    const kept = new Set(rows.map(({ subject, person }) => keyOf(subject, person)));
    for (const key of this.opened.keys()) if (!kept.has(key)) this.opened.delete(key);
    let unreadable = 0;
    for (const { subject, person, letter } of rows) {
      const key = keyOf(subject, person);
      if (this.opened.has(key)) continue;
      const read = await openLetter(letter, this.encryptionKey);
      const named = read.ok ? identityIn(read.value) : undefined;
      if (named) this.opened.set(key, named);
      else unreadable += 1;
    }
    return unreadable;
  }

  /** Undefined where the centre named nobody, or the name is erased. */
  of(subject: string, person: string): MatchedIdentity | undefined {
    return this.opened.get(keyOf(subject, person));
  }
}

function identityIn(bytes: Uint8Array): MatchedIdentity | undefined {
  try {
    return matchedIdentitySchema.safeParse(JSON.parse(Buffer.from(bytes).toString())).data;
  } catch {
    return undefined;
  }
}
