import { measurementError } from '../errors.ts';
import type { Rational } from '../exact/rational.ts';
import { amountIn, noNegativeIn, placeOf, positiveIn, type Quantity } from '../quantity.ts';

/** Two points are always on a line. */
const fewestLoads = 3;

export interface LoadPoint {
  /** The certified mass on the pan; the first may be nothing. */
  readonly load: Quantity;
  readonly reading: Quantity;
}

export interface LinearityPoint {
  readonly load: string;
  /** Reading less load. */
  readonly error: string;
  /** From the straight line through the first and the last point, rounded away from zero. */
  readonly departure: string;
}

export interface Linearity {
  readonly unit: string;
  readonly points: readonly LinearityPoint[];
  /** The load whose reading departs most; the first of several. */
  readonly worstLoad: string;
  readonly passed: boolean;
}

interface Judged {
  readonly load: string;
  readonly mass: Rational;
  readonly error: Rational;
}

/**
 * How far the readings bend away from the straight line between the lightest and the heaviest load. What the line itself is off by is
 * the accuracy of the balance, and adjustment mends it; the bend remains.
 * @param points from light to heavy, three or more
 * @param limit the largest departure that the method allows
 * @throws measurement-too-few, measurement-loads, measurement-units-mixed, measurement-unreadable, measurement-not-positive
 */
export function linearity(points: readonly LoadPoint[], limit: Quantity): Linearity {
  const { unit } = limit;
  const most = positiveIn(unit, limit, 'limit');
  const judged = points.map(({ load, reading }): Judged => {
    const mass = noNegativeIn(unit, load, 'load');
    return { load: load.value, mass, error: amountIn(unit, reading, 'reading').minus(mass) };
  });
  const [first, last] = [judged[0], judged.at(-1)];
  if (!first || !last || judged.length < fewestLoads)
    throw measurementError('measurement-too-few', { readings: judged.length, fewest: fewestLoads });
  requireRising(judged);
  const slope = last.error.minus(first.error).over(last.mass.minus(first.mass));
  const departureOf = ({ mass, error }: Judged): Rational =>
    error.minus(first.error).minus(mass.minus(first.mass).times(slope));
  const sizeOf = (point: Judged): Rational => departureOf(point).abs();
  const worst = judged.reduce((farthest, point) => (sizeOf(point).compare(sizeOf(farthest)) > 0 ? point : farthest));
  const place = Math.max(
    placeOf(limit.value),
    ...points.flatMap(({ load, reading }) => [placeOf(load.value), placeOf(reading.value)]),
  );
  return {
    unit,
    points: judged.map((point) => ({
      load: point.load,
      error: point.error.rounded(place, 'up').toString(),
      departure: departureOf(point)
        .rounded(place + 2, 'up')
        .toString(),
    })),
    worstLoad: worst.load,
    passed: sizeOf(worst).compare(most) <= 0,
  };
}

function requireRising(points: readonly Judged[]): void {
  points.reduce((before, point) => {
    if (point.mass.compare(before.mass) <= 0)
      throw measurementError('measurement-loads', { before: before.load, load: point.load });
    return point;
  });
}
