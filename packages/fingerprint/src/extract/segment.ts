import { blur } from '../image/blur.ts';
import { newPlane, type Plane } from '../image/plane.ts';
import { extraction } from '../parameters.ts';
import type { OrientationField } from './orientation.ts';
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
  const strong = [...contrast].sort((a, b) => a - b)[Math.floor(contrast.length * 0.9)] ?? 0;
  const least = Math.max(extraction.foregroundDeviationFloor, strong * extraction.foregroundDeviationShare);
  const vote = newPlane(columns, rows);
  for (let cell = 0; cell < contrast.length; cell += 1) {
    const coherence = Math.hypot(orientation.cosine.values[cell] ?? 0, orientation.sine.values[cell] ?? 0);
    const periodic = period.periodicity.values[cell] ?? 0;
    const ridged = periodic > extraction.foregroundPeriodicity && coherence > extraction.foregroundCoherence;
    vote.values[cell] = (contrast[cell] ?? 0) > least && ridged ? 1 : 0;
  }
  const smooth = blur(vote, 1.2);
  const wanted = Uint8Array.from(smooth.values, (value) => (value > 0.5 ? 1 : 0));
  const foreground = fillHoles(largestRegion(wanted, columns, rows), columns, rows);
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

/** Cells reached from `start` through 4-neighbours of the same value; marked in `seen`. */
function region(cells: Uint8Array, columns: number, rows: number, start: number, seen: Uint8Array): number[] {
  const value = cells[start];
  const members = [start];
  seen[start] = 1;
  for (let next = 0; next < members.length; next += 1) {
    const cell = members[next] ?? 0;
    const column = cell % columns;
    const neighbours = [
      column > 0 ? cell - 1 : -1,
      column < columns - 1 ? cell + 1 : -1,
      cell - columns,
      cell + columns < columns * rows ? cell + columns : -1,
    ];
    for (const neighbour of neighbours) {
      if (neighbour >= 0 && !seen[neighbour] && cells[neighbour] === value) {
        seen[neighbour] = 1;
        members.push(neighbour);
      }
    }
  }
  return members;
}

function largestRegion(cells: Uint8Array, columns: number, rows: number): Uint8Array {
  const seen = new Uint8Array(cells.length);
  let largest: number[] = [];
  for (let start = 0; start < cells.length; start += 1) {
    if (!cells[start] || seen[start]) continue;
    const members = region(cells, columns, rows, start, seen);
    if (members.length > largest.length) largest = members;
  }
  const kept = new Uint8Array(cells.length);
  for (const cell of largest) kept[cell] = 1;
  return kept;
}

function fillHoles(cells: Uint8Array, columns: number, rows: number): Uint8Array {
  const seen = new Uint8Array(cells.length);
  const filled = cells.slice();
  for (let start = 0; start < cells.length; start += 1) {
    if (cells[start] || seen[start]) continue;
    const members = region(cells, columns, rows, start, seen);
    const touchesEdge = members.some((cell) => {
      const column = cell % columns;
      return column === 0 || column === columns - 1 || cell < columns || cell >= columns * (rows - 1);
    });
    if (!touchesEdge) for (const cell of members) filled[cell] = 1;
  }
  return filled;
}

/** Distance-like map per pixel: 1 inside the foreground, 0 outside, with a one-pixel frame of 0 around the image. */
export function foregroundPixels({ columns, foreground }: Segmentation, width: number, height: number): Uint8Array {
  const block = extraction.blockPx;
  const mask = new Uint8Array(width * height);
  for (let y = 1; y < height - 1; y += 1) {
    const row = Math.floor(y / block) * columns;
    for (let x = 1; x < width - 1; x += 1) mask[y * width + x] = foreground[row + Math.floor(x / block)] ?? 0;
  }
  return mask;
}
