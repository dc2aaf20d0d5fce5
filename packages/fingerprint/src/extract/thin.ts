import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** Bits of the eight neighbours, clockwise from north: bit 0 = N, 1 = NE, 2 = E, … 7 = NW. */
export function neighbourBits(pixels: Uint8Array, width: number, at: number): number {
  return (
    (pixels[at - width] ?? 0) |
    ((pixels[at - width + 1] ?? 0) << 1) |
    ((pixels[at + 1] ?? 0) << 2) |
    ((pixels[at + width + 1] ?? 0) << 3) |
    ((pixels[at + width] ?? 0) << 4) |
    ((pixels[at + width - 1] ?? 0) << 5) |
    ((pixels[at - 1] ?? 0) << 6) |
    ((pixels[at - width - 1] ?? 0) << 7)
  );
}

function tableOf(decide: (bits: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, bits) => decide(bits));
}

const bit = (bits: number, index: number): number => (bits >> (index & 7)) & 1;

function count(bits: number, of: (index: number) => boolean): number {
  let sum = 0;
  for (let index = 0; index < 8; index += 1) if (of(index) && bit(bits, index)) sum += 1;
  return sum;
}

/** Rutovitz crossing number: how many separate ridges leave the pixel (1 ending, 2 ridge, 3 bifurcation). */
export const crossingNumber = tableOf((bits) => {
  let changes = 0;
  for (let index = 0; index < 8; index += 1) if (bit(bits, index) !== bit(bits, index + 1)) changes += 1;
  return changes / 2;
});

/** Zhang & Suen (CACM 1984): bit 0 = removable in the first sub-iteration, bit 1 = in the second. */
const removable = tableOf((bits) => {
  const neighbours = count(bits, () => true);
  if (neighbours < 2 || neighbours > 6 || crossingNumber[bits] !== 1) return 0;
  const [north, east, south, west] = [bit(bits, 0), bit(bits, 2), bit(bits, 4), bit(bits, 6)];
  const first = north * east * south === 0 && east * south * west === 0 ? 1 : 0;
  const second = north * east * west === 0 && north * south * west === 0 ? 2 : 0;
  return first | second;
});

/** A pixel that neither ends a line nor connects anything: 8-connected objects, 4-connected background. */
const redundant = tableOf((bits) => {
  if (count(bits, () => true) < 2) return 0;
  // Runs of background seen through 4-neighbours (Yokoi number): exactly one means the object stays connected without it.
  let yokoi = 0;
  for (const index of [0, 2, 4, 6]) {
    const open = 1 - bit(bits, index);
    yokoi += open - open * (1 - bit(bits, index + 1)) * (1 - bit(bits, index + 2));
  }
  return yokoi === 1 ? 1 : 0;
});

/** A thinned image: 1 on the ridge lines, outermost frame 0. Cleaning erases pixels in place. */
export interface Skeleton {
  readonly width: number;
  readonly pixels: Uint8Array;
  /** Index of every pixel that is or was on a line, in ascending order. */
  readonly line: Int32Array;
}

interface BinaryImage {
  readonly width: number;
  readonly height: number;
  /** 0 or 1; the outermost frame is 0. */
  readonly pixels: Uint8Array;
}

type ThinRidges = (image: BinaryImage) => Uint8Array;

/** The sub-iterations of Zhang & Suen until nothing changes: all pixels of one are decided before any is removed. */
export const thinRidgesPlainly: ThinRidges = ({ width, pixels }) => {
  const thinned = pixels.slice();
  const candidates = setPixels(thinned);
  const removed = new Int32Array(candidates.length);
  let count = candidates.length;
  for (let changed = true; changed; ) {
    changed = false;
    for (const pass of [1, 2]) {
      let removals = 0;
      let kept = 0;
      for (let index = 0; index < count; index += 1) {
        const at = candidates[index] ?? 0;
        if (((removable[neighbourBits(thinned, width, at)] ?? 0) & pass) !== 0) removed[removals++] = at;
        else candidates[kept++] = at;
      }
      for (let index = 0; index < removals; index += 1) thinned[removed[index] ?? 0] = 0;
      if (removals > 0) changed = true;
      count = kept;
    }
  }
  return thinned;
};

function setPixels(pixels: Uint8Array): Int32Array {
  const set = new Int32Array(pixels.length);
  let count = 0;
  for (let at = 0; at < pixels.length; at += 1) if (pixels[at]) set[count++] = at;
  return set.slice(0, count);
}

const kernel = loadKernel('extract', 'thinRidges');

/** As `thinRidgesPlainly`, 128 pixels at a time where the kernel was built. */
export const thinRidges: ThinRidges = kernel ? quickly(kernel) : thinRidgesPlainly;

function quickly(kernel: Kernel): ThinRidges {
  return ({ width, height, pixels }) => {
    const thinned = new Uint8Array(pixels.length);
    const rowBytes = Math.ceil(width / 128) * 16 + 16;
    runKernel(kernel, {
      read: [pixels],
      written: [thinned],
      scratchBytes: 2 * rowBytes * height,
      numbers: [width, height, rowBytes],
    });
    return thinned;
  };
}

/** Ridge lines one pixel wide. */
export function thin(image: BinaryImage): Skeleton {
  const { width } = image;
  const pixels = thinRidges(image);
  const line = setPixels(pixels);
  dropRedundant(pixels, width, line);
  return { width, pixels, line };
}

/** Removes staircase corners one after the other, so that the crossing number counts true branches. */
export function dropRedundant(pixels: Uint8Array, width: number, candidates: Iterable<number>): void {
  for (const at of candidates) if (pixels[at] && redundant[neighbourBits(pixels, width, at)]) pixels[at] = 0;
}
