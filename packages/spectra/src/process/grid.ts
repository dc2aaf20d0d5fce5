import { spectraError } from '../errors.ts';
import type { Grid } from './recipe.ts';

/** Neighbours further apart than so many points of the grid leave a gap that nobody measured. */
const widestGap = 10;

/** A curve on a part of a grid. */
interface OnGrid {
  /** Number of its first point on the grid, from 0. */
  readonly first: number;
  readonly y: Float64Array;
}

export const stepOf = ({ from, to, points }: Grid): number => (to - from) / (points - 1);

export const gridX = ({ from, to, points }: Grid, point: number): number => from + ((to - from) * point) / (points - 1);

/**
 * The values of a curve at those points of the grid that lie within it, by straight lines between neighbours.
 * @param x rising or falling all the way
 * @throws `spectrum-outside-recipe` where it covers fewer than 16 points, or has a gap within the grid
 */
export function ontoGrid(x: Float64Array, y: Float64Array, grid: Grid): OnGrid {
  const rising = (x.at(-1) ?? 0) > (x[0] ?? 0);
  const [xs, ys] = rising ? [x, y] : [x.toReversed(), y.toReversed()];
  const step = stepOf(grid);
  const slack = step * 1e-6;
  const [low, high] = [(xs[0] ?? 0) - slack, (xs.at(-1) ?? 0) + slack];
  const first = Math.max(0, Math.ceil((low - grid.from) / step));
  const last = Math.min(grid.points - 1, Math.floor((high - grid.from) / step));
  if (last - first + 1 < 16)
    throw spectraError('spectrum-outside-recipe', {
      reason: 'range',
      found: [xs[0], xs.at(-1)],
      needed: [grid.from, grid.to],
    });
  const values = new Float64Array(last - first + 1);
  let left = 0;
  for (let point = first; point <= last; point++) {
    const at = gridX(grid, point);
    while (left < xs.length - 2 && (xs[left + 1] ?? 0) < at) left += 1;
    const [x0, x1, y0, y1] = [xs[left] ?? 0, xs[left + 1] ?? 0, ys[left] ?? 0, ys[left + 1] ?? 0];
    if (x1 - x0 > widestGap * step)
      throw spectraError('spectrum-outside-recipe', { reason: 'gap', between: [x0, x1], widest: widestGap * step });
    values[point - first] = y0 + (y1 - y0) * Math.min(1, Math.max(0, (at - x0) / (x1 - x0)));
  }
  return { first, y: values };
}
