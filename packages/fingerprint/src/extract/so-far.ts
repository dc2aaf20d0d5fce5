import { extraction, quality } from '../parameters.ts';
import { isOffMiddle } from './off-middle.ts';
import type { QualityReason } from './quality-reasons.ts';

/** The upper rows of a finger's picture that is still coming from the scanner. */
export interface PartialImage {
  readonly width: number;
  /** Of the whole picture. */
  readonly height: number;
  readonly dpi: number;
  /** As those of `GreyImage`, as far as they have come. */
  readonly pixels: Uint8Array;
}

/**
 * What can be done about a finger while its picture still comes; nothing where it lies well, or too little has come to tell. It is a
 * hint for whoever stands there: the whole picture is judged by `extractInStages` alone.
 */
export function reasonSoFar({ width, height, dpi, pixels }: PartialImage): QualityReason | undefined {
  const rowsCome = Math.floor(pixels.length / width);
  if (rowsCome < quality.leastRowShare * height) return undefined;
  const side = Math.max(1, Math.round((extraction.blockPx * dpi) / extraction.dpi));
  const columns = Math.floor(width / side);
  const rows = Math.floor(height / side);
  const ridged = new Uint8Array(columns * rows);
  const blockRows = Math.floor(rowsCome / side);
  for (let cell = 0; cell < columns * blockRows; cell += 1) {
    const start = Math.floor(cell / columns) * side * width + (cell % columns) * side;
    if (deviationOf(pixels, start, width, side) > quality.ridgeDeviation) ridged[cell] = 1;
  }
  const count = (cells: Uint8Array): number => cells.reduce((sum, cell) => sum + cell, 0);
  // The rows that are still to come are taken to be like the last one: a finger that lies low on the glass goes on.
  const lastRow = ridged.subarray((blockRows - 1) * columns, blockRows * columns);
  const expected = count(ridged) + count(lastRow) * (rows - blockRows);
  if (expected < quality.leastTraceBlocks) return 'no-finger';
  if (expected >= quality.leastAreaBlocks) return undefined;
  return isOffMiddle(ridged.subarray(0, columns * blockRows), columns, blockRows) ? 'off-middle' : 'too-little-area';
}

function deviationOf(pixels: Uint8Array, start: number, width: number, side: number): number {
  let [sum, squares] = [0, 0];
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const grey = pixels[start + row * width + column] ?? 0;
      sum += grey;
      squares += grey * grey;
    }
  }
  const count = side * side;
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}
