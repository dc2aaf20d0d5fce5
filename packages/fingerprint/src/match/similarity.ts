import { matching } from '../parameters.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { wordsPerSketch } from './sketch.ts';

/** Number of set bits of a 32-bit word. */
function popcount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Square roots of every possible bit count of a sketch. */
const roots = Float32Array.from({ length: 32 * wordsPerSketch + 1 }, (_, count) => Math.sqrt(count));

/** Similarity of every probe sketch with every candidate sketch, row-major, 0 … 1; 0 where too few cells are common. */
export function similarities(probe: PreparedTemplate, candidate: PreparedTemplate, into: Float32Array): void {
  for (let row = 0; row < probe.count; row += 1) {
    for (let column = 0; column < candidate.count; column += 1) {
      const alike = neighbourLikeness(probe, row, candidate, column);
      into[row * candidate.count + column] =
        alike > matching.minPairSimilarity ? alike * ridgeLikeness(probe, row, candidate, column) : 0;
    }
  }
}

/** One minus the distance of the two bit vectors over the sum of their lengths, on the cells inside both prints. */
function neighbourLikeness(a: PreparedTemplate, indexA: number, b: PreparedTemplate, indexB: number): number {
  const common = (a.inside[indexA] ?? 0) & (b.inside[indexB] ?? 0);
  if (popcount(common) < matching.minCommonCells) return 0;
  let onesA = 0;
  let onesB = 0;
  let different = 0;
  for (let word = 0; word < wordsPerSketch; word += 1) {
    const bitsA = (a.neighbours[indexA * wordsPerSketch + word] ?? 0) & common;
    const bitsB = (b.neighbours[indexB * wordsPerSketch + word] ?? 0) & common;
    onesA += popcount(bitsA);
    onesB += popcount(bitsB);
    different += popcount(bitsA ^ bitsB);
  }
  const lengths = (roots[onesA] ?? 0) + (roots[onesB] ?? 0);
  return lengths === 0 ? 0 : 1 - (roots[different] ?? 0) / lengths;
}

/** One when the ridges around both run alike, 0 when no better than chance (two of four bits differ), 1 when too little is known. */
function ridgeLikeness(a: PreparedTemplate, indexA: number, b: PreparedTemplate, indexB: number): number {
  const common = (a.flowing[indexA] ?? 0) & (b.flowing[indexB] ?? 0);
  const cells = popcount(common);
  if (cells < matching.minCommonFlowCells) return 1;
  let different = 0;
  for (let word = 0; word < wordsPerSketch; word += 1) {
    const ridgesA = a.ridges[indexA * wordsPerSketch + word] ?? 0;
    different += popcount((ridgesA ^ (b.ridges[indexB * wordsPerSketch + word] ?? 0)) & common);
  }
  return Math.max(0, 1 - different / (2 * cells));
}
