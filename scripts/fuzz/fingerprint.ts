/** Reads millions of damaged records and images, and uses what can be read; ends with 1 if anything but a typed error came of it. */
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { addTally, emptyTally, Fuzz, type FuzzFailure, type FuzzTally } from '@custody-edge/fingerprint/fuzz';
import { progressOf } from '../bench/fingerprint/progress.ts';
import { type Share, threadMs } from './share.ts';

const { values: flags } = parseArgs({
  options: {
    count: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

function wholeNumber(name: 'count' | 'seed' | 'only', text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 0x7fffffff)
    throw new RangeError(`--${name} ${text} is not a whole number up to 2147483647`);
  return value;
}

const seed = wholeNumber('seed', flags.seed);

/** A case that lasts longer, other programs' time included, is taken for one that never ends. */
const stuckMs = 60_000;

/** Runs a worker's share; a worker that dies or is stuck leaves a failure, and the rest of its share undone. */
function runShare(share: Share, report: (tally: FuzzTally) => void): Promise<void> {
  const place = new Int32Array(share.position);
  const lost = (reason: string): void => {
    const failure: FuzzFailure = { index: Atomics.load(place, 0), format: 'unknown', changes: [], reason };
    report({ ...emptyTally(), failures: [failure] });
  };
  return new Promise((resolve) => {
    const worker = new Worker(new URL('fingerprint-worker.ts', import.meta.url), { workerData: share });
    let seen = -1;
    const watch = setInterval(() => {
      const index = Atomics.load(place, 0);
      if (index === seen) {
        lost(`did not end within ${stuckMs} ms`);
        worker.terminate();
      }
      seen = index;
    }, stuckMs);
    // Stopped by hand, it leaves what was counted so far.
    const stop = (): void => {
      worker.terminate();
    };
    process.once('SIGINT', stop);
    worker.on('message', report);
    worker.on('error', (error) => lost(`the worker died: ${String(error)}`));
    worker.on('exit', () => {
      clearInterval(watch);
      process.off('SIGINT', stop);
      resolve();
    });
  });
}

const replay = ({ index }: FuzzFailure): string => `npm run -s fuzz:fingerprint -- --seed ${seed} --only ${index}`;

function tell(failure: FuzzFailure): void {
  const { format, changes, reason } = failure;
  console.error(`\n${replay(failure)}\n  ${format}: ${changes.join('; ')}\n  ${reason}`);
}

async function runAll(count: number): Promise<FuzzTally> {
  const progress = progressOf('cases examined');
  const sum = emptyTally();
  const report = (part: FuzzTally): void => {
    addTally(sum, part);
    part.failures.forEach(tell);
    progress(sum.cases, count);
  };
  const workers = Math.min(availableParallelism(), count);
  const shares = Array.from({ length: workers }, (_, first) => {
    const position = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
    return runShare({ seed, first, step: workers, end: count, position }, report);
  });
  await Promise.all(shares);
  return sum;
}

/** Shows one case: its bytes, how they were made, and what came of them. */
function runOne(index: number): FuzzTally {
  const fuzz = new Fuzz(seed, threadMs);
  const { bytes, ...rest } = fuzz.caseOf(index);
  console.error(rest);
  console.error(Buffer.from(bytes).toString('base64'));
  const tally = emptyTally();
  console.error(fuzz.run(index, tally));
  return tally;
}

function table({ cases, read, templates, refused, failures, slowest }: FuzzTally): string {
  const rows: readonly (readonly [string, string | number])[] = [
    ['cases', cases],
    ...Object.entries(read).map(([format, count]) => [`read, made from ${format}`, count] as const),
    ['templates used', templates],
    ...Object.entries(refused).map(([code, count]) => [`refused, ${code}`, count] as const),
    ['failures', failures.length],
    ['longest case', `${slowest.ms.toFixed(0)} ms (index ${slowest.index})`],
  ];
  return rows.map(([name, value]) => `${name.padEnd(44)}${value}`).join('\n');
}

const tally =
  flags.only === undefined ? await runAll(wholeNumber('count', flags.count)) : runOne(wholeNumber('only', flags.only));
console.log(flags.json ? JSON.stringify({ seed, ...tally }) : table(tally));
if (tally.failures.length > 0) process.exitCode = 1;
