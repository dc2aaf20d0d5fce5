import { damaged } from '../errors.ts';
import { within } from '../limits.ts';
import type { Remarks, SpectrumData } from '../spectrum.ts';
import { axisOf, linesOf, plain, requireOrder, said } from '../text.ts';
import { xUnitOf, yUnitOf } from '../units.ts';
import { columnsOf, headingsOf } from './columns.ts';
import { numberTableOf } from './layout.ts';

/**
 * Reads a plain table of numbers (CSV, TSV, columns of blanks), one spectrum for each column that is not x.
 * @throws `spectrum-format-unknown`, `spectrum-file-damaged`, `spectrum-form-unsupported`, `spectrum-file-large`
 */
export function readTable(bytes: Uint8Array): readonly SpectrumData[] {
  const { before, cut, rows, columns, firstLine } = numberTableOf(linesOf(bytes));
  if (rows.length < 2) throw damaged('points-too-few', { found: rows.length });
  const headings = headingsOf(before, cut, columns);
  const { x: xColumn, xHeading, y } = columnsOf(headings, columns);
  within('points', rows.length * y.length);
  const valuesOf = (column: number) => Float64Array.from(rows, (row) => row[column] ?? Number.NaN);
  const x = valuesOf(xColumn);
  requireOrder(x, { line: firstLine });
  const { title, ...remarks } = remarksOf(before, cut);
  return y.map(({ column, heading }) => ({
    title: plain(y.length > 1 ? [title, heading].filter(Boolean).join(', ') : (title ?? '')),
    kind: /raman/i.test(xHeading) ? 'raman' : 'unknown',
    x: axisOf(xHeading, xUnitOf, x),
    y: axisOf(heading, yUnitOf, valuesOf(column)),
    ...remarks,
  }));
}

const names: Readonly<Record<keyof Remarks | 'title', RegExp>> = {
  title: /^(title|name|names|sample( name)?)$/i,
  instrument: /^(instrument|device|devicesn|model|spectrometer)$/i,
  operator: /^(operator|user|analyst)$/i,
  date: /^(date|date.?time|time.?stamp|acquired)$/i,
};

/** What lines of a name and a value before the numbers say; of several the first. */
function remarksOf(before: readonly string[], cut: (line: string) => readonly string[]) {
  const pairs = before.map((line) => {
    const [, label, value] = /^\s*##?\s*([^=:]{1,40})[=:](.*)$/s.exec(line) ?? [];
    const [name = '', ...cells] = label === undefined ? cut(line) : [label.trim(), value ?? ''];
    return { name: name.replace(/^#+\s*/, ''), value: cells.join(' ') };
  });
  const find = (form: RegExp) => pairs.find(({ name, value }) => form.test(name) && value.trim() !== '')?.value;
  return said({
    title: find(names.title),
    instrument: find(names.instrument),
    operator: find(names.operator),
    date: find(names.date),
  });
}
