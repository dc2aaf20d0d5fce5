import { setImmediate } from 'node:timers/promises';

/** Done between two other things: a finger that comes meanwhile passes through several of these gaps, and is not kept waiting. */
const pieceMs = 3;

/** Does the same with each of many, a few at a time. */
export async function inPieces<Item>(items: readonly Item[], work: (item: Item) => void): Promise<void> {
  let endMs = performance.now() + pieceMs;
  for (const item of items) {
    work(item);
    if (performance.now() < endMs) continue;
    await setImmediate();
    endMs = performance.now() + pieceMs;
  }
}
