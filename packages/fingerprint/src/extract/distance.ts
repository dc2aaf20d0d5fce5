/**
 * Whether a pixel lies at least so far inside the mask: whether no 0 is nearer, in chamfer distance (3 a side, 4 a corner, over 3;
 * Borgefors 1986). Outside the image counts as 0.
 */
export function isFarInside(
  mask: Uint8Array,
  width: number,
  height: number,
  leastPx: number,
): (x: number, y: number) => boolean {
  const nearer = offsetsNearerThan(leastPx);
  return (x, y) =>
    nearer.every(([dx, dy]) => {
      const column = x + dx;
      const row = y + dy;
      return column >= 0 && row >= 0 && column < width && row < height && mask[row * width + column] === 1;
    });
}

function offsetsNearerThan(limitPx: number): [dx: number, dy: number][] {
  const reach = Math.ceil(limitPx);
  const offsets: [dx: number, dy: number][] = [];
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const thirds = 3 * Math.max(Math.abs(dx), Math.abs(dy)) + Math.min(Math.abs(dx), Math.abs(dy));
      if (thirds < 3 * limitPx) offsets.push([dx, dy]);
    }
  }
  return offsets;
}
