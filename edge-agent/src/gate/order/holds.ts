import { type Command, type Hold, holdSchema } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

/** What the centre last said of other matters that a person is held for. */
export interface HoldsStatement {
  readonly asOf: string;
  readonly open: readonly Hold[];
  /** As the centre signed it. */
  readonly text: string;
}

const rowSchema = z.object({
  asOf: z.string(),
  open: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.array(holdSchema)),
  text: z.string(),
});

/** The centre's newest statement about each person, kept over a restart. */
export class Holds {
  private readonly db: StationDatabase;

  constructor(db: StationDatabase) {
    this.db = db;
  }

  /** Takes a statement unless a newer one is held. */
  put({ issuedAt, body }: Command, text: string): void {
    if (body.purpose !== 'state-holds') return;
    this.db
      .prepare(
        `INSERT INTO holds_statement (subject, as_of, holds, signed_text) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET as_of = excluded.as_of, holds = excluded.holds, signed_text = excluded.signed_text
         WHERE excluded.as_of > as_of`,
      )
      .run(body.subject, issuedAt, JSON.stringify(body.holds), text);
  }

  of(subject: string): HoldsStatement | undefined {
    const row = this.db
      .prepare('SELECT as_of AS asOf, holds AS open, signed_text AS text FROM holds_statement WHERE subject = ?')
      .get(subject);
    return row === undefined ? undefined : rowSchema.parse(row);
  }
}
