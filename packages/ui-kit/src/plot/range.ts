/** A stretch of an axis, the smaller end first. */
export interface Range {
  readonly min: number;
  readonly max: number;
}

const within = (value: number, { min, max }: Range): number => Math.min(max, Math.max(min, value));

/** The same stretch moved, where it would reach over an end of the whole. */
function inside({ min, max }: Range, whole: Range): Range {
  const length = Math.min(max - min, whole.max - whole.min);
  const from = within(min, { min: whole.min, max: whole.max - length });
  return { min: from, max: from + length };
}

/** The part of the whole that is seen first; the whole where there is no such part of it. */
export function partOf(whole: Range, part: Range): Range {
  const seen = { min: Math.max(whole.min, part.min), max: Math.min(whole.max, part.max) };
  return seen.max > seen.min ? seen : whole;
}

/**
 * What is seen after zooming, never more than the whole.
 * @param times how many times as long as before; below 1 looks closer
 * @param about what keeps its place
 * @param least the shortest stretch that is worth looking at
 */
export function zoomed(seen: Range, whole: Range, times: number, about: number, least: number): Range {
  const before = seen.max - seen.min;
  const length = within(before * times, { min: Math.min(least, before), max: whole.max - whole.min });
  const share = before === 0 ? 0.5 : (within(about, seen) - seen.min) / before;
  const min = within(about, seen) - share * length;
  return inside({ min, max: min + length }, whole);
}

/** What is seen after moving along the axis by a share of what is seen, stopped by the ends of the whole. */
export function moved(seen: Range, whole: Range, share: number): Range {
  const by = (seen.max - seen.min) * share;
  return inside({ min: seen.min + by, max: seen.max + by }, whole);
}

/** From the least to the greatest; undefined where there is no number. */
export function rangeOf(values: Iterable<number | null | undefined>): Range | undefined {
  let range: Range | undefined;
  for (const value of values)
    if (typeof value === 'number')
      range = { min: Math.min(range?.min ?? value, value), max: Math.max(range?.max ?? value, value) };
  return range;
}
