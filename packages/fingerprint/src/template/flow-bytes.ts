import { flowCellPx, flowSteps, type RidgeFlow } from './template.ts';

/*
 * Columns u8 | rows u8 | direction of each cell, row by row, where 0 is followed by the length of a run of empty cells (1 … 255) |
 * period u8 of each cell that has a direction. No flow at all: 0 columns, 0 rows.
 */

/** Packs the flow grid of a template; undefined gives the two bytes that stand for none. */
export function encodeFlow(flow: RidgeFlow | undefined): Uint8Array {
  if (!flow) return Uint8Array.of(0, 0);
  const bytes: number[] = [flow.columns, flow.rows];
  for (let cell = 0; cell < flow.direction.length; ) {
    const direction = flow.direction[cell] ?? 0;
    let run = 1;
    if (direction === 0) {
      while (run < 255 && cell + run < flow.direction.length && flow.direction[cell + run] === 0) run += 1;
      bytes.push(0, run);
    } else bytes.push(direction);
    cell += run;
  }
  for (const [cell, period] of flow.period.entries()) if (flow.direction[cell]) bytes.push(period);
  return Uint8Array.from(bytes);
}

/** Unpacks the whole of `bytes` for an image of the given size; 'damaged' for anything that `encodeFlow` cannot have written. */
export function decodeFlow(bytes: Uint8Array, widthPx: number, heightPx: number): RidgeFlow | undefined | 'damaged' {
  const [columns = -1, rows = -1] = bytes;
  if (columns === 0 && rows === 0) return bytes.length === 2 ? undefined : 'damaged';
  if (columns !== Math.ceil(widthPx / flowCellPx) || rows !== Math.ceil(heightPx / flowCellPx)) return 'damaged';
  const direction = new Uint8Array(columns * rows);
  const period = new Uint8Array(columns * rows);
  let at = 2;
  for (let cell = 0; cell < direction.length; ) {
    const code = bytes[at] ?? flowSteps + 1;
    if (code > flowSteps) return 'damaged';
    direction[cell] = code;
    const run = code === 0 ? (bytes[at + 1] ?? 0) : 1;
    if (run === 0 || cell + run > direction.length) return 'damaged';
    cell += run;
    at += code === 0 ? 2 : 1;
  }
  for (let cell = 0; cell < direction.length; cell += 1) {
    if (direction[cell] === 0) continue;
    const value = bytes[at] ?? 0;
    if (value === 0) return 'damaged';
    period[cell] = value;
    at += 1;
  }
  return at === bytes.length ? { columns, rows, direction, period } : 'damaged';
}
