import type { BilingualText } from '@custody-edge/foundation';

/** One line of a plot; x rises or falls all the way, and no y is a gap in the line. */
export interface PlotCurve {
  readonly label: BilingualText;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number | null>;
}

/** Columns of one table, x first and rising; `undefined` where a curve has no point at that x, `null` where its line breaks. */
export type Columns = readonly [x: readonly number[], ...ys: readonly (readonly (number | null | undefined)[])[]];

/** All curves as one table, each on its own points. */
export function columnsOf(curves: readonly PlotCurve[]): Columns {
  const xs = [...new Set(curves.flatMap(({ x }) => Array.from(x)))].sort((one, other) => one - other);
  const rows = new Map(xs.map((x, row) => [x, row]));
  const columns = curves.map(({ x, y }) => {
    const column = Array.from({ length: xs.length }, (): number | null | undefined => undefined);
    for (let point = 0; point < x.length; point++) column[rows.get(x[point] ?? Number.NaN) ?? -1] = y[point] ?? null;
    return column;
  });
  return [xs, ...columns];
}

/** The index of the x that is nearest among rising ones. */
export function nearest(xs: ArrayLike<number>, x: number): number {
  let [low, high] = [0, xs.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const [before, at] = [xs[low - 1], xs[low]];
  return before !== undefined && at !== undefined && x - before < at - x ? low - 1 : low;
}

/** The value of a curve at the point of it that is nearest to an x, a gap being none. */
export function valueNear([xs, ...ys]: Columns, curve: number, x: number): number | undefined {
  const column = ys[curve];
  if (!column) return undefined;
  const start = nearest(xs, x);
  for (let away = 0; away < xs.length; away++)
    for (const index of [start - away, start + away]) {
      const value = column[index];
      if (value === null) return undefined;
      if (value !== undefined) return value;
    }
  return undefined;
}

/** A number with as many digits as a person compares; never more than it has. */
export const plotNumber = (value: number): string => Number(value.toPrecision(6)).toString().replace('-', '−');

/** Lines of different instruments are laid over each other by shape: from 0 to 1 each. */
export function inOwnScale({ x, y }: Pick<PlotCurve, 'x' | 'y'>): Pick<PlotCurve, 'x' | 'y'> {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of Array.from(y)) {
    if (value === null) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const range = most - least;
  return { x, y: Array.from(y, (value) => (value === null ? null : range > 0 ? (value - least) / range : 0)) };
}
