import { z } from 'zod';
import type { Child } from '../../demo/child.ts';
import { attend } from '../../emulate/attend.ts';

/** Answers one JSON line on stdin after the other, as `custody-edge emulate` does, also where there is nothing to say. */
export const serve = (ready: unknown, answer: (command: unknown) => unknown): Promise<void> =>
  attend(ready, async (command) => (await answer(command)) ?? null);

/** Asks a program that serves so. @throws Error with what it said */
export async function askOf<Schema extends z.ZodType>(
  child: Child,
  command: object,
  schema: Schema,
): Promise<z.output<Schema>> {
  const answer = z
    .union([
      z.object({ ok: z.literal(true), result: z.unknown() }),
      z.object({ ok: z.literal(false), error: z.string() }),
    ])
    .parse(await child.ask(command));
  if (!answer.ok) throw new Error(answer.error);
  return schema.parse(answer.result);
}
