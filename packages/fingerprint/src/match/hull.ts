export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Convex hull, counter-clockwise (Andrew's monotone chain). */
export function convexHull(points: readonly Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  const chain = (ordered: readonly Point[]): Point[] => {
    const kept: Point[] = [];
    for (const point of ordered) {
      for (;;) {
        const last = kept.at(-1);
        const beforeLast = kept.at(-2);
        if (!last || !beforeLast || cross(beforeLast, last, point) > 0) break;
        kept.pop();
      }
      kept.push(point);
    }
    return kept.slice(0, -1);
  };
  return sorted.length < 3 ? sorted : [...chain(sorted), ...chain(sorted.reverse())];
}

function cross(origin: Point, a: Point, b: Point): number {
  return (a.x - origin.x) * (b.y - origin.y) - (a.y - origin.y) * (b.x - origin.x);
}

/** Distance from a point to a counter-clockwise convex polygon, 0 inside. */
export function distanceToHull(hull: readonly Point[], x: number, y: number): number {
  let inside = hull.length >= 3;
  let nearest = Number.POSITIVE_INFINITY;
  let from = hull.at(-1);
  for (const to of hull) {
    if (from) {
      const edgeX = to.x - from.x;
      const edgeY = to.y - from.y;
      const offsetX = x - from.x;
      const offsetY = y - from.y;
      if (edgeX * offsetY - edgeY * offsetX < 0) inside = false;
      const length = edgeX * edgeX + edgeY * edgeY;
      const along = length === 0 ? 0 : Math.min(1, Math.max(0, (edgeX * offsetX + edgeY * offsetY) / length));
      nearest = Math.min(nearest, Math.hypot(offsetX - along * edgeX, offsetY - along * edgeY));
    }
    from = to;
  }
  return inside ? 0 : nearest;
}
