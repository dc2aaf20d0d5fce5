/** A scale from what is measured to a length on paper. */
export interface Axis {
  /** Values that are written beside it, with their words. */
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  /** Place of a value from the beginning of the axis, in points. */
  at(value: number): number;
}

/** More ticks than this are never drawn, whatever the values are. */
const mostTicks = 14;

/**
 * An axis over all values, with ticks at whole steps of 1, 2 or 5.
 * @param length in points
 * @param isReversed from high to low
 * @param padding blank at both ends, in parts of the span
 */
export function axisOver(values: Iterable<number>, length: number, padding: number, isReversed = false): Axis {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high - low <= Math.max(Math.abs(low), Math.abs(high)) * 1e-12) {
    const around = Math.abs(high) > 0 ? Math.abs(high) * 1e-3 : 1;
    low -= around;
    high += around;
  }
  const blank = (high - low) * padding;
  const [from, to] = [low - blank, high + blank];
  const span = to - from;
  const at = (value: number): number => {
    const share = (value - from) / span;
    return (isReversed ? 1 - share : share) * length;
  };
  return { ticks: ticksWithin(from, to), at };
}

function ticksWithin(from: number, to: number): Axis['ticks'] {
  const step = stepFor((to - from) / 6);
  const decimals = Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
  const first = Math.ceil(from / step - 1e-9);
  return Array.from({ length: mostTicks }, (_, index) => (first + index) * step)
    .filter((value) => value <= to + step * 1e-9)
    .map((value) => ({ value, label: labelOf(value, step, decimals) }));
}

/** The next larger of 1, 2 and 5 with some power of ten. */
function stepFor(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const part = least / power;
  return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
}

function labelOf(value: number, step: number, decimals: number): string {
  const near = Math.abs(value) < step / 2 ? 0 : value;
  if (decimals > 9 || Math.abs(near) >= 1e7)
    return near
      .toExponential(3)
      .replace(/\.?0+e/, 'e')
      .replaceAll('-', '−');
  return near.toFixed(decimals).replace('-', '−');
}
