import { measurementError } from '../errors.ts';
import { Rational, sumOf } from '../exact/rational.ts';
import { rootUp } from '../exact/root.ts';
import { positiveNumber, type Quantity, requireCount } from '../quantity.ts';
import { type Component, contributionSquared, divisorOf } from './component.ts';

/** Significant digits of an uncertainty that is calculated on with: two more than are reported, rounded up. */
const keptDigits = 4;

/** One line of a budget. Uncertainties are in the unit of the budget. */
export interface BudgetRow {
  readonly name: string;
  readonly value: string;
  readonly distribution: 'normal' | 'rectangular' | 'triangular';
  /** `2`, `√3`, `2√3`, `√6`. */
  readonly divisor: string;
  readonly sensitivity: string;
  readonly degreesOfFreedom: number | 'unlimited';
  readonly between: 'random' | 'correlated';
  /** By what it grows in the sum of the items: `√12` where it is random, `12` where it is correlated, `1` of a single item. */
  readonly growth: string;
  /** What it adds to the standard uncertainty of the sum. */
  readonly contribution: string;
  /** Of the square of the combined standard uncertainty, to one digit after the point. */
  readonly sharePercent: string;
}

/** How sure a result is, with every part of it (GUM 5.1.2, 6.2, G.4). */
export interface Budget {
  readonly unit: string;
  /** How many items the result is the sum of. */
  readonly items: number;
  readonly rows: readonly BudgetRow[];
  /** What nobody assessed and is therefore not in it. */
  readonly omitted: readonly string[];
  /** Standard uncertainty of what differs from weighing to weighing. */
  readonly random: Quantity;
  /** Standard uncertainty of what is the same in every weighing on this instrument. */
  readonly correlated: Quantity;
  /** Combined standard uncertainty u. */
  readonly combined: Quantity;
  /** Welch–Satterthwaite, rounded down (GUM G.4.1): k = 2 means about 95 % only where there are many. */
  readonly degreesOfFreedom: number | 'unlimited';
  /** k, as the method gives it. */
  readonly coverage: string;
  /** U = k u. */
  readonly expanded: Quantity;
}

/** What a budget is made for. */
export interface BudgetScope {
  readonly unit: string;
  /** Coverage factor k, as `2` or `3`. */
  readonly coverage: string;
  /** Items that the result is the sum of, each weighed in the same way on the same instrument. */
  readonly items: number;
  readonly omitted: readonly string[];
}

/**
 * The budget of a result: u² is the sum of the squared contributions, of n items n times those of random parts and n² times those of
 * correlated parts. Nothing is rounded before it is printed, and all that is printed is rounded up.
 * @throws measurement-too-few without a component or where all are zero; measurement-units-mixed, measurement-unreadable,
 * measurement-not-positive, measurement-rule
 */
export function uncertaintyBudget(components: readonly Component[], scope: BudgetScope): Budget {
  const { unit, items, omitted } = scope;
  requireCount(items, 1, 'items');
  const coverage = positiveNumber(scope.coverage, 'coverage');
  const parts = components.map((component) => ({ component, square: grown(component, unit, items) }));
  const sumBetween = (between: Component['between']): Rational =>
    sumOf(parts.filter(({ component }) => component.between === between).map(({ square }) => square));
  const [random, correlated] = [sumBetween('random'), sumBetween('correlated')];
  const combined = random.plus(correlated);
  if (combined.sign() === 0) throw measurementError('measurement-too-few', { components: components.length });
  const printed = (square: Rational): string => rootUp(square, keptDigits).toString();
  return {
    unit,
    items,
    rows: parts.map(({ component, square }) => ({
      ...rowOf(component, items),
      contribution: printed(square),
      sharePercent: square.over(combined).times(Rational.of(100n)).rounded(1, 'half-even').toString(),
    })),
    omitted,
    random: { value: printed(random), unit },
    correlated: { value: printed(correlated), unit },
    combined: { value: printed(combined), unit },
    degreesOfFreedom: effectiveDegrees(parts, combined),
    coverage: scope.coverage,
    expanded: { value: printed(combined.times(coverage.squared())), unit },
  };
}

function grown(component: Component, unit: string, items: number): Rational {
  const each = contributionSquared(component, unit);
  const count = Rational.of(BigInt(items));
  return each.times(component.between === 'random' ? count : count.squared());
}

function rowOf(component: Component, items: number): Omit<BudgetRow, 'contribution' | 'sharePercent'> {
  const { name, value, distribution, sensitivity, degreesOfFreedom, between } = component;
  if (degreesOfFreedom !== undefined) requireCount(degreesOfFreedom, 1, `degrees of freedom of ${name}`);
  return {
    name,
    value: value.value,
    distribution: distribution.kind,
    divisor: divisorOf(distribution),
    sensitivity,
    degreesOfFreedom: degreesOfFreedom ?? 'unlimited',
    between,
    growth: items === 1 ? '1' : between === 'random' ? `√${items}` : `${items}`,
  };
}

/** u⁴ / Σ (uᵢ⁴ / νᵢ), of the parts whose degrees of freedom are known. */
function effectiveDegrees(
  parts: readonly { readonly component: Component; readonly square: Rational }[],
  combined: Rational,
): number | 'unlimited' {
  const known = parts.flatMap(({ component: { degreesOfFreedom }, square }) =>
    degreesOfFreedom === undefined ? [] : [square.squared().over(Rational.of(BigInt(degreesOfFreedom)))],
  );
  const sum = sumOf(known);
  if (sum.sign() === 0) return 'unlimited';
  return Number(combined.squared().over(sum).rounded(0, 'down').unscaled);
}
