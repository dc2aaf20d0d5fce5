import type { Bitmap } from '@custody-edge/foundation';
import { drawnApart } from '../paper/drawing-thread.ts';
import type { Band } from './band.ts';
import type { List } from './list.ts';
import type { Slip } from './slip.ts';

/** What the thread is asked for. */
export type DrawRequest =
  | { readonly slip: Slip /** In dots. */; readonly width: number }
  | { readonly band: Band; readonly width: number }
  | { readonly list: List };

const drawApart = drawnApart<DrawRequest, Bitmap[]>(new URL('./draw-worker.ts', import.meta.url));

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
