import { damaged, spectraError, unsupported } from '../errors.ts';
import { within } from '../limits.ts';
import type { SpectrumData } from '../spectrum.ts';
import { axisOf, linesOf, plain, requireOrder, said } from '../text.ts';
import { xUnitOf, yUnitOf } from '../units.ts';
import { decimalOf } from './decimal.ts';

/*
 * What BWSpec and BWRam of B&W Tek save: lines `name;value`, then a line of headings that begins with `Pixel`, then a line a pixel. Blank x
 * stand at pixels outside the calibrated range. Seen in 111 files of raman-charisma; no document of the maker was at hand.
 */
export const isBwspec = (head: string): boolean => /^\uFEFF?File Version;BW/.test(head);

const xHeadings = ['Raman Shift', 'Wavelength'];
/** What the maker's own page shows first: without the dark current, else as measured. */
const yHeadings = [/^Dark Subtracted #\d+$/, /^Raw data #\d+$/];

/**
 * One spectrum for each measurement of the table.
 * @throws `spectrum-file-damaged`, `spectrum-form-unsupported`, `spectrum-absent`, `spectrum-file-large`
 */
export function readBwspec(bytes: Uint8Array): readonly SpectrumData[] {
  const lines = linesOf(bytes);
  const start = lines.findIndex((line) => line.startsWith('Pixel;'));
  if (start < 0) throw damaged('no-headings');
  within('headerLines', start);
  const header = new Map(lines.slice(0, start).map((line) => pairOf(line)));
  const headings = cellsOf(lines[start] ?? '');
  within('columns', headings.length);
  const rows = rowsOf(lines.slice(start + 1), headings.length, start + 2);
  requirePixels(rows, header, start + 2);
  const read = decimalOf(rows.map(({ cells }) => cells));
  const columnOf = (heading: string) => headings.indexOf(heading);
  const xHeading = xHeadings.find((heading) => rows.some(({ cells }) => (cells[columnOf(heading)] ?? '') !== ''));
  if (xHeading === undefined) throw unsupported('a table without calibrated x');
  const xColumn = columnOf(xHeading);
  const calibrated = runOf(rows, xColumn);
  const values = (column: number) =>
    Float64Array.from(calibrated, ({ cells, line }) => {
      const value = read(cells[column] ?? '');
      if (value === undefined) throw damaged('not-a-number', { line, heading: headings[column] });
      return value;
    });
  const x = values(xColumn);
  if (x.length < 2) throw damaged('points-too-few', { found: x.length });
  requireOrder(x);
  const measured = yHeadings
    .map((form) => headings.filter((heading) => form.test(heading)))
    .find((found) => found.length > 0);
  if (measured === undefined) throw unsupported('columns', { headings: plain(headings.join(';')) });
  within('points', measured.length * x.length);
  return measured.map((heading) => ({
    title: plain(measured.length > 1 ? heading : ''),
    kind: xHeading === 'Raman Shift' ? 'raman' : 'unknown',
    x: axisOf(xHeading, xUnitOf, x),
    y: axisOf(heading, yUnitOf, values(columnOf(heading))),
    ...said({ instrument: header.get('model'), operator: header.get('operator'), date: header.get('Date') }),
  }));
}

interface Line {
  readonly cells: readonly string[];
  readonly line: number;
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replace(/;$/, '')
    .split(';')
    .map((cell) => cell.trim());

function pairOf(line: string): [string, string] {
  const at = line.indexOf(';');
  return at < 0 ? [line.trim(), ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
}

function rowsOf(lines: readonly string[], columns: number, firstLine: number): readonly Line[] {
  const rows: Line[] = [];
  for (const [index, text] of lines.entries()) {
    if (text.trim() === '') continue;
    const cells = cellsOf(text);
    if (cells.length !== columns)
      throw damaged('columns-differ', { line: firstLine + index, said: columns, found: cells.length });
    rows.push({ cells, line: firstLine + index });
  }
  if (rows.length === 0) throw spectraError('spectrum-absent', { format: 'bwspec' });
  within('points', rows.length);
  return rows;
}

/** Pixels are counted from nought, and the header says how many there are. */
function requirePixels(rows: readonly Line[], header: ReadonlyMap<string, string>, firstLine: number): void {
  const wrong = rows.findIndex(({ cells }, index) => cells[0] !== String(index));
  if (wrong >= 0) throw damaged('pixels-without-order', { line: rows[wrong]?.line });
  const told = header.get('pixel_num') ?? '';
  if (told !== String(rows.length))
    throw damaged('points-differ', { line: firstLine, said: plain(told), found: rows.length });
}

/** The pixels that have an x: one run. */
function runOf(rows: readonly Line[], column: number): readonly Line[] {
  const hasX = ({ cells }: Line) => cells[column] !== '';
  const run = rows.slice(rows.findIndex(hasX), rows.findLastIndex(hasX) + 1);
  const gap = run.find((row) => !hasX(row));
  if (gap) throw damaged('not-a-number', { line: gap.line });
  return run;
}
