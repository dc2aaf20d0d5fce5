import type { Worker } from 'node:worker_threads';
import { newThread } from '@custody-edge/foundation/threads';

/** What a thread that draws answers, one request after the other. */
export type DrawAnswer<Drawn> = { readonly drawn: Drawn } | { readonly failed: string };

/** How long the thread stays without work: its first picture takes some tenths of a second, for the fonts, and the next a tenth of that. */
const keptMs = 120_000;

/** A request that the thread has not answered. */
interface Asked<Drawn> {
  resolve(drawn: Drawn): void;
  reject(error: Error): void;
}

/** Draws on a thread of its own: whoever asks has a lock and a door to watch meanwhile. */
class DrawingThread<Request, Drawn> {
  private readonly worker: Worker;
  private readonly asked: Asked<Drawn>[] = [];
  private readonly ended: () => void;
  private timer: NodeJS.Timeout | undefined;

  /** @param ended the thread takes no more requests */
  constructor(script: URL, ended: () => void) {
    this.worker = newThread(script);
    this.ended = ended;
    this.worker.on('message', (answer: DrawAnswer<Drawn>) => this.take(answer));
    this.worker.once('error', (error) => this.end(error));
    this.worker.once('exit', () => this.end(new Error('the drawing ended without a picture')));
  }

  draw(request: Request): Promise<Drawn> {
    clearTimeout(this.timer);
    // A process waits for its pictures, and not for a thread that draws none.
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  private take(answer: DrawAnswer<Drawn>): void {
    const first = this.asked.shift();
    if ('drawn' in answer) first?.resolve(answer.drawn);
    else first?.reject(new Error(answer.failed));
    if (this.asked.length > 0) return;
    this.worker.unref();
    this.timer = setTimeout(() => {
      this.ended();
      void this.worker.terminate();
    }, keptMs).unref();
  }

  private end(error: Error): void {
    clearTimeout(this.timer);
    this.ended();
    for (const { reject } of this.asked.splice(0)) reject(error);
  }
}

/** Hands requests to the thread of a script: begun when there is something to draw, and anew when it ended. */
export function drawnApart<Request, Drawn>(script: URL): (request: Request) => Promise<Drawn> {
  let thread: DrawingThread<Request, Drawn> | undefined;
  return (request) => {
    if (!thread) {
      const begun: DrawingThread<Request, Drawn> = new DrawingThread(script, () => {
        if (thread === begun) thread = undefined;
      });
      thread = begun;
    }
    return thread.draw(request);
  };
}
