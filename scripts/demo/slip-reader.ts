import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What a reader makes of the code on a slip, on a thread of its own: a picture is megabytes, and whoever plays a day has other work. */
export class SlipReader {
  private worker: Worker | undefined;
  private last: Promise<unknown> = Promise.resolve();

  /** @returns undefined where it finds no code, and while the slip is still being printed */
  read(file: string): Promise<string | undefined> {
    const answer = this.last.then(() => this.ask(file));
    this.last = answer.catch(() => undefined);
    return answer;
  }

  private async ask(file: string): Promise<string | undefined> {
    const worker = this.worker ?? new Worker(new URL('slip-reader-worker.ts', import.meta.url));
    // One that dies is not asked again.
    this.worker = undefined;
    worker.ref();
    worker.postMessage(file);
    const [code] = await once(worker, 'message');
    worker.unref();
    this.worker = worker;
    return typeof code === 'string' ? code : undefined;
  }
}
