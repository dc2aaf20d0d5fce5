import { blur } from '../image/blur.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { findRegions } from '../image/regions.ts';
import { extraction } from '../parameters.ts';
import { coherenceOf, type OrientationField } from './orientation.ts';
import type { PeriodField } from './period.ts';

/** Which blocks show ridges: 1 foreground, 0 background. */
export interface Segmentation {
  readonly columns: number;
  readonly rows: number;
  readonly foreground: Uint8Array;
  readonly foregroundBlocks: number;
}

/**
 * A block is foreground when its grey varies (relative to the image's strong blocks), its gradients agree and its profile is
 * periodic; the vote is smoothed, only the largest connected region stays, and its holes are filled.
 */
export function segment(deviation: Plane, orientation: OrientationField, period: PeriodField): Segmentation {
  const { width: columns, height: rows } = orientation.cosine;
  const contrast = blockContrast(deviation, columns, rows);
  const strong = contrast.toSorted()[Math.floor(contrast.length * 0.9)] ?? 0;
  const least = Math.max(extraction.foregroundDeviationFloor, strong * extraction.foregroundDeviationShare);
  const vote = newPlane(columns, rows);
  for (let cell = 0; cell < contrast.length; cell += 1) {
    const coherence = coherenceOf(orientation, cell);
    const periodic = period.periodicity.values[cell] ?? 0;
    const ridged = periodic > extraction.foregroundPeriodicity && coherence > extraction.foregroundCoherence;
    vote.values[cell] = (contrast[cell] ?? 0) > least && ridged ? 1 : 0;
  }
  const smooth = blur(vote, 1.2);
  const wanted = new Uint8Array(smooth.values.map((value) => (value > 0.5 ? 1 : 0)));
  const foreground = fillHoles(largestRegion(wanted, columns), columns);
  return { columns, rows, foreground, foregroundBlocks: foreground.reduce((sum, value) => sum + value, 0) };
}

function blockContrast(deviation: Plane, columns: number, rows: number): Float32Array {
  const block = extraction.blockPx;
  const contrast = new Float32Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const x = Math.min(deviation.width - 1, column * block + (block >> 1));
      const y = Math.min(deviation.height - 1, row * block + (block >> 1));
      contrast[row * columns + column] = deviation.values[y * deviation.width + x] ?? 0;
    }
  }
  return contrast;
}

function largestRegion(cells: Uint8Array, columns: number): Uint8Array {
  const { starts, ends, regions, sizes } = findRegions(cells, columns, false);
  const largest = sizes.indexOf(Math.max(...sizes));
  const kept = new Uint8Array(cells.length);
  for (const [run, region] of regions.entries()) if (region === largest) kept.fill(1, starts[run], ends[run]);
  return kept;
}

/** Sets what is enclosed on all sides. */
function fillHoles(cells: Uint8Array, columns: number): Uint8Array {
  const background = cells.map((value) => 1 - value);
  const { starts, ends, regions } = findRegions(background, columns, false);
  const open = new Set<number>();
  for (const [run, region] of regions.entries()) {
    const start = starts[run] ?? 0;
    const end = ends[run] ?? 0;
    const reachesSide = start % columns === 0 || end % columns === 0;
    if (reachesSide || start < columns || end > cells.length - columns) open.add(region);
  }
  const filled = cells.slice();
  for (const [run, region] of regions.entries()) if (!open.has(region)) filled.fill(1, starts[run], ends[run]);
  return filled;
}

/** 1 inside the foreground, 0 outside, per pixel, with a one-pixel frame of 0 around the image. */
export function foregroundPixels({ columns, foreground }: Segmentation, width: number, height: number): Uint8Array {
  const block = extraction.blockPx;
  const mask = new Uint8Array(width * height);
  for (let top = 0; top < height; top += block) {
    const cells = (top / block) * columns;
    const line = mask.subarray(top * width, (top + 1) * width);
    for (let column = 0; column < columns; column += 1) {
      if (foreground[cells + column]) line.fill(1, column * block, (column + 1) * block);
    }
    line.fill(0, 0, 1).fill(0, width - 1);
    for (let y = top + 1; y < Math.min(top + block, height); y += 1) mask.set(line, y * width);
  }
  mask.fill(0, 0, width).fill(0, (height - 1) * width);
  return mask;
}
