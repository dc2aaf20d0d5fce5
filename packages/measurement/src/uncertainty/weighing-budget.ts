import { positiveIn, type Quantity } from '../quantity.ts';
import { type Budget, uncertaintyBudget } from './budget.ts';
import type { Component, Distribution } from './component.ts';

/** What is known of a balance. Whatever is left out is named in the budget as omitted. */
export interface BalanceUncertainty {
  /** s of repeated weighings, and their degrees of freedom. */
  readonly repeatability: { readonly deviation: Quantity; readonly degreesOfFreedom: number };
  /** d, the readability. */
  readonly division: Quantity;
  /** The largest departure from the straight line, to either side. */
  readonly linearity?: Quantity;
  /** U of the calibration certificate, and the k that it names. */
  readonly calibration?: { readonly expanded: Quantity; readonly coverage: string };
  /** The largest change since the calibration, to either side. */
  readonly drift?: Quantity;
}

const withinHalfWidth: Distribution = { kind: 'rectangular', width: 'half' };
const withinDivision: Distribution = { kind: 'rectangular', width: 'full' };

/**
 * How sure a weight is: u² = u_rep² + 2 (d / 2√3)² + u_lin² + u_cal² + u_drift² (GUM; SWGDRUG SD-3). The display is read twice, at zero and
 * with the load. Linearity and drift are taken as anything between their limits alike. In a sum of items each is weighed by itself:
 * repeatability and reading are random, all else is the same for each.
 * @param coverage k, as `2` or `3`
 * @param items that the weight is the sum of
 * @throws measurement-units-mixed, measurement-unreadable, measurement-not-positive, measurement-rule
 */
export function weighingBudget(balance: BalanceUncertainty, coverage: string, items = 1): Budget {
  const { repeatability, division, linearity, calibration, drift } = balance;
  const { unit } = division;
  positiveIn(unit, division, 'division');
  const components: Component[] = [
    {
      ...random('repeatability', repeatability.deviation, { kind: 'normal', coverage: '1' }),
      degreesOfFreedom: repeatability.degreesOfFreedom,
    },
    random('reading-at-zero', division, withinDivision),
    random('reading-with-load', division, withinDivision),
  ];
  if (linearity) components.push(correlated('linearity', linearity, withinHalfWidth));
  if (calibration)
    components.push(
      correlated('calibration', calibration.expanded, { kind: 'normal', coverage: calibration.coverage }),
    );
  if (drift) components.push(correlated('drift', drift, withinHalfWidth));
  const omitted = Object.entries({ linearity, calibration, drift }).flatMap(([name, known]) => (known ? [] : [name]));
  return uncertaintyBudget(components, { unit, coverage, items, omitted });
}

const random = (name: string, value: Quantity, distribution: Distribution): Component => ({
  name,
  value,
  distribution,
  sensitivity: '1',
  between: 'random',
});

const correlated = (name: string, value: Quantity, distribution: Distribution): Component => ({
  ...random(name, value, distribution),
  between: 'correlated',
});
