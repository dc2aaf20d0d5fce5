import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 60_000;

/** Asks again and again until there is an answer. */
export async function eventually<Value>(ask: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  const endMs = Date.now() + patienceMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > endMs) throw new Error('it did not happen');
    await sleep(10);
  }
}
