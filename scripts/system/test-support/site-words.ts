import { commandSchema } from '@custody-edge/event-contract';
import { z } from 'zod';

/** What a station of a test is told. */
export const sayingSchema = z.strictObject({
  /** So many people are admitted. */
  admit: z.int().exactOptional(),
  /** So many times somebody leaves for the court, or comes back. */
  move: z.int().exactOptional(),
  /** A command of the centre, and as it was signed. */
  command: z.strictObject({ command: commandSchema, text: z.string() }).exactOptional(),
});
export type Saying = z.infer<typeof sayingSchema>;

/** What it answers: what it holds, and how its peers are. */
export const reportSchema = z.strictObject({
  own: z.int(),
  heads: z.array(z.strictObject({ chainId: z.string(), upTo: z.int(), headHash: z.string() })),
  /** SHA-256 of where everybody is. */
  custody: z.string(),
  people: z.int(),
  named: z.int(),
  conflicts: z.int(),
  peers: z.array(
    z.strictObject({ name: z.string(), state: z.string(), behind: z.int(), code: z.string().exactOptional() }),
  ),
});
export type Report = z.infer<typeof reportSchema>;
