import type { Command, Court } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';
import type { CentreWords } from './centre-words.ts';

/** Where the centre last said that courts are called. */
export interface CourtNumbers {
  /** The command that said it. */
  readonly commandId: string;
  readonly asOf: string;
  readonly courts: readonly Court[];
}

const rowSchema = z.object({ text: z.string() });

/** The centre's newest directory of courts, kept over a restart as the centre signed it. */
export class CourtDirectory {
  private readonly db: StationDatabase;
  private readonly words: CentreWords;

  constructor(db: StationDatabase, words: CentreWords) {
    this.db = db;
    this.words = words;
  }

  /** Takes a directory unless a newer one is held. */
  put({ issuedAt, body }: Command, text: string): void {
    if (body.purpose !== 'state-court-directory') return;
    this.db
      .prepare(
        `INSERT INTO court_directory (one, as_of, signed_text) VALUES (1, ?, ?)
         ON CONFLICT DO UPDATE SET as_of = excluded.as_of, signed_text = excluded.signed_text
         WHERE excluded.as_of > as_of`,
      )
      .run(issuedAt, text);
  }

  /** @returns undefined also where what is held is not what the centre signed: nobody is called at another number */
  current(): CourtNumbers | undefined {
    const row = this.db.prepare('SELECT signed_text AS text FROM court_directory').get();
    const said = row === undefined ? undefined : this.words.read(rowSchema.parse(row).text, 'state-court-directory');
    return said && { commandId: said.commandId, asOf: said.issuedAt, courts: said.body.courts };
  }
}
