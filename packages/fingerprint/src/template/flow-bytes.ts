import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { flowCellPx, flowSteps, type RidgeFlow } from './template.ts';

/*
 * Columns u8 | rows u8 | DEFLATE (RFC 1951) of: for each cell, row by row, its direction less what its neighbours foretell, modulo 120,
 * or 255 for an empty cell; then for each cell with a direction its period less what its neighbours foretell, modulo 256.
 * No flow at all: 0 columns, 0 rows.
 */
const emptyCell = 255;

/** What stands for the first cell of a print, before any neighbour is known: ridges 9 px apart. */
const usualDirection = 1;
const usualPeriod = 144;

/** Packs the flow grid of a template; undefined gives the two bytes that stand for none. */
export function encodeFlow(flow: RidgeFlow | undefined): Uint8Array {
  if (!flow) return Uint8Array.of(0, 0);
  const { columns, rows, direction, period } = flow;
  const known = direction.reduce((count, code) => count + (code === 0 ? 0 : 1), 0);
  const residuals = new Uint8Array(direction.length + known).fill(emptyCell, 0, direction.length);
  let periodAt = direction.length;
  for (let cell = 0; cell < direction.length; cell += 1) {
    const code = direction[cell] ?? 0;
    if (code === 0) continue;
    residuals[cell] = modulo(code - foretold(direction, flow, cell, usualDirection), flowSteps);
    residuals[periodAt] = (period[cell] ?? 0) - foretold(period, flow, cell, usualPeriod);
    periodAt += 1;
  }
  const packed = deflateRawSync(residuals, { level: 9 });
  const bytes = new Uint8Array(2 + packed.length);
  bytes.set([columns, rows]);
  bytes.set(packed, 2);
  return bytes;
}

/** Unpacks the whole of `bytes` for an image of the given size; 'damaged' for anything that tells no flow of such an image. */
export function decodeFlow(bytes: Uint8Array, widthPx: number, heightPx: number): RidgeFlow | undefined | 'damaged' {
  const [columns = -1, rows = -1] = bytes;
  if (columns === 0 && rows === 0) return bytes.length === 2 ? undefined : 'damaged';
  if (columns !== Math.ceil(widthPx / flowCellPx) || rows !== Math.ceil(heightPx / flowCellPx)) return 'damaged';
  const cells = columns * rows;
  const residuals = inflate(bytes.subarray(2), 2 * cells);
  if (!residuals || residuals.length < cells) return 'damaged';
  const flow = { columns, rows, direction: new Uint8Array(cells), period: new Uint8Array(cells) };
  let periodAt = cells;
  for (let cell = 0; cell < cells; cell += 1) {
    const residual = residuals[cell] ?? emptyCell;
    if (residual === emptyCell) continue;
    if (residual >= flowSteps) return 'damaged';
    const direction = foretold(flow.direction, flow, cell, usualDirection) + residual;
    const period = (foretold(flow.period, flow, cell, usualPeriod) + (residuals[periodAt] ?? 0)) & 0xff;
    if (period === 0) return 'damaged';
    periodAt += 1;
    flow.direction[cell] = 1 + modulo(direction - 1, flowSteps);
    flow.period[cell] = period;
  }
  return periodAt === residuals.length ? flow : 'damaged';
}

/** The value that goes on evenly from the cells to the left, above, and above left; of one neighbour alone, its own. */
function foretold(values: Uint8Array, { columns }: Pick<RidgeFlow, 'columns'>, cell: number, usual: number): number {
  const left = cell % columns === 0 ? 0 : (values[cell - 1] ?? 0);
  const above = values[cell - columns] ?? 0;
  const corner = cell % columns === 0 ? 0 : (values[cell - columns - 1] ?? 0);
  if (left && above && corner) return left + above - corner;
  return left || above || usual;
}

function modulo(value: number, steps: number): number {
  return ((value % steps) + steps) % steps;
}

/** The bytes that a whole DEFLATE stream gives, if they are no more than the limit. */
function inflate(packed: Uint8Array, limit: number): Uint8Array | undefined {
  try {
    return inflateRawSync(packed, { maxOutputLength: limit });
  } catch {
    return undefined;
  }
}
