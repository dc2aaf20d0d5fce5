import { feedKinds } from '@custody-edge/event-contract';
import { z } from 'zod';
import type { Store } from './database.ts';

export const feedOutcomeSchema = z.strictObject({
  kind: z.enum(feedKinds),
  /** Whom it is about; of somebody announced, the id under which they will be admitted. */
  subject: z.string().exactOptional(),
  /** Of the refusal. */
  code: z.string().exactOptional(),
});
/** What came of one item of a statement. */
export type FeedOutcome = z.infer<typeof feedOutcomeSchema>;

/** A statement of a court that was taken, and what came of each of its items. */
export interface TakenStatement {
  readonly statementId: string;
  readonly feed: string;
  readonly takenAt: string;
  readonly outcomes: readonly FeedOutcome[];
}

const outcomesSchema = z.array(feedOutcomeSchema);

/** Statements that were taken: each counts once. */
export function createFeedStatementStore(store: Store) {
  const insert = store.prepare(
    `INSERT INTO feed_statement (statement_id, feed, taken_at, outcomes, text)
     VALUES (@statementId, @feed, @takenAt, @outcomes, @text)`,
  );
  const columns = 'statement_id AS statementId, feed, taken_at AS takenAt, outcomes';
  type Row = Omit<TakenStatement, 'outcomes'> & { readonly outcomes: string };
  const one = store.prepare<[string], Row>(`SELECT ${columns} FROM feed_statement WHERE statement_id = ?`);
  const latest = store.prepare<[number], Row>(`SELECT ${columns} FROM feed_statement ORDER BY rowid DESC LIMIT ?`);
  const opened = ({ outcomes, ...row }: Row): TakenStatement => ({
    ...row,
    outcomes: outcomesSchema.parse(JSON.parse(outcomes)),
  });
  return {
    /** @param text as the source signed it: what was done on it can be proved by it */
    add({ outcomes, ...row }: TakenStatement, text: string): void {
      insert.run({ ...row, outcomes: JSON.stringify(outcomes), text });
    },
    find(statementId: string): TakenStatement | undefined {
      const row = one.get(statementId);
      return row && opened(row);
    },
    /** The newest first. */
    latest: (limit: number): TakenStatement[] => latest.all(limit).map(opened),
  };
}
export type FeedStatementStore = ReturnType<typeof createFeedStatementStore>;
