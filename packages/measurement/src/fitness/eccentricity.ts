import { amountIn, placeOf, positiveIn, type Quantity } from '../quantity.ts';

/** Where on the pan, as whoever stands before the balance sees it. */
export const corners = ['front-left', 'front-right', 'back-left', 'back-right'] as const;

export type Corner = (typeof corners)[number];

/** One load at five places of the pan. */
export type PanReadings = Readonly<Record<Corner | 'centre', Quantity>>;

export interface Eccentricity {
  readonly unit: string;
  /** Each corner less the centre, as decimal text. */
  readonly differences: Readonly<Record<Corner, string>>;
  /** The corner that differs most; the first of several. */
  readonly worst: Corner;
  readonly passed: boolean;
}

/**
 * Whether the balance says the same wherever on its pan the load stands (OIML R 76, USP <1251>).
 * @param limit the largest difference from the centre that the method allows
 * @throws measurement-units-mixed, measurement-unreadable, measurement-not-positive
 */
export function eccentricity(readings: PanReadings, limit: Quantity): Eccentricity {
  const { unit } = limit;
  const most = positiveIn(unit, limit, 'limit');
  const centre = positiveIn(unit, readings.centre, 'centre');
  const at = (corner: Corner) => amountIn(unit, readings[corner], corner).minus(centre);
  const text = (corner: Corner): string => {
    const place = Math.max(placeOf(readings[corner].value), placeOf(readings.centre.value));
    return at(corner).rounded(place, 'up').toString();
  };
  const worst = corners.reduce((most, corner) => (at(corner).abs().compare(at(most).abs()) > 0 ? corner : most));
  return {
    unit,
    differences: {
      'front-left': text('front-left'),
      'front-right': text('front-right'),
      'back-left': text('back-left'),
      'back-right': text('back-right'),
    },
    worst,
    passed: at(worst).abs().compare(most) <= 0,
  };
}
