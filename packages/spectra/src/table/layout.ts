import { damaged, spectraError } from '../errors.ts';
import { limits, within } from '../limits.ts';
import { writtenNumber } from '../text.ts';
import { decimalOf, type ReadDecimal } from './decimal.ts';

/** How the cells of a line are told apart. */
type CutLine = (line: string) => readonly string[];

const unquoted = (cell: string): string =>
  cell
    .trim()
    .replace(/^"([^"]*)"$/, '$1')
    .trim();
/** One mark at the end of a line ends its last cell, it begins no empty one. */
const cutAt =
  (mark: string): CutLine =>
  (line) =>
    (line.trimEnd().endsWith(mark) ? line.trimEnd().slice(0, -1) : line).split(mark).map(unquoted);
const cutAtBlanks: CutLine = (line) =>
  line
    .trim()
    .split(/[ \t]+/)
    .map(unquoted);

/** Marks that may part columns. A comma that parts columns cannot be a decimal one as well. */
const layouts: readonly { readonly cut: CutLine; readonly decimalComma: boolean }[] = [
  { cut: cutAt(';'), decimalComma: true },
  { cut: cutAt('\t'), decimalComma: true },
  { cut: cutAt(','), decimalComma: false },
  { cut: cutAtBlanks, decimalComma: true },
];

/** The numbers of a text, and the lines before them. */
export interface NumberTable {
  readonly before: readonly string[];
  readonly cut: CutLine;
  /** Row by row. */
  readonly rows: readonly (readonly number[])[];
  readonly columns: number;
  /** From 1, of the first row. */
  readonly firstLine: number;
}

const mostLooked = 400;
const numeral = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d{1,3})?$/;
const endMark = /^\s*(##\s*END\s*=?.*)?$/i;

/**
 * Finds the one run of lines of numbers that a table is: everything after its first line of numbers but blank lines and an end mark.
 * @throws `spectrum-format-unknown` where there is none, `spectrum-file-damaged` where it is broken off or interrupted, `spectrum-file-large`
 */
export function numberTableOf(lines: readonly string[]): NumberTable {
  const { cut, decimalComma } = layoutOf(lines);
  const isRow = (line: string) => rowLike(cut(line));
  const first = lines.findIndex(isRow);
  within('headerLines', first);
  const last = lines.findLastIndex((line) => !endMark.test(line));
  const body = lines.slice(first, last + 1);
  const cells = body.map(cut);
  const columns = cells[0]?.length ?? 0;
  within('columns', columns);
  within('points', cells.length * Math.max(columns - 1, 1));
  const odd = cells.findIndex((row) => row.length !== columns || !rowLike(row));
  if (odd >= 0) throw damaged('not-a-row', { line: first + odd + 1, columns });
  const read: ReadDecimal = decimalComma ? decimalOf(cells) : (cell) => writtenNumber(cell)?.value;
  const rows = cells.map((row, index) =>
    row.map((cell) => {
      const value = read(cell);
      if (value === undefined) throw damaged('not-a-number', { line: first + index + 1 });
      return value;
    }),
  );
  return { before: lines.slice(0, first), cut, rows, columns, firstLine: first + 1 };
}

/** A line of at least two numbers, none of them with needless noughts before it: `0,013` cut at its comma is no two numbers. */
const rowLike = (cells: readonly string[]): boolean =>
  cells.length >= 2 && cells.every((cell) => numeral.test(cell) && !/^[+-]?0\d/.test(cell));

/** The layout in which most of the lines looked at are rows; half of them at least. */
function layoutOf(lines: readonly string[]) {
  const content = lines.filter((line) => line.trim() !== '');
  const stride = Math.max(1, Math.floor(content.length / mostLooked));
  const looked = content.filter((_, index) => index % stride === 0);
  const rated = layouts.map((layout) => ({
    ...layout,
    rows: looked.filter((line) => line.length <= limits.lineCharacters && rowLike(layout.cut(line))).length,
  }));
  const best = rated.toSorted((one, other) => other.rows - one.rows)[0];
  if (best === undefined || best.rows < 2 || best.rows * 2 < looked.length)
    throw spectraError('spectrum-format-unknown', { found: 'text without a table of numbers' });
  return best;
}
