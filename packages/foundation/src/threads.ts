import { getCompileCacheDir } from 'node:module';
import { dirname } from 'node:path';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts a thread that finds its files compiled where this process does. A thread that is to leave them compiled for the next one ends by
 * itself.
 */
export function newThread(script: URL, options: Pick<WorkerOptions, 'workerData' | 'resourceLimits'> = {}): Worker {
  const cache = getCompileCacheDir();
  // Node names a folder for its own version in the one that it was told.
  const compiled = cache === undefined ? '' : dirname(cache);
  return new Worker(new URL('./thread-start.js', import.meta.url), { ...options, argv: [script.href, compiled] });
}
