import { Rational } from '../exact/rational.ts';
import { noNegativeIn, positiveNumber, type Quantity } from '../quantity.ts';

/**
 * How what is known of an influence becomes a standard uncertainty (GUM 4.2, 4.3). `normal`: divided by a coverage factor, 1 where it is a
 * standard deviation. `rectangular`: any value between the limits alike; a width is from the middle (`half`) or from limit to limit
 * (`full`). `triangular`: values near the middle more likely; the width is half.
 */
export type Distribution =
  | { readonly kind: 'normal'; readonly coverage: string }
  | { readonly kind: 'rectangular'; readonly width: 'half' | 'full' }
  | { readonly kind: 'triangular' };

/** One influence on a result, with all that a reviewer asks about it. */
export interface Component {
  readonly name: string;
  /** What is known: a standard deviation, an expanded uncertainty, a half or a full width. */
  readonly value: Quantity;
  readonly distribution: Distribution;
  /** How much of it passes into the result: a number without unit, 1 where all of it does. */
  readonly sensitivity: string;
  /** Where they are known; without them they are taken as unlimited (GUM G.4.3). */
  readonly degreesOfFreedom?: number;
  /** In a sum of items, whether the influence is another one each time or the same. */
  readonly between: 'random' | 'correlated';
}

/** As it is printed. */
export function divisorOf(distribution: Distribution): string {
  switch (distribution.kind) {
    case 'normal':
      return distribution.coverage;
    case 'rectangular':
      return distribution.width === 'half' ? '√3' : '2√3';
    case 'triangular':
      return '√6';
  }
}

function divisorSquared(distribution: Distribution): Rational {
  switch (distribution.kind) {
    case 'normal':
      return positiveNumber(distribution.coverage, 'coverage').squared();
    case 'rectangular':
      return Rational.of(distribution.width === 'half' ? 3n : 12n);
    case 'triangular':
      return Rational.of(6n);
  }
}

/**
 * The square of what the component adds to the standard uncertainty of one item.
 * @throws measurement-units-mixed, measurement-unreadable, measurement-not-positive, measurement-rule
 */
export function contributionSquared(component: Component, unit: string): Rational {
  const value = noNegativeIn(unit, component.value, component.name);
  const sensitivity = positiveNumber(component.sensitivity, `sensitivity of ${component.name}`);
  return value.times(sensitivity).squared().over(divisorSquared(component.distribution));
}
