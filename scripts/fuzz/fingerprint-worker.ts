import { parentPort, workerData } from 'node:worker_threads';
import { emptyTally, Fuzz } from '@custody-edge/fingerprint/fuzz';
import { type Share, threadMs } from './share.ts';

const { seed, first, step, end, position }: Share = workerData;
const casesPerReport = 500;
// Every refused case makes an error; its way here is of use only when one case is looked at.
Error.stackTraceLimit = 3;

const fuzz = new Fuzz(seed, threadMs);
const place = new Int32Array(position);
let tally = emptyTally();
for (let index = first; index < end; index += step) {
  Atomics.store(place, 0, index);
  fuzz.run(index, tally);
  if (tally.cases === casesPerReport || index + step >= end) {
    parentPort?.postMessage(tally);
    tally = emptyTally();
  }
}
