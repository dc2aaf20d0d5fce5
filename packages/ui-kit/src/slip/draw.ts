import { type Bitmap, bitmapOf } from '@custody-edge/foundation';
import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas';
import { boldFamilies, measureIn } from '../paper/fonts.ts';
import type { Layout } from '../paper/mark.ts';
import { paint } from '../paper/paint.ts';
import type { Band } from './band.ts';
import { layOut, layOutBand } from './layout.ts';
import type { List } from './list.ts';
import { layOutList } from './list-layout.ts';
import type { Slip } from './slip.ts';

const families = boldFamilies();

/** Darker than this is a black dot; a little more than half, since dots on paper run together. */
const blackBelow = 144;

/** Draws a slip, in Urdu and English, in black dots for paper so many dots wide (384: 58 mm, 576: 80 mm). */
export function drawSlip(slip: Slip, width: number): Bitmap {
  return painted(layOut(slip, width, measureIn(families)));
}

/** Draws a wristband, so many dots across it. */
export const drawBand = (band: Band, width: number): Bitmap => painted(layOutBand(band, width, measureIn(families)));

/** Draws the pages of a list for A4 paper, in Urdu and English. */
export const drawList = (list: List): Bitmap[] => layOutList(list, measureIn(families)).map(painted);

function painted({ width, height, marks }: Layout): Bitmap {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  for (const mark of marks) paint(context, mark, families);
  return dotsOf(context, width, height);
}

function dotsOf(context: SKRSContext2D, width: number, height: number): Bitmap {
  const { data } = context.getImageData(0, 0, width, height);
  // Grey on white: the red of each is as good as any.
  return bitmapOf(width, height, (x, y) => (data[(y * width + x) * 4] ?? 255) < blackBelow);
}
