import { createRequire } from 'node:module';
import { type Bitmap, bitmapOf } from '@custody-edge/foundation';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';
import type { Band } from './band.ts';
import { type Face, type Layout, layOut, layOutBand, type Measure, type Style } from './layout.ts';
import type { List } from './list.ts';
import { layOutList } from './list-layout.ts';
import type { Slip } from './slip.ts';

/** Our own names, so that a font of the same name that the machine has is never taken instead. */
const familyOf: Readonly<Record<Face, string>> = {
  nastaliq: 'Custody Nastaliq',
  naskh: 'Custody Naskh',
  sans: 'Custody Sans',
};

/** Bold throughout: thin strokes burn away on thermal paper. */
const fonts: readonly (readonly [Face, file: string])[] = [
  ['nastaliq', '@fontsource/noto-nastaliq-urdu/files/noto-nastaliq-urdu-arabic-700-normal.woff2'],
  ['naskh', '@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-700-normal.woff2'],
  ['sans', '@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff2'],
];

const { resolve } = createRequire(import.meta.url);
for (const [face, file] of fonts) GlobalFonts.registerFromPath(resolve(file), familyOf[face]);

/** Darker than this is a black dot; a little more than half, since dots on paper run together. */
const blackBelow = 144;

const fontOf = ({ face, size }: Style): string =>
  `${size}px ${[familyOf[face], ...Object.values(familyOf)].map((family) => `"${family}"`).join(', ')}`;

/** Draws a slip, in Urdu and English, in black dots for paper so many dots wide (384: 58 mm, 576: 80 mm). */
export function drawSlip(slip: Slip, width: number): Bitmap {
  return painted(layOut(slip, width, newMeasure()));
}

/** Draws a wristband, so many dots across it. */
export const drawBand = (band: Band, width: number): Bitmap => painted(layOutBand(band, width, newMeasure()));

/** Draws the pages of a list for A4 paper, in Urdu and English. */
export const drawList = (list: List): Bitmap[] => layOutList(list, newMeasure()).map(painted);

function newMeasure(): Measure {
  const ruler = createCanvas(1, 1).getContext('2d');
  return (text, style) => {
    ruler.font = fontOf(style);
    return ruler.measureText(text).width;
  };
}

function painted({ width, height, marks }: Layout): Bitmap {
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  for (const mark of marks) {
    context.fillStyle = mark.kind === 'text' && mark.isWhite ? 'white' : 'black';
    if (mark.kind === 'box') context.fillRect(mark.x, mark.y, mark.width, mark.height);
    else {
      context.font = fontOf(mark.style);
      context.textAlign = mark.align;
      context.direction = mark.style.face === 'sans' ? 'ltr' : 'rtl';
      context.fillText(mark.text, mark.x, mark.baseline);
    }
  }
  return dotsOf(context, width, height);
}

function dotsOf(context: SKRSContext2D, width: number, height: number): Bitmap {
  const { data } = context.getImageData(0, 0, width, height);
  // Grey on white: the red of each is as good as any.
  return bitmapOf(width, height, (x, y) => (data[(y * width + x) * 4] ?? 255) < blackBelow);
}
