import type { GreyPicture } from './centred.ts';

/**
 * What an emulated scanner makes of pictures of fingers. The default below knows a picture again and nothing more; whoever has a
 * real extractor and matcher hands them in, since this package must not know one.
 */
export interface PrintReader {
  /** What stands for the finger in a picture, in `mostBytes` at most; undefined where the picture shows too little. */
  features(picture: GreyPicture, mostBytes: number): Uint8Array | undefined;
  /** How alike two of them are: 0 for nothing in common, 1 for the same; from one half on they are of one finger. */
  likeness(one: Uint8Array, other: Uint8Array): number;
}

const columns = 13;
const rows = 15;
/** The part of a picture's width and height that is looked at: its middle, where every finger has ridges. */
const middle = 0.6;
/** Least difference between the darkest and the lightest place of a picture with something to see. */
const leastContrast = 32;

/** Samples the middle of a picture, and tells by correlation whether two pictures are one; a shifted finger is another one. */
export const pictureMemory: PrintReader = {
  features(picture, mostBytes) {
    const samples = new Uint8Array(columns * rows);
    if (mostBytes < samples.length) return undefined;
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++)
        samples[row * columns + column] = meanAround(
          picture,
          Math.round(picture.width * (0.5 + middle * (column / (columns - 1) - 0.5))),
          Math.round(picture.height * (0.5 + middle * (row / (rows - 1) - 0.5))),
        );
    return Math.max(...samples) - Math.min(...samples) < leastContrast ? undefined : samples;
  },
  likeness(one, other) {
    if (one.length !== other.length || one.length === 0) return 0;
    const [oneMean, otherMean] = [meanOf(one), meanOf(other)];
    let both = 0;
    let ones = 0;
    let others = 0;
    for (const [index, value] of one.entries()) {
      const a = value - oneMean;
      const b = (other[index] ?? 0) - otherMean;
      both += a * b;
      ones += a * a;
      others += b * b;
    }
    return ones > 0 && others > 0 ? Math.max(0, both / Math.sqrt(ones * others)) : 0;
  },
};

const meanOf = (values: Uint8Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of the nine pixels around one; outside the picture it is white. */
function meanAround({ width, height, pixels }: GreyPicture, x: number, y: number): number {
  let sum = 0;
  for (let dy = -1; dy <= 1; dy++)
    for (let dx = -1; dx <= 1; dx++) {
      const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
      sum += inside ? (pixels[(y + dy) * width + x + dx] ?? 255) : 255;
    }
  return sum / 9;
}
