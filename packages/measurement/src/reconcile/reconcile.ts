import { measurementError } from '../errors.ts';
import { positiveNumber } from '../quantity.ts';
import { holdAgainst, type Link, type LinkName, type LinkResult } from './link.ts';

/** Whether the weights of an exhibit agree with each other. */
export interface Reconciliation {
  readonly agrees: boolean;
  readonly links: readonly LinkResult[];
  /** The links that do not agree, in their order. */
  readonly broken: readonly LinkName[];
}

/**
 * Holds every link of an exhibit's weights against its parts.
 * @param coverage k, as `2` or `3`
 * @throws measurement-too-few without links; measurement-units-mixed, measurement-unreadable, measurement-not-positive, measurement-rule
 */
export function reconcile(links: readonly Link[], coverage: string): Reconciliation {
  if (links.length === 0) throw measurementError('measurement-too-few', { links: 0 });
  const factor = positiveNumber(coverage, 'coverage');
  const results = links.map((link) => holdAgainst(link, factor));
  const broken = results.filter(({ agrees }) => !agrees).map(({ name }) => name);
  return { agrees: broken.length === 0, links: results, broken };
}
