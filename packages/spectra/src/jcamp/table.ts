import { damaged, unsupported } from '../errors.ts';
import { requireOrder, type Written } from '../text.ts';
import type { Labelled } from './blocks.ts';
import { readSteps, type Steps } from './packed.ts';
import { readPairs } from './pairs.ts';
import { askSecondReader } from './second-reader.ts';

/** What the header says of a table. */
export interface Said {
  readonly points: Written | undefined;
  readonly firstX: Written | undefined;
  readonly lastX: Written | undefined;
  readonly deltaX: Written | undefined;
  readonly firstY: Written | undefined;
  readonly xFactor: Written;
  readonly yFactor: Written;
}

export interface Points {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** How a table is laid out, and the symbols of its two variables. */
export interface TableForm {
  readonly form: 'steps' | 'pairs';
  readonly symbols: readonly [string, string];
}

/** @throws `spectrum-form-unsupported` */
export function tableForm(written: string): TableForm {
  const compact = written.toUpperCase().replaceAll(/\s/g, '');
  const [, stepX, stepY] = /^\(?([A-Z]\d?)\+\+\(([A-Z]\d?)\.\.\2\)\)?(?:,[A-Z]*)?$/.exec(compact) ?? [];
  if (stepX && stepY) return { form: 'steps', symbols: [stepX, stepY] };
  const [, pairX, pairY] = /^\(([A-Z])([A-Z])\.\.\1\2\)(?:,[A-Z]*)?$/.exec(compact) ?? [];
  if (pairX && pairY) return { form: 'pairs', symbols: [pairX, pairY] };
  throw unsupported('table', { written: written.slice(0, 40) });
}

/**
 * Reads a table and holds it against its header, and against a second reader.
 * @throws `spectrum-file-damaged`, `spectrum-file-large`
 */
export function readTable(form: TableForm['form'], { lines, line }: Labelled, said: Said): Points {
  if (said.points === undefined) throw damaged('label-missing', { line, label: 'NPOINTS' });
  return form === 'steps' ? stepsOf(lines, line, said, said.points) : pairsOf(lines, line, said, said.points);
}

function pairsOf(lines: readonly string[], line: number, said: Said, points: Written): Points {
  const { abscissas, ordinates } = readPairs(lines, line);
  requireCount(points, ordinates.length, line);
  askSecondReader('pairs', { lines, line, abscissas, ordinates });
  const x = abscissas.map((value) => value * said.xFactor.value);
  const y = ordinates.map((value) => value * said.yFactor.value);
  requireFinite(x, y, line);
  requireOrder(x, { line });
  const [first = 0] = x;
  const last = x.at(-1) ?? 0;
  const slack = Math.abs(last - first) / (x.length - 1) / 2;
  // Which end is called the first is not always the one that stands first.
  const [low, high] = [Math.min(first, last), Math.max(first, last)];
  const ends = [said.firstX, said.lastX].filter((end) => end !== undefined);
  for (const { value, step } of ends)
    if (Math.min(Math.abs(value - low), Math.abs(value - high)) > slack + step)
      throw damaged('x-ends-differ', { line, said: value, found: [first, last] });
  return { x, y };
}

function stepsOf(lines: readonly string[], line: number, said: Said, points: Written): Points {
  const { firstX, lastX, xFactor, yFactor } = said;
  if (firstX === undefined || lastX === undefined) throw damaged('label-missing', { line, label: 'FIRSTX, LASTX' });
  const steps = readSteps(lines, line);
  const count = steps.ordinates.length;
  requireCount(points, count, line);
  const spacing = (lastX.value - firstX.value) / (count - 1);
  const x = Float64Array.from(steps.ordinates, (_, point) => firstX.value + spacing * point);
  x[count - 1] = lastX.value;
  const y = steps.ordinates.map((value) => value * yFactor.value);
  requireFinite(x, y, line);
  requireOrder(x, { line });
  checkRows(steps, x, xFactor);
  checkSpacing(said, spacing, count, line);
  checkFirstY(said, steps.ordinates[0] ?? 0, line);
  askSecondReader('steps', { lines, line, abscissas: x, ordinates: steps.ordinates });
  return { x, y };
}

function requireCount({ value }: Written, found: number, line: number): void {
  if (value !== found) throw damaged('points-differ', { line, said: value, found });
  if (found < 2) throw damaged('points-too-few', { line, found });
}

function requireFinite(x: Float64Array, y: Float64Array, line: number): void {
  if (![x, y].every((values) => values.every(Number.isFinite))) throw damaged('not-a-number', { line });
}

/** Each line begins with its x; a point that was lost or doubled shifts those below it by a whole step. */
function checkRows({ rows }: Steps, x: Float64Array, factor: Written): void {
  const spacing = Math.abs((x[1] ?? 0) - (x[0] ?? 0));
  for (const { line, x: written, before, repeats } of rows) {
    const found = written.value * factor.value;
    const slack = spacing / 2 + written.step * Math.abs(factor.value) + Math.abs(written.value) * roundingOf(factor);
    // A line that only repeats the last ordinate may stand one beyond the end.
    const places = repeats ? [before - 1, before] : [before];
    const expected = places.map((place) => (x[0] ?? 0) + ((x[1] ?? 0) - (x[0] ?? 0)) * place);
    if (!expected.some((value) => Math.abs(value - found) <= slack))
      throw damaged('x-check-failed', { line, expected: expected[0], found });
  }
}

/** A whole factor is exact, any other was rounded when it was written. */
const roundingOf = ({ value, step }: Written): number => (Number.isInteger(value) ? 0 : step / 2);

/** Its sign is not compared: makers differ about that of a falling axis. */
function checkSpacing({ deltaX }: Said, spacing: number, count: number, line: number): void {
  if (deltaX === undefined) return;
  const slack = Math.abs(spacing) + deltaX.step * (count - 1);
  if (Math.abs(Math.abs(deltaX.value) - Math.abs(spacing)) * (count - 1) > slack)
    throw damaged('x-ends-differ', { line, said: deltaX.value, found: spacing });
}

/** Some makers give it as it stands in the table, without the factor. */
function checkFirstY({ firstY, yFactor }: Said, ordinate: number, line: number): void {
  if (firstY === undefined) return;
  const close = (found: number, unit: number) =>
    Math.abs(found - firstY.value) <= unit + firstY.step + Math.abs(found) * 1e-4;
  if (!close(ordinate * yFactor.value, Math.abs(yFactor.value)) && !close(ordinate, 1))
    throw damaged('first-y-differs', { line, said: firstY.value, found: ordinate * yFactor.value });
}
