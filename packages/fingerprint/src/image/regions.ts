/** The regions of a binary image as the runs they consist of, from left to right and from top to bottom. */
export interface Regions {
  /** First pixel of each run, and the one after its last. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** For each run the first run of its region. */
  readonly regions: Int32Array;
  /** At the first run of each region, its pixels. */
  readonly sizes: Int32Array;
}

/**
 * Joins the set pixels of an image into regions by its runs (Rosenfeld & Pfaltz, JACM 13(4), 1966).
 * @param corners whether pixels that meet at a corner belong together, or only those that share a side
 */
export function findRegions(pixels: Uint8Array, width: number, corners: boolean): Regions {
  const { starts, ends } = findRuns(pixels, width);
  const parents = new Int32Array(starts.length);
  for (let run = 0; run < parents.length; run += 1) parents[run] = run;
  const reach = corners ? 1 : 0;
  let above = 0;
  for (let run = 0; run < starts.length; run += 1) {
    const rowAbove = (Math.floor((starts[run] ?? 0) / width) - 1) * width;
    const start = Math.max((starts[run] ?? 0) - width - reach, rowAbove);
    const end = Math.min((ends[run] ?? 0) - width + reach, rowAbove + width);
    while ((ends[above] ?? 0) <= start) above += 1;
    for (let other = above; other < run && (starts[other] ?? 0) < end; other += 1) join(parents, other, run);
  }
  const sizes = new Int32Array(starts.length);
  for (let run = 0; run < starts.length; run += 1) {
    const first = firstOf(parents, run);
    parents[run] = first;
    sizes[first] = (sizes[first] ?? 0) + (ends[run] ?? 0) - (starts[run] ?? 0);
  }
  return { starts, ends, regions: parents, sizes };
}

function findRuns(pixels: Uint8Array, width: number): { starts: Int32Array; ends: Int32Array } {
  const starts = new Int32Array((pixels.length >> 1) + pixels.length / width);
  const ends = new Int32Array(starts.length);
  let count = 0;
  for (let row = 0; row < pixels.length; row += width) {
    let before = 0;
    for (let at = row; at < row + width; at += 1) {
      const now = pixels[at] ?? 0;
      if (now === before) continue;
      if (now) starts[count] = at;
      else ends[count++] = at;
      before = now;
    }
    if (before) ends[count++] = row + width;
  }
  return { starts: starts.slice(0, count), ends: ends.slice(0, count) };
}

function firstOf(parents: Int32Array, run: number): number {
  let at = run;
  for (let parent = parents[at] ?? at; parent !== at; parent = parents[at] ?? at) {
    parents[at] = parents[parent] ?? parent;
    at = parent;
  }
  return at;
}

function join(parents: Int32Array, one: number, other: number): void {
  const a = firstOf(parents, one);
  const b = firstOf(parents, other);
  parents[Math.max(a, b)] = Math.min(a, b);
}
