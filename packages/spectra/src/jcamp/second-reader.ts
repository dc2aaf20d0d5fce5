import { convert } from 'jcampconverter';
import { damaged } from '../errors.ts';
import { agree } from './packed.ts';

/** A table as the second reader gets it: nothing but its lines and what they need. */
interface Question {
  readonly lines: readonly string[];
  readonly line: number;
  readonly abscissas: Float64Array;
  readonly ordinates: Float64Array;
}

const header = (entries: Readonly<Record<string, string | number>>): string =>
  Object.entries(entries)
    .map(([label, value]) => `##${label}=${value}\n`)
    .join('');

/**
 * Has jcampconverter read the same lines and compares every number. It passes silently over much damage and takes letters where there are
 * none, so it never reads a file alone; two readers that share no code do not err alike.
 * @param form of the table
 * @throws `spectrum-file-damaged` where the readers differ
 */
export function askSecondReader(form: 'steps' | 'pairs', { lines, line, abscissas, ordinates }: Question): void {
  const last = abscissas.length - 1;
  const text =
    header({ TITLE: '', 'JCAMP-DX': '4.24', XFACTOR: 1, YFACTOR: 1, NPOINTS: abscissas.length }) +
    (form === 'steps'
      ? header({ FIRSTX: abscissas[0] ?? 0, LASTX: abscissas[last] ?? 0, XYDATA: '(X++(Y..Y))' })
      : header({ 'PEAK TABLE': '(XY..XY)' }));
  const body = lines.map((each) => each.replaceAll(/[ \t]+/g, ' ')).join('\n');
  const { flatten } = convert(`${text}${body}\n##END=\n`, { noContour: true, dynamicTyping: false });
  const { x = [], y = [] } = flatten[0]?.spectra[0]?.data ?? {};
  const spacing = Math.abs(((abscissas[last] ?? 0) - (abscissas[0] ?? 0)) / Math.max(last, 1));
  const sameX = (point: number) => Math.abs((x[point] ?? Number.NaN) - (abscissas[point] ?? 0)) <= spacing / 100;
  const differs = abscissas.findIndex(
    (_, point) => !sameX(point) || !agree(y[point] ?? Number.NaN, ordinates[point] ?? 0),
  );
  if (x.length !== abscissas.length || y.length !== ordinates.length || differs >= 0)
    throw damaged('readers-differ', { line, point: differs, points: ordinates.length, otherPoints: y.length });
}
