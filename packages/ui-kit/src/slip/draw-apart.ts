import { Worker } from 'node:worker_threads';
import type { Bitmap } from '@custody-edge/foundation';
import type { Band } from './band.ts';
import type { List } from './list.ts';
import type { Slip } from './slip.ts';

/** What a worker is asked for. */
export type DrawRequest =
  | { readonly slip: Slip /** In dots. */; readonly width: number }
  | { readonly band: Band; readonly width: number }
  | { readonly list: List };

/**
 * The same as `drawSlip`, on a thread of its own that ends with it: the first slip takes some tenths of a second, in which whoever asks has
 * a lock and a door to watch.
 */
export const drawSlipApart = (slip: Slip, width: number): Promise<Bitmap> => drawOneApart({ slip, width });

/** The same for a wristband. */
export const drawBandApart = (band: Band, width: number): Promise<Bitmap> => drawOneApart({ band, width });

async function drawOneApart(request: DrawRequest): Promise<Bitmap> {
  const [picture] = await drawApart(request);
  if (!picture) throw new Error('the drawing ended without a picture');
  return picture;
}

/** The same for a list: a picture for each page. */
export const drawListApart = (list: List): Promise<Bitmap[]> => drawApart({ list });

function drawApart(request: DrawRequest): Promise<Bitmap[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.ts', import.meta.url), { workerData: request });
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the drawing ended without a picture')));
  });
}
