import type { Worker } from 'node:worker_threads';

/** How long a thread waits for the next who needs one of its kind. */
const keptMs = 60_000;

/** Threads without work and what ends their waiting, by the script that they run: to start one takes some tenths of a second. */
const spares = new Map<string, Map<Worker, NodeJS.Timeout>>();

function sparesOf(script: string): Map<Worker, NodeJS.Timeout> {
  const known = spares.get(script) ?? new Map();
  spares.set(script, known);
  return known;
}

/** Node listens to a worker too, so that not every listener may go. */
function letGo(worker: Worker): void {
  for (const name of ['message', 'error', 'exit']) worker.removeAllListeners(name);
}

/** Keeps a thread that has forgotten what it worked with. No process waits for it. */
export function keepSpare(script: string, worker: Worker): void {
  const waiting = sparesOf(script);
  const timer = setTimeout(() => {
    waiting.delete(worker);
    void worker.terminate();
  }, keptMs).unref();
  waiting.set(worker, timer);
  letGo(worker);
  // Its end follows, and concerns nobody.
  worker.on('error', () => {});
  worker.once('exit', () => {
    clearTimeout(timer);
    waiting.delete(worker);
  });
  worker.unref();
}

/** A thread that waits for work and runs this script, if there is one. */
export function takeSpare(script: string): Worker | undefined {
  const waiting = sparesOf(script);
  for (const [worker, timer] of waiting) {
    clearTimeout(timer);
    waiting.delete(worker);
    letGo(worker);
    worker.ref();
    return worker;
  }
  return undefined;
}
