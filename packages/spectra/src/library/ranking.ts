/** An entry's place among the others. */
export interface Found {
  readonly index: number;
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  /** To the best entry below it of another substance. */
  readonly gap?: number;
}

/**
 * The entries with the highest scores; of equal ones the earlier first.
 * @param scores of entries that are not compared are negative
 */
export function rankedOf(scores: Float64Array, substances: Int32Array, top: number): readonly Found[] {
  const order = highest(scores, top);
  return order.map((index, place) => {
    const score = scores[index] ?? 0;
    const other = nextOther(order, place, scores, substances);
    return { index, rank: place + 1, score, ...(other !== undefined && { gap: score - other }) };
  });
}

/** Indexes in falling order of their scores. */
function highest(scores: Float64Array, top: number): readonly number[] {
  const order: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < scores.length; index++) {
    const score = scores[index] ?? -1;
    if (score < 0 || (order.length >= top && score <= least)) continue;
    const place = order.findLastIndex((other) => (scores[other] ?? 0) >= score) + 1;
    order.splice(place, 0, index);
    if (order.length > top) order.pop();
    least = scores[order.at(-1) ?? 0] ?? 0;
  }
  return order;
}

/** The highest score of another substance among those below a place. */
function nextOther(
  order: readonly number[],
  place: number,
  scores: Float64Array,
  substances: Int32Array,
): number | undefined {
  const own = substances[order[place] ?? 0];
  const below = order.slice(place + 1).find((index) => substances[index] !== own);
  if (below !== undefined) return scores[below];
  const told = new Set(order);
  let most = -1;
  for (let index = 0; index < scores.length; index++)
    if ((scores[index] ?? -1) > most && substances[index] !== own && !told.has(index)) most = scores[index] ?? -1;
  return most < 0 ? undefined : most;
}
