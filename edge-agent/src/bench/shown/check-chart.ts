import type { BilingualText } from '@custody-edge/foundation';
import {
  type ChartLimits,
  type ChartRule,
  type ChartVerdict,
  chartLimits,
  controlChart,
  defaultChartRules,
} from '@custody-edge/measurement/fitness';
import { say } from '@custody-edge/ui-kit';

/** One trial with a check weight, as the record holds it. */
export interface CheckTrial {
  readonly at: string;
  readonly weight: { readonly mark: string; readonly nominal: string };
  readonly unit: string;
  readonly readings: readonly { readonly value: string }[];
}

/** The weighings of one check weight on one balance, judged by the rules of a control chart. */
export interface CheckChartView {
  readonly mark: string;
  readonly nominal: string;
  readonly unit: string;
  /** Oldest first. */
  readonly marks: readonly {
    readonly at: string;
    /** Digits as the balance printed them. */
    readonly value: string;
    readonly verdict: ChartVerdict;
    /** Why it is not in control. */
    readonly rules: readonly BilingualText[];
  }[];
  /** Absent while there are too few weighings, or the smallest step of the balance is not on record. */
  readonly lines?: Pick<ChartLimits, 'mean' | 'warning' | 'action'>;
}

/** Of one balance, a chart for each check weight. */
export interface BalanceChartsView {
  readonly deviceId: string;
  readonly charts: readonly CheckChartView[];
}

/**
 * A chart for each check weight of a balance. Its limits come from the first weighings, and every weighing is judged by them.
 * @param trials in any order
 * @param fewest how many weighings the limits come from
 * @param division the smallest step of the display, as its certificate says
 * @throws `measurement-unreadable` for digits that are none
 */
export function checkCharts(
  trials: readonly CheckTrial[],
  fewest: number,
  division: { readonly value: string; readonly unit: string } | undefined,
): CheckChartView[] {
  const byWeight = Map.groupBy(trials, ({ weight, unit }) => JSON.stringify([weight.mark, weight.nominal, unit]));
  return [...byWeight.values()].flatMap((ofOne) => {
    const [first] = ofOne;
    return first ? [chartOf(first, ofOne, fewest, division?.unit === first.unit ? division : undefined)] : [];
  });
}

function chartOf(
  { weight, unit }: CheckTrial,
  trials: readonly CheckTrial[],
  fewest: number,
  division: { readonly value: string; readonly unit: string } | undefined,
): CheckChartView {
  const weighings = trials
    .toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
    .flatMap(({ at, readings }) => readings.map(({ value }) => ({ at, value, unit })));
  const about = { ...weight, unit };
  if (!division || weighings.length < fewest)
    return { ...about, marks: weighings.map(({ at, value }) => ({ at, value, verdict: 'in-control', rules: [] })) };
  const limits = chartLimits(weighings.slice(0, fewest), fewest, division);
  const { points } = controlChart(limits, weighings);
  const { mean, warning, action } = limits;
  return {
    ...about,
    lines: { mean, warning, action },
    marks: weighings.map(({ at, value }, index) => {
      const { verdict = 'in-control', rules = [] } = points[index] ?? {};
      return { at, value, verdict, rules: rules.map(ruleText) };
    }),
  };
}

/** What a rule that spoke looks for. */
function ruleText(name: string): BilingualText {
  const rule = defaultChartRules.find((one) => one.name === name);
  return rule ? patternText(rule) : say('chart.rule-other', { name });
}

function patternText({ name, pattern }: ChartRule): BilingualText {
  switch (pattern.kind) {
    case 'beyond': {
      const { count, of } = pattern;
      const limit = `${pattern.deviations} s`;
      return count === 1 && of === 1
        ? say('chart.rule-beyond', { limit })
        : say('chart.rule-some-beyond', { count, of, limit });
    }
    case 'one-side':
      return say('chart.rule-one-side', { count: pattern.count });
    default:
      return say('chart.rule-other', { name });
  }
}
