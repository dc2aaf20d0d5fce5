import { differencesOf, dotOf, lessMean, normOf, sumOf } from './vector.ts';

/**
 * How alike two spectra are, from 0 to 1, over the range that both cover. With L and U less their means:
 *
 * - `correlation`: the hit quality index r² = (L·U)² / ((L·L)(U·U)), but 0 where one falls as the other rises;
 * - `cosine`: L·U / (|L||U|) of the values as they are, less no mean, but 0 where that is negative;
 * - `derivative`: as `correlation`, of the differences from point to point.
 */
export const measures = ['correlation', 'cosine', 'derivative'] as const;
export type Measure = (typeof measures)[number];

/** Below this share of what a vector was before its mean was taken, its norm is rounding. */
const rounding = 1e-9;

/** What of a spectrum is compared. */
const compared = (measure: Measure, values: Float64Array): Float64Array =>
  measure === 'cosine' ? values : lessMean(measure === 'derivative' ? differencesOf(values) : values);

/** As much of a spectrum as is compared, of norm 1; undefined where it is flat. */
function direction(measure: Measure, values: Float64Array): Float64Array | undefined {
  const vector = compared(measure, values);
  const norm = normOf(vector);
  return norm > rounding * normOf(values) ? vector.map((value) => value / norm) : undefined;
}

/** By the definition. */
export function likeness(measure: Measure, one: Float64Array, other: Float64Array): number {
  const [a, b] = [direction(measure, one), direction(measure, other)];
  return a && b ? scoreOf(measure, dotOf(a, b)) : 0;
}

/** The score of a cosine or a correlation. */
export function scoreOf(measure: Measure, cosine: number): number {
  const positive = Math.min(1, Math.max(0, cosine));
  return measure === 'cosine' ? positive : positive * positive;
}

interface Weights {
  /** Their products with a row, divided by the norm of what is compared of it, are the cosine. */
  readonly values: Float64Array;
  /** What the products lack for each unit that was taken off the row. */
  readonly sum: number;
}

/** What makes the comparison with any row one sum of products; undefined where the spectrum is flat. */
export function weightsOf(measure: Measure, values: Float64Array): Weights | undefined {
  const unit = direction(measure, values);
  if (!unit || measure !== 'derivative') return unit && { values: unit, sum: measure === 'cosine' ? sumOf(unit) : 0 };
  // A sum of products of differences is one of products with the values themselves: u·Dl = (Dᵀu)·l.
  const folded = Float64Array.from(values, (_, point) => (unit[point - 1] ?? 0) - (unit[point] ?? 0));
  return { values: folded, sum: 0 };
}

/** Norms below this of a row of norm 1, kept in single precision, are rounding. */
const rowRounding = 1e-6;

/**
 * The norm of what is compared of a row within a range, infinite for what is flat there, so that its score is nought. As `normOf` of
 * `compared`, without making either: a library has thousands of rows.
 * @param lowered what was taken off the row
 */
export function rowNorm(measure: Measure, row: Float32Array, lowered: number): number {
  // From a difference to the next there is one step less.
  const lag = measure === 'derivative' ? 1 : 0;
  const count = row.length - lag;
  const valueAt = (at: number): number => (row[at + lag] ?? 0) - lag * (row[at] ?? 0);
  let mean = 0;
  if (measure === 'cosine') mean = -lowered;
  else {
    for (let at = 0; at < count; at++) mean += valueAt(at);
    mean /= count;
  }
  let squares = 0;
  for (let at = 0; at < count; at++) squares += (valueAt(at) - mean) ** 2;
  const norm = Math.sqrt(squares);
  return norm > rowRounding ? norm : Number.POSITIVE_INFINITY;
}
