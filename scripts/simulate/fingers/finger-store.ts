import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, globSync, mkdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { GreyImage } from '@custody-edge/fingerprint';
import { fileForm, readImpression, readTemplate } from './grown-finger.ts';
import type { FingerTask } from './worker.ts';

const defaultFolder = fileURLToPath(new URL('../../../node_modules/.cache/custody-edge-fingers', import.meta.url));

/** Twelve digits that change with whatever a grown finger or its template depends on. */
function generatorVersion(): string {
  const root = fileURLToPath(new URL('../../../packages/fingerprint/', import.meta.url));
  const files = ['assembly', 'src/synthetic', 'src/image', 'src/extract', 'src/template']
    .flatMap((part) => globSync(`${part}/**/*.ts`, { cwd: root }))
    .concat('src/parameters.ts')
    .filter((name) => !name.endsWith('.test.ts'))
    .sort();
  const hash = createHash('sha256').update(fileForm);
  for (const name of files) hash.update(name).update(readFileSync(`${root}${name}`));
  return hash.digest('hex').slice(0, 12);
}

/** Grown fingers in files, each grown once: days of every seed take theirs from the same ones. */
export class FingerStore {
  private readonly dir: string;

  /** @param folder where they are kept from run to run */
  constructor(folder: string = defaultFolder) {
    this.dir = join(folder, generatorVersion());
    mkdirSync(this.dir, { recursive: true });
  }

  /** Grows what is missing of the first so many, on every core. @returns how many had to be grown */
  async grow(count: number, progress: (done: number, of: number) => void): Promise<number> {
    const missing = Array.from({ length: count }, (_, seed) => seed).filter((seed) => !existsSync(this.fileOf(seed)));
    const next = missing[Symbol.iterator]();
    let done = 0;
    const work = async (): Promise<void> => {
      const worker = new Worker(new URL('worker.ts', import.meta.url));
      try {
        for (const seed of next) {
          const task: FingerTask = { seed, file: this.fileOf(seed) };
          worker.postMessage(task);
          await once(worker, 'message');
          done += 1;
          progress(done, missing.length);
        }
      } finally {
        await worker.terminate();
      }
    };
    const hands = Math.min(availableParallelism(), missing.length);
    await Promise.all(Array.from({ length: hands }, work));
    return missing.length;
  }

  /** The record of a finger’s first impression. @throws Error when it was not grown */
  template(seed: number): Uint8Array {
    return readTemplate(this.fileOf(seed));
  }

  /** @param turn below `impressions` @throws Error when the finger was not grown */
  impression(seed: number, turn: number): GreyImage {
    return readImpression(this.fileOf(seed), turn);
  }

  private fileOf(seed: number): string {
    return join(this.dir, `finger-${seed}`);
  }
}
