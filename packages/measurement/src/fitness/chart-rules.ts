import { measurementError } from '../errors.ts';
import { type Rational, zero } from '../exact/rational.ts';
import { positiveNumber, requireCount } from '../quantity.ts';

/** What the last points of a chart can look like. `deviations` are multiples of s, as decimal text. */
export type ChartPattern =
  /** The newest point and `count` of the last `of` points lie beyond so many s, on one side. */
  | { readonly kind: 'beyond'; readonly deviations: string; readonly count: number; readonly of: number }
  /** So many points in a row on one side of the mean. */
  | { readonly kind: 'one-side'; readonly count: number }
  /** So many points in a row, each higher than the one before, or each lower. */
  | { readonly kind: 'drift'; readonly count: number }
  /** So many points in a row, up and down by turns. */
  | { readonly kind: 'alternating'; readonly count: number }
  /** So many points in a row no farther than so many s. */
  | { readonly kind: 'within'; readonly deviations: string; readonly count: number }
  /** So many points in a row farther than so many s, on both sides. */
  | { readonly kind: 'outside'; readonly deviations: string; readonly count: number };

export interface ChartRule {
  /** Short, for the record: the rule that spoke is named by it. */
  readonly name: string;
  /** Whose rule it is. */
  readonly source: string;
  readonly verdict: 'warning' | 'action';
  readonly pattern: ChartPattern;
}

const shewhart = 'Shewhart chart';
const westernElectric = 'Western Electric, Statistical Quality Control Handbook, 1956';
const nelson = 'Nelson, Journal of Quality Technology 16 (1984) 237';

/** One point beyond 2 s, one beyond 3 s. */
export const limitRules: readonly ChartRule[] = [
  {
    name: 'beyond-2s',
    source: shewhart,
    verdict: 'warning',
    pattern: { kind: 'beyond', deviations: '2', count: 1, of: 1 },
  },
  {
    name: 'beyond-3s',
    source: shewhart,
    verdict: 'action',
    pattern: { kind: 'beyond', deviations: '3', count: 1, of: 1 },
  },
];

/** The runs in zones of the Western Electric handbook, beside its rule of 3 s. */
export const westernElectricRules: readonly ChartRule[] = [
  {
    name: 'western-electric-2',
    source: westernElectric,
    verdict: 'warning',
    pattern: { kind: 'beyond', deviations: '2', count: 2, of: 3 },
  },
  {
    name: 'western-electric-3',
    source: westernElectric,
    verdict: 'warning',
    pattern: { kind: 'beyond', deviations: '1', count: 4, of: 5 },
  },
  { name: 'western-electric-4', source: westernElectric, verdict: 'warning', pattern: { kind: 'one-side', count: 8 } },
];

/** Nelson's tests 2 to 8, beside his first, of 3 s. */
export const nelsonRules: readonly ChartRule[] = [
  { name: 'nelson-2', source: nelson, verdict: 'warning', pattern: { kind: 'one-side', count: 9 } },
  { name: 'nelson-3', source: nelson, verdict: 'warning', pattern: { kind: 'drift', count: 6 } },
  { name: 'nelson-4', source: nelson, verdict: 'warning', pattern: { kind: 'alternating', count: 14 } },
  {
    name: 'nelson-5',
    source: nelson,
    verdict: 'warning',
    pattern: { kind: 'beyond', deviations: '2', count: 2, of: 3 },
  },
  {
    name: 'nelson-6',
    source: nelson,
    verdict: 'warning',
    pattern: { kind: 'beyond', deviations: '1', count: 4, of: 5 },
  },
  {
    name: 'nelson-7',
    source: nelson,
    verdict: 'warning',
    pattern: { kind: 'within', deviations: '1', count: 15 },
  },
  {
    name: 'nelson-8',
    source: nelson,
    verdict: 'warning',
    pattern: { kind: 'outside', deviations: '1', count: 8 },
  },
];

/** Where a method names no rules: 2 s, 3 s and the runs of Western Electric. */
export const defaultChartRules: readonly ChartRule[] = [...limitRules, ...westernElectricRules];

/**
 * Whether the newest point completes the pattern. A point on a line belongs to the side of the mean, and one on the mean to no side.
 * @param distances from the mean, signed, oldest first
 * @param deviation s
 * @throws measurement-rule for a pattern that has no meaning
 */
export function completes(pattern: ChartPattern, distances: readonly Rational[], deviation: Rational): boolean {
  switch (pattern.kind) {
    case 'beyond': {
      requireCount(pattern.count, 1, 'count');
      if (!(pattern.of >= pattern.count)) throw measurementError('measurement-rule', { name: 'of', count: pattern.of });
      const line = deviation.times(positiveNumber(pattern.deviations, 'deviations'));
      const newest = distances.at(-1) ?? zero;
      const beyond = (distance: Rational): boolean =>
        distance.sign() === newest.sign() && distance.abs().compare(line) > 0;
      return beyond(newest) && distances.slice(-pattern.of).filter(beyond).length >= pattern.count;
    }
    case 'one-side': {
      const sides = lastOf(distances, pattern.count, 1).map((distance) => distance.sign());
      return sides.length > 0 && sides.every((side) => side !== 0 && side === sides[0]);
    }
    case 'drift': {
      const steps = stepsOf(lastOf(distances, pattern.count, 2));
      return steps.length > 0 && steps.every((step) => step !== 0 && step === steps[0]);
    }
    case 'alternating': {
      const steps = stepsOf(lastOf(distances, pattern.count, 3));
      return steps.length > 0 && steps.every((step, index) => step !== 0 && step !== steps[index - 1]);
    }
    case 'within': {
      const line = deviation.times(positiveNumber(pattern.deviations, 'deviations'));
      const last = lastOf(distances, pattern.count, 1);
      return last.length > 0 && last.every((distance) => distance.abs().compare(line) <= 0);
    }
    case 'outside': {
      const line = deviation.times(positiveNumber(pattern.deviations, 'deviations'));
      const last = lastOf(distances, pattern.count, 2);
      const sides = new Set(last.map((distance) => distance.sign()));
      return sides.size === 2 && last.every((distance) => distance.abs().compare(line) > 0);
    }
  }
}

/** None while there are not as many. */
function lastOf(distances: readonly Rational[], count: number, least: number): readonly Rational[] {
  requireCount(count, least, 'count');
  return distances.length < count ? [] : distances.slice(-count);
}

/** Up, down or level from each point to the next. */
const stepsOf = (distances: readonly Rational[]): number[] =>
  distances.slice(1).map((distance, index) => Math.sign(distance.compare(distances[index] ?? zero)));
