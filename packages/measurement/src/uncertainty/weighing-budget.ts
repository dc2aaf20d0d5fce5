import { positiveIn, type Quantity } from '../quantity.ts';
import { type Budget, uncertaintyBudget } from './budget.ts';
import type { Component, Distribution } from './component.ts';

/** An influence as a certificate or a maker states it: as a standard uncertainty, with a k, or as limits. */
export interface Influence {
  readonly value: Quantity;
  readonly distribution: Distribution;
}

/** What is known of a balance. Whatever is left out is named in the budget as omitted. */
export interface BalanceUncertainty {
  /** s of repeated weighings, and their degrees of freedom. */
  readonly repeatability?: { readonly deviation: Quantity; readonly degreesOfFreedom: number };
  /** d, the readability. */
  readonly division: Quantity;
  /** How far it departs from the straight line. */
  readonly linearity?: Influence;
  /** How sure its calibration was. */
  readonly calibration?: Influence;
  /** How far it can have changed since. */
  readonly drift?: Influence;
  /** How far it departs where the load stands beside the centre of its pan. */
  readonly eccentricity?: Influence;
}

const withinDivision: Distribution = { kind: 'rectangular', width: 'full' };

/**
 * How sure a weight is: u² = u_rep² + 2 (d / 2√3)² + u_lin² + u_cal² + u_drift² + u_ecc² (GUM; SWGDRUG SD-3). The display is read twice, at zero and
 * with the load. In a sum of items each is weighed by itself: repeatability and reading are random, all else is the same for each.
 * @param coverage k, as `2` or `3`
 * @param items that the weight is the sum of
 * @throws measurement-units-mixed, measurement-unreadable, measurement-not-positive, measurement-rule
 */
export function weighingBudget(balance: BalanceUncertainty, coverage: string, items = 1): Budget {
  const { repeatability, division, linearity, calibration, drift, eccentricity } = balance;
  const { unit } = division;
  positiveIn(unit, division, 'division');
  const shared = Object.entries({ linearity, calibration, drift, eccentricity });
  const components: Component[] = [
    ...(repeatability
      ? [
          {
            ...random('repeatability', repeatability.deviation, { kind: 'normal', coverage: '1' }),
            degreesOfFreedom: repeatability.degreesOfFreedom,
          },
        ]
      : []),
    random('reading-at-zero', division, withinDivision),
    random('reading-with-load', division, withinDivision),
    ...shared.flatMap(([name, known]) => (known ? [correlated(name, known)] : [])),
  ];
  const omitted = Object.entries({ repeatability, ...Object.fromEntries(shared) }).flatMap(([name, known]) =>
    known ? [] : [name],
  );
  return uncertaintyBudget(components, { unit, coverage, items, omitted });
}

const random = (name: string, value: Quantity, distribution: Distribution): Component => ({
  name,
  value,
  distribution,
  sensitivity: '1',
  between: 'random',
});

const correlated = (name: string, { value, distribution }: Influence): Component => ({
  ...random(name, value, distribution),
  between: 'correlated',
});
