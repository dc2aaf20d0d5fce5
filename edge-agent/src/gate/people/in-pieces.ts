import { setImmediate } from 'node:timers/promises';

/** Done between two other things: a finger that comes meanwhile is not kept waiting. */
const atOnce = 25;

/** Does the same with each of many, a few at a time. */
export async function inPieces<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  for (const [index, item] of items.entries()) {
    work(item);
    if (index % atOnce === 0) await setImmediate();
  }
}
