import { createInterface } from 'node:readline';
import { toCustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import type { Child } from '../../demo/child.ts';
import { untilStopped } from '../../process-signals.ts';

/** Answers one JSON line on stdin after the other, as `custody-edge emulate` does, until stdin closes or a signal comes. */
export async function serve(ready: unknown, answer: (command: unknown) => unknown): Promise<void> {
  console.log(JSON.stringify({ ready }));
  const input = createInterface({ input: process.stdin });
  let turn: Promise<void> = Promise.resolve();
  input.on('line', (line) => {
    turn = turn.then(async () => {
      try {
        console.log(JSON.stringify({ ok: true, result: (await answer(JSON.parse(line))) ?? null }));
      } catch (error) {
        console.log(JSON.stringify({ ok: false, error: toCustodyError(error).message }));
      }
    });
  });
  await Promise.race([untilStopped(), new Promise((resolve) => input.once('close', resolve))]);
  process.stdin.destroy();
}

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
