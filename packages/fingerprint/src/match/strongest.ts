/** Indices of the `wanted` largest values, largest first; of equals, the one that comes first. */
export function strongest(values: Float64Array, wanted: number): number[] {
  const left = values.slice();
  const found: number[] = [];
  while (found.length < Math.min(wanted, left.length)) {
    let best = -1;
    let most = Number.NEGATIVE_INFINITY;
    for (let index = 0; index < left.length; index += 1) {
      const value = left[index] ?? 0;
      if (value <= most) continue;
      most = value;
      best = index;
    }
    if (best < 0) break;
    left[best] = Number.NEGATIVE_INFINITY;
    found.push(best);
  }
  return found;
}
