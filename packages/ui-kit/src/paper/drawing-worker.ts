import { parentPort } from 'node:worker_threads';
import type { DrawAnswer } from './drawing-thread.ts';

/** Answers what the thread is asked for, in the order in which it was asked. */
export function answerRequests<Request, Drawn>(draw: (request: Request) => Drawn): void {
  const answerTo = (request: Request): DrawAnswer<Drawn> => {
    try {
      return { drawn: draw(request) };
    } catch (error) {
      return { failed: error instanceof Error ? error.message : String(error) };
    }
  };
  parentPort?.on('message', (request: Request) => parentPort?.postMessage(answerTo(request)));
}
