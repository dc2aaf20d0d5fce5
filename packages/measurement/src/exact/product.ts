/**
 * Of the factors from one index up to another, which is left out. In halves, since long numbers are multiplied fastest by long ones:
 * factorials of a large seizure have a million digits.
 */
export function product(from: number, to: number, factor: (index: number) => bigint): bigint {
  if (to <= from) return 1n;
  if (to - from === 1) return factor(from);
  const middle = (from + to) >> 1;
  return product(from, middle, factor) * product(middle, to, factor);
}
