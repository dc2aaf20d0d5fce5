export const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

export const normOf = (values: Float64Array): number =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));

export function dotOf(one: Float64Array, other: Float64Array): number {
  return one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);
}

export function lessMean(values: Float64Array): Float64Array {
  const mean = sumOf(values) / values.length;
  return values.map((value) => value - mean);
}

/** From each value to the next. */
export const differencesOf = (values: Float64Array): Float64Array =>
  Float64Array.from({ length: values.length - 1 }, (_, at) => (values[at + 1] ?? 0) - (values[at] ?? 0));
