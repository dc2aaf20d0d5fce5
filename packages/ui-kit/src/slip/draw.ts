import { type Bitmap, bytesAcross } from '@custody-edge/foundation';
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

/** Kept from one picture to the next and only ever enlarged: fresh memory of this size costs more than what is drawn in it. */
let sheet = createCanvas(1, 1).getContext('2d');

function sheetOf(width: number, height: number): SKRSContext2D {
  const { canvas } = sheet;
  if (canvas.width < width || canvas.height < height)
    sheet = createCanvas(Math.max(canvas.width, width), Math.max(canvas.height, height)).getContext('2d');
  return sheet;
}

function painted({ width, height, marks }: Layout): Bitmap {
  const context = sheetOf(width, height);
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'black';
  for (const mark of marks) paint(context, mark, families);
  return dotsOf(context, width, height);
}

function dotsOf(context: SKRSContext2D, width: number, height: number): Bitmap {
  const { data } = context.getImageData(0, 0, width, height);
  const across = bytesAcross(width);
  const rows = new Uint8Array(across * height);
  // Grey on white: the red of each is as good as any.
  for (let y = 0, red = 0; y < height; y++)
    for (let x = 0; x < width; x++, red += 4)
      if ((data[red] ?? 255) < blackBelow) {
        const at = y * across + (x >> 3);
        rows[at] = (rows[at] ?? 0) | (0x80 >> (x & 7));
      }
  // Given back at once: it is thirty times the picture, and would lie about until the collector comes.
  if (data.buffer instanceof ArrayBuffer) data.buffer.transfer(0);
  return { width, height, rows };
}
