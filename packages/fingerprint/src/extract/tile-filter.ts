import type { Tap } from '../image/gabor.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { type Kernel, loadKernel } from '../wasm/kernel.ts';
import { runKernel } from '../wasm/run.ts';

/** Side of a tile in pixels. */
export const tilePx = 4;

/** An image cut into tiles, with what each tile is to be filtered with. */
export interface TileTask {
  /** Within ±8191 / steps. */
  readonly plane: Plane;
  /** 1 where a result is wanted; it is 0 elsewhere. */
  readonly mask: Uint8Array;
  /** Whole numbers that stand for one unit of the plane while it is filtered. */
  readonly steps: number;
  /** For each tile the index of its kernel, or −1 where the mask is 0 throughout. */
  readonly choices: Int16Array;
  /** Places about the centre, none further than `radiusPx` in either direction; each stands for itself and for the opposite one. */
  readonly taps: readonly Tap[];
  readonly radiusPx: number;
  /** `taps.length` weights for each kernel, in 1/32768; their absolute values sum to at most 65,535. */
  readonly kernels: Int16Array;
}

type TileFilter = (task: TileTask) => Plane;

/** The plane in whole numbers with a margin of zeros. */
function widened({ width, height, values }: Plane, radiusPx: number, steps: number): Int16Array {
  const stride = strideOf(width, radiusPx);
  const wide = new Int16Array(stride * strideOf(height, radiusPx));
  for (let y = 0; y < height; y += 1) {
    const start = (y + radiusPx) * stride + radiusPx;
    for (let x = 0; x < width; x += 1) {
      wide[start + x] = Math.floor(Math.fround(Math.fround((values[y * width + x] ?? 0) * steps) + 0.5));
    }
  }
  return wide;
}

/** Length of a line of whole tiles with its margins. */
function strideOf(length: number, radiusPx: number): number {
  return Math.ceil(length / tilePx) * tilePx + 2 * radiusPx;
}

/**
 * Filters each tile with its own kernel, symmetrical about its centre: for every tap the rounded product of weight and sum of the two
 * opposite pixels, added up. Whole numbers throughout, so that the plain and the fast way give the same bits.
 */
export const filterTilesPlainly: TileFilter = ({ plane, mask, steps, choices, taps, radiusPx, kernels }) => {
  const { width, height } = plane;
  const wide = widened(plane, radiusPx, steps);
  const stride = strideOf(width, radiusPx);
  const offsets = taps.map(({ x, y }) => y * stride + x);
  const columns = Math.ceil(width / tilePx);
  const filtered = newPlane(width, height);
  for (let at = 0; at < mask.length; at += 1) {
    const x = at % width;
    const y = (at - x) / width;
    const choice = choices[Math.floor(y / tilePx) * columns + Math.floor(x / tilePx)] ?? -1;
    if (choice < 0 || !mask[at]) continue;
    const centre = (y + radiusPx) * stride + x + radiusPx;
    let sum = 0;
    for (let tap = 0; tap < offsets.length; tap += 1) {
      const offset = offsets[tap] ?? 0;
      const pair = (wide[centre + offset] ?? 0) + (wide[centre - offset] ?? 0);
      sum += (pair * (kernels[choice * taps.length + tap] ?? 0) + 0x4000) >> 15;
    }
    filtered.values[at] = sum / steps;
  }
  return filtered;
};

const kernel = loadKernel('extract', 'filterTiles');

/** As `filterTilesPlainly`, two tiles at a time where the kernel was built. */
export const filterTiles: TileFilter = kernel ? quickly(kernel) : filterTilesPlainly;

function quickly(kernel: Kernel): TileFilter {
  return ({ plane, mask, steps, choices, taps, radiusPx, kernels }) => {
    const { width, height, values } = plane;
    // Room for whole pairs of tiles.
    const stride = strideOf(width + tilePx, radiusPx);
    const byteOffsets = Int32Array.from(taps, ({ x, y }) => 2 * (y * stride + x));
    const filtered = newPlane(width, height);
    runKernel(kernel, {
      read: [values, mask, choices, byteOffsets, kernels],
      written: [filtered.values],
      scratchBytes: 4 * stride * strideOf(height, radiusPx) + 16,
      numbers: [width, height, stride, radiusPx, taps.length, steps],
    });
    return filtered;
  };
}
