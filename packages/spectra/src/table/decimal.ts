import { damaged } from '../errors.ts';
import { writtenNumber } from '../text.ts';

/** Reads one cell, or nothing where it is no number. */
export type ReadDecimal = (cell: string) => number | undefined;

const withPoint: ReadDecimal = (cell) => writtenNumber(cell)?.value;
const withComma: ReadDecimal = (cell) =>
  cell.includes('.') ? undefined : writtenNumber(cell.replace(',', '.'))?.value;

/** `12,345` is twelve thousand to some and twelve and a bit to others. */
const maybeThousands = /^[+-]?[1-9]\d{0,2},\d{3}$/;

/**
 * How the numbers of a table are written whose cells are not parted by commas: with decimal points or with decimal commas.
 * @throws `spectrum-file-damaged` where both occur, or where every comma may as well part thousands
 */
export function decimalOf(rows: readonly (readonly string[])[]): ReadDecimal {
  let [points, commas, plainCommas] = [0, 0, 0];
  for (const row of rows)
    for (const cell of row) {
      if (cell.includes('.')) points += 1;
      if (!cell.includes(',')) continue;
      commas += 1;
      if (!maybeThousands.test(cell)) plainCommas += 1;
    }
  if (points > 0 && commas > 0) throw damaged('decimals-mixed');
  if (commas > 0 && plainCommas === 0) throw damaged('decimals-or-thousands');
  return commas > 0 ? withComma : withPoint;
}
