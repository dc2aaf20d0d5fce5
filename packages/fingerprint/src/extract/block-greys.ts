import type { GreyImage } from '../image/grey-image.ts';
import type { Plane } from '../image/plane.ts';
import { extraction, quality } from '../parameters.ts';

/** Grey levels around one block, three blocks square. */
export interface BlockGreys {
  /** Index in the block maps. */
  readonly cell: number;
  /** Mean grey of the ridges' pixels, and of the valleys'. */
  readonly ridge: number;
  readonly valley: number;
}

/** Grey of ridges and valleys, told apart by the enhanced image, in every block that lies well inside the print. */
export function blockGreys({ width, height, pixels }: GreyImage, mask: Uint8Array, enhanced: Plane): BlockGreys[] {
  const columns = Math.ceil(width / extraction.blockPx);
  const rows = Math.ceil(height / extraction.blockPx);
  const empty = (): Float64Array => new Float64Array(columns * rows);
  const [ridgeSums, ridgeCounts, valleySums, valleyCounts] = [empty(), empty(), empty(), empty()];
  for (let at = 0; at < mask.length; at += 1) {
    if (!mask[at]) continue;
    const row = Math.floor(Math.floor(at / width) / extraction.blockPx);
    const cell = row * columns + Math.floor((at % width) / extraction.blockPx);
    const isRidge = (enhanced.values[at] ?? 0) < 0;
    const sums = isRidge ? ridgeSums : valleySums;
    const counts = isRidge ? ridgeCounts : valleyCounts;
    sums[cell] = (sums[cell] ?? 0) + (pixels[at] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  const greys: BlockGreys[] = [];
  for (let cell = 0; cell < columns * rows; cell += 1) {
    const around = (map: Float64Array): number => sumAround(map, columns, rows, cell);
    const ridges = around(ridgeCounts);
    const valleys = around(valleyCounts);
    if (ridges === 0 || valleys === 0 || ridges + valleys < quality.leastWindowPixels) continue;
    greys.push({ cell, ridge: around(ridgeSums) / ridges, valley: around(valleySums) / valleys });
  }
  return greys;
}

function sumAround(map: Float64Array, columns: number, rows: number, cell: number): number {
  const column = cell % columns;
  const row = Math.floor(cell / columns);
  let sum = 0;
  for (let y = Math.max(0, row - 1); y <= Math.min(rows - 1, row + 1); y += 1) {
    for (let x = Math.max(0, column - 1); x <= Math.min(columns - 1, column + 1); x += 1) {
      sum += map[y * columns + x] ?? 0;
    }
  }
  return sum;
}

/** Mean grey of each block of the image. */
export function blockMeans({ width, height, pixels }: GreyImage): Float64Array {
  const columns = Math.ceil(width / extraction.blockPx);
  const sums = new Float64Array(columns * Math.ceil(height / extraction.blockPx));
  const counts = new Float64Array(sums.length);
  for (let at = 0; at < pixels.length; at += 1) {
    const row = Math.floor(Math.floor(at / width) / extraction.blockPx);
    const cell = row * columns + Math.floor((at % width) / extraction.blockPx);
    sums[cell] = (sums[cell] ?? 0) + (pixels[at] ?? 0);
    counts[cell] = (counts[cell] ?? 0) + 1;
  }
  return sums.map((sum, cell) => sum / (counts[cell] ?? 1));
}
