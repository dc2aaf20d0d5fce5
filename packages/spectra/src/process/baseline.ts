/**
 * What lies under the peaks: SNIP. Each value gives way to the mean of those `half` points to both sides where that is less, for each half
 * window from the widest to one. At the ends the window narrows. A straight line added to the values is added to the result.
 * Ryan et al., Nucl. Instrum. Methods B34 (1988) 396, without its logarithms, which not every scale bears; in falling order as
 * Morháč and Matoušek, Appl. Spectrosc. 62 (2008) 91.
 */
export function snipBaseline(values: Float64Array, halfWindow: number): Float64Array {
  const last = values.length - 1;
  let base = Float64Array.from(values);
  let next = Float64Array.from(values);
  for (let widest = halfWindow; widest >= 1; widest--) {
    for (let point = 1; point < last; point++) {
      const half = Math.min(widest, point, last - point);
      const between = ((base[point - half] ?? 0) + (base[point + half] ?? 0)) / 2;
      next[point] = Math.min(base[point] ?? 0, between);
    }
    [base, next] = [next, base];
  }
  return base;
}
