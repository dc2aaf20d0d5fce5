import { renameSync, writeFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { growFinger } from './grown-finger.ts';

/** One finger to grow, and where its file goes. */
export interface FingerTask {
  readonly seed: number;
  readonly file: string;
}

parentPort?.on('message', ({ seed, file }: FingerTask) => {
  // Whole or not at all: a run that is stopped leaves nothing half written.
  writeFileSync(`${file}.new`, growFinger(seed));
  renameSync(`${file}.new`, file);
  parentPort?.postMessage(seed);
});
