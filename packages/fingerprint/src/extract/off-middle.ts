import { quality } from '../parameters.ts';

/** Whether the middle of the marked cells lies far from the middle of the picture, as of a finger half beside the glass. */
export function isOffMiddle(cells: Uint8Array, columns: number, rows: number): boolean {
  let [count, x, y] = [0, 0, 0];
  for (let cell = 0; cell < cells.length; cell += 1) {
    if (!cells[cell]) continue;
    count += 1;
    x += (cell % columns) + 0.5;
    y += Math.floor(cell / columns) + 0.5;
  }
  if (count === 0) return false;
  const aside = Math.max(Math.abs(x / count / columns - 0.5), Math.abs(y / count / rows - 0.5));
  return aside > quality.offMiddleShare;
}
