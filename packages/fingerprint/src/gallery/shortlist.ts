/** Impressions that are compared in full: this share of the gallery, and never fewer than the least. Up to that many, all are. */
export const shortlistShare = 0.005;
const leastShortlisted = 200;

export function shortlistLength(count: number): number {
  return Math.min(count, Math.max(leastShortlisted, Math.ceil(count * shortlistShare)));
}

/** Indices of the `length` highest scores, rising; of equals at the limit, the first. */
export function shortlist(scores: Uint16Array, length: number): Uint32Array {
  const tally = new Uint32Array(2 ** 16);
  for (const score of scores) tally[score] = (tally[score] ?? 0) + 1;
  let limit = tally.length - 1;
  let above = 0;
  while (limit > 0 && above + (tally[limit] ?? 0) < length) {
    above += tally[limit] ?? 0;
    limit -= 1;
  }
  const chosen = new Uint32Array(Math.min(length, scores.length));
  let taken = 0;
  let spare = length - above;
  for (let index = 0; index < scores.length && taken < chosen.length; index += 1) {
    const score = scores[index] ?? 0;
    if (score < limit || (score === limit && spare === 0)) continue;
    if (score === limit) spare -= 1;
    chosen[taken] = index;
    taken += 1;
  }
  return chosen;
}
