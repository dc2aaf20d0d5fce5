/** What a polynomial through a window is asked for. */
interface Fit {
  readonly windowPoints: number;
  readonly degree: number;
  /** 0 for the value, 1 and 2 for derivatives, for each point. */
  readonly order: number;
}

const known = new Map<string, readonly Float64Array[]>();

/**
 * Fits a polynomial through each window by least squares and takes its value or derivative; within half a window of an end that of the
 * last whole window. Savitzky and Golay, Anal. Chem. 36 (1964) 1627; ends as Gorry, Anal. Chem. 62 (1990) 570.
 * @param values at even distances, at least a window of them
 */
export function savitzkyGolay(values: Float64Array, fit: Fit): Float64Array {
  const key = `${fit.windowPoints} ${fit.degree} ${fit.order}`;
  const weights = known.get(key) ?? weightsOf(fit);
  known.set(key, weights);
  const half = (fit.windowPoints - 1) / 2;
  const result = new Float64Array(values.length);
  for (let point = 0; point < values.length; point++) {
    const from = Math.min(Math.max(0, point - half), values.length - fit.windowPoints);
    const row = weights[point - from] ?? new Float64Array();
    let sum = 0;
    for (let at = 0; at < fit.windowPoints; at++) sum += (row[at] ?? 0) * (values[from + at] ?? 0);
    result[point] = sum;
  }
  return result;
}

/** For each place in the window the weights of its points, from polynomials that are orthogonal over it. */
function weightsOf({ windowPoints, degree, order }: Fit): readonly Float64Array[] {
  const half = (windowPoints - 1) / 2;
  const places = Array.from({ length: windowPoints }, (_, at) => at - half);
  const rows = places.map(() => new Float64Array(windowPoints));
  // Each of `before` and `now` holds a polynomial's value and derivatives up to `order`, at each place.
  let before = places.map(() => new Float64Array(order + 1));
  let now = places.map(() => Float64Array.from({ length: order + 1 }, (_, derivative) => (derivative === 0 ? 1 : 0)));
  let normBefore = 1;
  for (let power = 0; power <= degree; power++) {
    const norm = now.reduce((sum, [value = 0]) => sum + value * value, 0);
    for (const [place, row] of rows.entries())
      for (const [at, [value = 0]] of now.entries())
        row[at] = (row[at] ?? 0) + ((now[place]?.[order] ?? 0) * value) / norm;
    const ratio = power === 0 ? 0 : norm / normBefore;
    const next = now.map((derivatives, at) =>
      derivatives.map(
        (value, derivative) =>
          (places[at] ?? 0) * value +
          derivative * (derivatives[derivative - 1] ?? 0) -
          ratio * (before[at]?.[derivative] ?? 0),
      ),
    );
    [before, now, normBefore] = [now, next, norm];
  }
  return rows;
}
