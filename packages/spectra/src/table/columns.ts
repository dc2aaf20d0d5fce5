import { unsupported } from '../errors.ts';
import { plain } from '../text.ts';
import { xUnitOf } from '../units.ts';

/** Which column is x, which are spectra, and what they are called. */
export interface Columns {
  readonly x: number;
  readonly xHeading: string;
  readonly y: readonly { readonly column: number; readonly heading: string }[];
}

/** Of several x the first of these is taken: what a Raman file is searched by. */
const xHeadings = [/raman.?shift/i, /wave.?number/i, /wave.?length/i, /^#?wave$/i, /\bnm\b|cm-1|1\/cm|m\/z/i];
const counts = /^#?(pixels?|index|points?|no\.?|n)$/i;

/**
 * Tells columns apart by their headings. Without headings two columns are x and y, and more are nothing that could be told.
 * @param headings as many as columns, or none
 * @throws `spectrum-form-unsupported`
 */
export function columnsOf(headings: readonly string[], columns: number): Columns {
  if (headings.length === 0 && columns !== 2) throw unsupported('columns without headings', { columns });
  const named = xHeadings.map((form) => headings.findIndex((heading) => form.test(heading))).find((at) => at >= 0);
  const firstMeant = headings.findIndex((heading) => !counts.test(heading));
  const x = named ?? Math.max(0, firstMeant);
  const y = Array.from({ length: columns }, (_, column) => ({ column, heading: headings[column] ?? '' })).filter(
    ({ column, heading }) =>
      column !== x && !counts.test(heading) && !(columns > 2 && xHeadings.some((form) => form.test(heading))),
  );
  if (y.length === 0) throw unsupported('columns', { headings: plain(headings.join(' ')) });
  return { x, xHeading: headings[x] ?? '', y };
}

/** The last line before the numbers, where it has a word for each column and is no remark. */
export function headingsOf(
  before: readonly string[],
  cut: (line: string) => readonly string[],
  columns: number,
): readonly string[] {
  const line = before.findLast((text) => text.trim() !== '');
  if (line === undefined) return [];
  const cells = cut(line);
  const words = cells.length === columns ? cells : cells.filter((cell) => cell !== '');
  const isHeading =
    words.length === columns &&
    words.every((word) => word !== '') &&
    (before.length === 1 || columns > 2 || words.some((word) => xUnitOf(word) !== 'unknown' || /wave/i.test(word)));
  return isHeading ? words : [];
}
