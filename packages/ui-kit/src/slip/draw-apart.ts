import { Worker } from 'node:worker_threads';
import type { Bitmap } from '@custody-edge/foundation';
import type { Band } from './band.ts';
import type { List } from './list.ts';
import type { Slip } from './slip.ts';

/** What the thread is asked for. */
export type DrawRequest =
  | { readonly slip: Slip /** In dots. */; readonly width: number }
  | { readonly band: Band; readonly width: number }
  | { readonly list: List };

/** What it answers, one request after the other. */
export type DrawAnswer = { readonly pictures: Bitmap[] } | { readonly failed: string };

/** How long the thread stays without work: its first picture takes some tenths of a second, for the fonts, and the next a tenth of that. */
const keptMs = 120_000;

/** A request that the thread has not answered. */
interface Asked {
  resolve(pictures: Bitmap[]): void;
  reject(error: Error): void;
}

/** Draws on a thread of its own: whoever asks has a lock and a door to watch meanwhile. */
class DrawingThread {
  private readonly worker = new Worker(new URL('./draw-worker.ts', import.meta.url));
  private readonly asked: Asked[] = [];
  private readonly ended: () => void;
  private timer: NodeJS.Timeout | undefined;

  /** @param ended the thread takes no more requests */
  constructor(ended: () => void) {
    this.ended = ended;
    this.worker.on('message', (answer: DrawAnswer) => this.take(answer));
    this.worker.once('error', (error) => this.end(error));
    this.worker.once('exit', () => this.end(new Error('the drawing ended without a picture')));
  }

  draw(request: DrawRequest): Promise<Bitmap[]> {
    clearTimeout(this.timer);
    // A process waits for its pictures, and not for a thread that draws none.
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.asked.push({ resolve, reject });
      this.worker.postMessage(request);
    });
  }

  private take(answer: DrawAnswer): void {
    const first = this.asked.shift();
    if ('pictures' in answer) first?.resolve(answer.pictures);
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

let thread: DrawingThread | undefined;

function drawApart(request: DrawRequest): Promise<Bitmap[]> {
  if (!thread) {
    const begun: DrawingThread = new DrawingThread(() => {
      if (thread === begun) thread = undefined;
    });
    thread = begun;
  }
  return thread.draw(request);
}

async function drawOneApart(request: DrawRequest): Promise<Bitmap> {
  const [picture] = await drawApart(request);
  if (!picture) throw new Error('the drawing ended without a picture');
  return picture;
}

/** The same as `drawSlip`, beside everything else that the process does. */
export const drawSlipApart = (slip: Slip, width: number): Promise<Bitmap> => drawOneApart({ slip, width });

/** The same for a wristband. */
export const drawBandApart = (band: Band, width: number): Promise<Bitmap> => drawOneApart({ band, width });

/** The same for a list: a picture for each page. */
export const drawListApart = (list: List): Promise<Bitmap[]> => drawApart({ list });
