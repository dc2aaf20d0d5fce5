/** Distance in pixels (chamfer 3-4 over 3) of every pixel to the nearest 0 of the mask; outside the image counts as 0, and so must its outermost frame. */
export function distanceInside(mask: Uint8Array, width: number, height: number): (x: number, y: number) => number {
  const thirds = new Uint16Array(mask.length);
  for (let at = 0; at < mask.length; at += 1) if (mask[at]) thirds[at] = 60_000;
  const nearer = (at: number, side: number, line: number): number => {
    const through = Math.min(
      Math.min((thirds[at + side] ?? 0) + 3, (thirds[at + line - 1] ?? 0) + 4),
      Math.min((thirds[at + line] ?? 0) + 3, (thirds[at + line + 1] ?? 0) + 4),
    );
    return Math.min(thirds[at] ?? 0, through);
  };
  // The mask's outermost frame is 0, so the passes keep one row and one pixel away from the ends.
  for (let at = width + 1; at < thirds.length - width - 1; at += 1) if (thirds[at]) thirds[at] = nearer(at, -1, -width);
  for (let at = thirds.length - width - 2; at > width; at -= 1) if (thirds[at]) thirds[at] = nearer(at, 1, width);
  return (x, y) =>
    x < 0 || y < 0 || x >= width || y >= height ? 0 : (thirds[Math.round(y) * width + Math.round(x)] ?? 0) / 3;
}
