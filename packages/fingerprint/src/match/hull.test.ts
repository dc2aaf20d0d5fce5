import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convexHull, isNearHull } from './hull.ts';

interface Point {
  readonly x: number;
  readonly y: number;
}

const point = fc.record({ x: fc.integer({ min: -40, max: 40 }), y: fc.integer({ min: -40, max: 40 }) });
const marginPx = 7.3;

function hullOf(points: readonly Point[]): ReturnType<typeof convexHull> {
  return convexHull(
    Float32Array.from(points, ({ x }) => x),
    Float32Array.from(points, ({ y }) => y),
  );
}

function distanceToSegment(from: Point, to: Point, { x, y }: Point): number {
  const squared = (to.x - from.x) ** 2 + (to.y - from.y) ** 2;
  const along = squared === 0 ? 0 : ((x - from.x) * (to.x - from.x) + (y - from.y) * (to.y - from.y)) / squared;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - share * (to.x - from.x), y - from.y - share * (to.y - from.y));
}

/** Which side of a line: 1, 0 or −1. */
function side(from: Point, to: Point, { x, y }: Point): number {
  return Math.sign((to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x));
}

/** The hull of points is all the triangles of three of them, and its border some of the lines between two. */
function isNearTriangles(points: readonly Point[], at: Point): boolean {
  return points.some((a) =>
    points.some(
      (b) =>
        distanceToSegment(a, b, at) <= marginPx ||
        points.some((c) => side(a, b, at) === 1 && side(b, c, at) === 1 && side(c, a, at) === 1),
    ),
  );
}

describe('hull', () => {
  it.each([0, 1, 2, 3, 9])('of up to %i points is near where one of their triangles or lines is', (maxLength) => {
    fc.assert(
      fc.property(
        fc.array(point, { maxLength }),
        fc.array(point, { minLength: 20, maxLength: 20 }),
        (points, tries) => {
          const hull = hullOf(points);
          for (const at of tries) expect(isNearHull(hull, at.x, at.y, marginPx)).toBe(isNearTriangles(points, at));
        },
      ),
      { seed: 12, numRuns: 60 },
    );
  });

  it('of points on one line is that line', () => {
    const hull = hullOf([0, 10, 20, 30].map((x) => ({ x, y: 2 * x })));
    expect(isNearHull(hull, 15, 30, 0)).toBe(true);
    expect(isNearHull(hull, 33, 66, 5)).toBe(false);
    expect(isNearHull(hull, 33, 66, 7)).toBe(true);
  });
});
