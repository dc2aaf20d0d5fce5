/** Corners of a convex polygon, counter-clockwise; one or two where the points have no area. */
export interface Hull {
  readonly count: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Convex hull of points with y upwards (Andrew's monotone chain). */
export function convexHull(x: Float32Array, y: Float32Array): Hull {
  const sorted: Point[] = [];
  for (let index = 0; index < x.length; index += 1) sorted.push({ x: x[index] ?? 0, y: y[index] ?? 0 });
  sorted.sort((a, b) => a.x - b.x || a.y - b.y);
  const corners = sorted.length < 3 ? sorted : [...chain(sorted), ...chain(sorted.toReversed())];
  return {
    count: corners.length,
    x: Float64Array.from(corners, (corner) => corner.x),
    y: Float64Array.from(corners, (corner) => corner.y),
  };
}

/** The corners met from the first of the sorted points to the last, without the last. */
function chain(sorted: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of sorted) {
    for (;;) {
      const last = kept.at(-1);
      const beforeLast = kept.at(-2);
      if (!last || !beforeLast || cross(beforeLast, last, point) > 0) break;
      kept.pop();
    }
    kept.push(point);
  }
  kept.pop();
  return kept;
}

function cross(origin: Point, a: Point, b: Point): number {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

/** Whether a point lies in the hull or at most `marginPx` outside of it. */
export function isNearHull(hull: Hull, x: number, y: number, marginPx: number): boolean {
  let isInside = hull.count >= 3;
  let nearestSquared = Number.POSITIVE_INFINITY;
  let fromX = hull.x[hull.count - 1] ?? 0;
  let fromY = hull.y[hull.count - 1] ?? 0;
  for (let corner = 0; corner < hull.count; corner += 1) {
    const toX = hull.x[corner] ?? 0;
    const toY = hull.y[corner] ?? 0;
    const edgeX = toX - fromX;
    const edgeY = toY - fromY;
    const offsetX = x - fromX;
    const offsetY = y - fromY;
    const side = edgeX * offsetY - edgeY * offsetX;
    if (side <= 0) {
      const squared = edgeX * edgeX + edgeY * edgeY;
      // The hull lies on the other side of the edge's line, so nothing of it is nearer than that line.
      if (side * side > marginPx * marginPx * squared) return false;
      if (side < 0) isInside = false;
      const along = squared === 0 ? 0 : Math.min(1, Math.max(0, (edgeX * offsetX + edgeY * offsetY) / squared));
      const offX = offsetX - along * edgeX;
      const offY = offsetY - along * edgeY;
      nearestSquared = Math.min(nearestSquared, offX * offX + offY * offY);
    }
    fromX = toX;
    fromY = toY;
  }
  return isInside || nearestSquared <= marginPx * marginPx;
}
