import { matching } from '../parameters.ts';
import { cellsInCircle, type PreparedTemplate, wordsPerCylinder, wordsPerLayer } from './prepare.ts';

/** Number of set bits of a 32-bit word. */
function popcount(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const nibbles = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const cellCount = matching.cellsPerSide * matching.cellsPerSide;
/** Square roots of every possible bit count of a cylinder. */
const roots = Float32Array.from({ length: cellCount * matching.layers + 1 }, (_, count) => Math.sqrt(count));

/**
 * Similarity of every probe cylinder with every candidate cylinder, row-major, 0 … 1: one minus the distance of the two bit
 * vectors over the sum of their norms, on the cells valid in both; 0 where too few cells are common.
 */
export function similarities(probe: PreparedTemplate, candidate: PreparedTemplate, into: Float32Array): void {
  for (let row = 0; row < probe.count; row += 1) {
    for (let column = 0; column < candidate.count; column += 1) {
      into[row * candidate.count + column] = similarity(probe, row, candidate, column);
    }
  }
}

const leastCommon = Math.ceil(matching.minCommonShare * cellsInCircle);

function similarity(a: PreparedTemplate, indexA: number, b: PreparedTemplate, indexB: number): number {
  const low = (a.valid[indexA * wordsPerLayer] ?? 0) & (b.valid[indexB * wordsPerLayer] ?? 0);
  const high = (a.valid[indexA * wordsPerLayer + 1] ?? 0) & (b.valid[indexB * wordsPerLayer + 1] ?? 0);
  if (popcount(low) + popcount(high) < leastCommon) return 0;
  let onesA = 0;
  let onesB = 0;
  let different = 0;
  const startA = indexA * wordsPerCylinder;
  const startB = indexB * wordsPerCylinder;
  for (let word = 0; word < wordsPerCylinder; word += 2) {
    const lowA = (a.bits[startA + word] ?? 0) & low;
    const highA = (a.bits[startA + word + 1] ?? 0) & high;
    const lowB = (b.bits[startB + word] ?? 0) & low;
    const highB = (b.bits[startB + word + 1] ?? 0) & high;
    onesA += popcount(lowA) + popcount(highA);
    onesB += popcount(lowB) + popcount(highB);
    different += popcount(lowA ^ lowB) + popcount(highA ^ highB);
  }
  const norms = (roots[onesA] ?? 0) + (roots[onesB] ?? 0);
  return norms === 0 ? 0 : 1 - (roots[different] ?? 0) / norms;
}
