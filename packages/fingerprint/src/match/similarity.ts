import { matching } from '../parameters.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { wordsPerSketch } from './sketch.ts';

/** Set bits of each four bits of a word: eight numbers from 0 to 4. */
function bitsPerNibble(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** Number of set bits of a 32-bit word. */
function popcount(word: number): number {
  const nibbles = bitsPerNibble(word);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Number of set bits of the four words of a sketch. */
function sketchPopcount(first: number, second: number, third: number, fourth: number): number {
  const front = bitsPerNibble(first) + bitsPerNibble(second);
  const back = bitsPerNibble(third) + bitsPerNibble(fourth);
  const frontBytes = (front & 0x0f0f0f0f) + ((front >>> 4) & 0x0f0f0f0f);
  const backBytes = (back & 0x0f0f0f0f) + ((back >>> 4) & 0x0f0f0f0f);
  return Math.imul(frontBytes + backBytes, 0x01010101) >>> 24;
}

/** Square roots of every possible bit count of a sketch. */
const roots = Float64Array.from({ length: 32 * wordsPerSketch + 1 }, (_, count) => Math.fround(Math.sqrt(count)));

/** Similarity of every probe sketch with every candidate sketch, row-major, 0 … 1; 0 where it is too small to take the two for a pair. */
export function similarities(probe: PreparedTemplate, candidate: PreparedTemplate, into: Float32Array): void {
  const ridges = new Float64Array(candidate.count);
  for (let row = 0; row < probe.count; row += 1) {
    likenRidges(probe, row, candidate, ridges);
    likenNeighbours(probe, row, candidate, ridges, into);
  }
}

/**
 * One where the ridges around both run alike, 0 or less where no better than chance (two of four bits differ), 1 where too little is
 * known of them; and 0 where too few cells lie in both prints.
 */
function likenRidges(probe: PreparedTemplate, row: number, candidate: PreparedTemplate, into: Float64Array): void {
  const { count, ridges, inside, flowing } = candidate;
  const ownInside = probe.inside[row] ?? 0;
  const ownFlowing = probe.flowing[row] ?? 0;
  const own0 = probe.ridges[row * wordsPerSketch] ?? 0;
  const own1 = probe.ridges[row * wordsPerSketch + 1] ?? 0;
  const own2 = probe.ridges[row * wordsPerSketch + 2] ?? 0;
  const own3 = probe.ridges[row * wordsPerSketch + 3] ?? 0;
  for (let column = 0; column < count; column += 1) {
    const at = column * wordsPerSketch;
    const common = ownFlowing & (flowing[column] ?? 0);
    const different = sketchPopcount(
      (own0 ^ (ridges[at] ?? 0)) & common,
      (own1 ^ (ridges[at + 1] ?? 0)) & common,
      (own2 ^ (ridges[at + 2] ?? 0)) & common,
      (own3 ^ (ridges[at + 3] ?? 0)) & common,
    );
    const cells = popcount(common);
    const alike = cells < matching.minCommonFlowCells ? 1 : 1 - different / (2 * cells);
    into[column] = popcount(ownInside & (inside[column] ?? 0)) < matching.minCommonCells ? 0 : alike;
  }
}

/** One minus the distance of the two bit vectors over the sum of their lengths, on the cells inside both prints, times `ridges`. */
function likenNeighbours(
  probe: PreparedTemplate,
  row: number,
  candidate: PreparedTemplate,
  ridges: Float64Array,
  into: Float32Array,
): void {
  const { count, neighbours, inside } = candidate;
  const ownInside = probe.inside[row] ?? 0;
  const own0 = probe.neighbours[row * wordsPerSketch] ?? 0;
  const own1 = probe.neighbours[row * wordsPerSketch + 1] ?? 0;
  const own2 = probe.neighbours[row * wordsPerSketch + 2] ?? 0;
  const own3 = probe.neighbours[row * wordsPerSketch + 3] ?? 0;
  for (let column = 0; column < count; column += 1) {
    const at = column * wordsPerSketch;
    const common = ownInside & (inside[column] ?? 0);
    const a0 = own0 & common;
    const a1 = own1 & common;
    const a2 = own2 & common;
    const a3 = own3 & common;
    const b0 = (neighbours[at] ?? 0) & common;
    const b1 = (neighbours[at + 1] ?? 0) & common;
    const b2 = (neighbours[at + 2] ?? 0) & common;
    const b3 = (neighbours[at + 3] ?? 0) & common;
    const lengths = (roots[sketchPopcount(a0, a1, a2, a3)] ?? 0) + (roots[sketchPopcount(b0, b1, b2, b3)] ?? 0);
    const distance = roots[sketchPopcount(a0 ^ b0, a1 ^ b1, a2 ^ b2, a3 ^ b3)] ?? 0;
    const alike = lengths === 0 ? 0 : (ridges[column] ?? 0) * (1 - distance / lengths);
    into[row * count + column] = alike * Number(alike > matching.minPairSimilarity);
  }
}
