import type { Rational } from '../exact/rational.ts';
import { amountIn, numberOf, positiveNumber, type Quantity } from '../quantity.ts';
import type { ChartLimits } from './chart-limits.ts';
import { type ChartRule, completes, defaultChartRules } from './chart-rules.ts';

export type ChartVerdict = 'in-control' | 'warning' | 'action';

export interface ChartPoint {
  readonly value: string;
  readonly verdict: ChartVerdict;
  /** Names of the rules that this point completes. */
  readonly rules: readonly string[];
}

/** A control chart as it is plotted and judged. */
export interface ControlChart {
  readonly limits: ChartLimits;
  readonly points: readonly ChartPoint[];
  /** What the newest point says; nothing to say without points. */
  readonly verdict: ChartVerdict | 'no-points';
}

/**
 * Judges daily check weighings. Every point is judged by those up to it, so that what was said on a day does not change later; a rule that
 * spoke goes on counting. After an adjustment begin with new points.
 * @param weighings oldest first
 * @throws measurement-units-mixed, measurement-unreadable, measurement-rule
 */
export function controlChart(
  limits: ChartLimits,
  weighings: readonly Quantity[],
  rules: readonly ChartRule[] = defaultChartRules,
): ControlChart {
  const mean = numberOf(limits.mean, 'mean');
  const deviation = positiveNumber(limits.deviation, 'deviation');
  const distances = weighings.map((weighing) => amountIn(limits.unit, weighing, 'check weighing').minus(mean));
  const points = weighings.map(
    ({ value }, index): ChartPoint => ({ value, ...judge(rules, distances.slice(0, index + 1), deviation) }),
  );
  return { limits, points, verdict: points.at(-1)?.verdict ?? 'no-points' };
}

function judge(
  rules: readonly ChartRule[],
  distances: readonly Rational[],
  deviation: Rational,
): { verdict: ChartVerdict; rules: string[] } {
  const spoke = rules.filter(({ pattern }) => completes(pattern, distances, deviation));
  const verdicts = spoke.map(({ verdict }) => verdict);
  return {
    verdict: verdicts.includes('action') ? 'action' : verdicts.includes('warning') ? 'warning' : 'in-control',
    rules: spoke.map(({ name }) => name),
  };
}
