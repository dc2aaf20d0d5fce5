import type { Command, StatedHold } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import type { CentreWords } from './centre-words.ts';

/** What the centre last said of other matters that a person is held for. */
export interface HoldsStatement {
  readonly asOf: string;
  readonly open: readonly StatedHold[];
  /** As the centre signed it. */
  readonly text: string;
}

const rowSchema = z.object({ text: z.string() });

/** The centre's newest statement about each person, kept over a restart as the centre signed it. */
export class Holds {
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly words: CentreWords;

  constructor(db: StationDatabase, words: CentreWords) {
    this.statements = statementsOf(db);
    this.words = words;
  }

  /** Takes a statement unless a newer one is held. */
  put({ issuedAt, body }: Command, text: string): void {
    if (body.purpose !== 'state-holds') return;
    this.statements.put.run(body.subject, issuedAt, text);
  }

  /** @returns undefined also where what is held is not what the centre signed about this person */
  of(subject: string): HoldsStatement | undefined {
    const row = this.statements.find.get(subject);
    if (row === undefined) return undefined;
    const { text } = rowSchema.parse(row);
    const said = this.words.read(text, 'state-holds');
    return said?.body.subject === subject ? { asOf: said.issuedAt, open: said.body.holds, text } : undefined;
  }
}

function statementsOf(db: StationDatabase) {
  return {
    put: db.prepare(
      `INSERT INTO holds_statement (subject, as_of, signed_text) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET as_of = excluded.as_of, signed_text = excluded.signed_text
       WHERE excluded.as_of > as_of`,
    ),
    find: db.prepare('SELECT signed_text AS text FROM holds_statement WHERE subject = ?'),
  };
}
