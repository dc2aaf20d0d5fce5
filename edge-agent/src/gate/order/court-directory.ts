import { type Command, type Court, courtDirectorySchema } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { StationDatabase } from '../../store/database.ts';

/** Where the centre last said that courts are called. */
export interface CourtNumbers {
  /** The command that said it. */
  readonly commandId: string;
  readonly asOf: string;
  readonly courts: readonly Court[];
}

const rowSchema = z.object({
  commandId: z.string(),
  asOf: z.string(),
  courts: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(courtDirectorySchema),
});

/** The centre's newest directory of courts, kept over a restart. */
export class CourtDirectory {
  private readonly db: StationDatabase;

  constructor(db: StationDatabase) {
    this.db = db;
  }

  /** Takes a directory unless a newer one is held. */
  put({ commandId, issuedAt, body }: Command): void {
    if (body.purpose !== 'state-court-directory') return;
    this.db
      .prepare(
        `INSERT INTO court_directory (one, command_id, as_of, courts) VALUES (1, ?, ?, ?)
         ON CONFLICT DO UPDATE SET command_id = excluded.command_id, as_of = excluded.as_of, courts = excluded.courts
         WHERE excluded.as_of > as_of`,
      )
      .run(commandId, issuedAt, JSON.stringify(body.courts));
  }

  current(): CourtNumbers | undefined {
    const row = this.db.prepare('SELECT command_id AS commandId, as_of AS asOf, courts FROM court_directory').get();
    return row === undefined ? undefined : rowSchema.parse(row);
  }
}
