import { matching } from '../parameters.ts';
import { align } from './align.ts';
import type { PreparedTemplate } from './prepare.ts';
import { type Pair, relax, sigmoid } from './relax.ts';
import { similarities } from './similarity.ts';

/**
 * How alike two prints are: 0 (nothing in common) upwards, higher is more alike; strangers stay below 60, a good second impression of
 * the same finger lies at 100 to 1000. nearly symmetric; blind to rotation and translation. `operatingPoints` has the thresholds.
 *
 * Cylinder similarities give the best one-to-one pairs, relaxation keeps those that tell one motion (Cappelli, Ferrara & Maltoni
 * 2010, local greedy similarity with relaxation), and the prints are then laid over each other: the relaxed similarity is weighted
 * by the geometric mean of how many minutiae meet and of their share where the prints overlap.
 */
export function compareTemplates(probe: PreparedTemplate, candidate: PreparedTemplate): number {
  if (Math.min(probe.count, candidate.count) < matching.minPairs) return 0;
  const pairs = bestPairs(probe, candidate);
  if (pairs.length < matching.minPairs) return 0;
  const relaxed = relax(pairs, probe, candidate);
  const local = meanOfBest(pairs, relaxed, pairCount(probe.count, candidate.count));
  const order = pairs.map((_, index) => index).sort((a, b) => (relaxed[b] ?? 0) - (relaxed[a] ?? 0));
  const { matched, share } = align(pairs, order, probe, candidate);
  return matching.scoreScale * local * Math.sqrt(matched * share);
}

let scratch = new Float32Array(0);

/** Most similar pairs first, each minutia used once. */
function bestPairs(probe: PreparedTemplate, candidate: PreparedTemplate): Pair[] {
  const size = probe.count * candidate.count;
  if (scratch.length < size) scratch = new Float32Array(size);
  similarities(probe, candidate, scratch);
  const usedProbe = new Uint8Array(probe.count);
  const usedCandidate = new Uint8Array(candidate.count);
  const pairs: Pair[] = [];
  for (const at of mostSimilarFirst(scratch, size)) {
    const row = Math.floor(at / candidate.count);
    const column = at % candidate.count;
    if (usedProbe[row] || usedCandidate[column]) continue;
    usedProbe[row] = 1;
    usedCandidate[column] = 1;
    pairs.push({ probe: row, candidate: column, similarity: scratch[at] ?? 0 });
  }
  return pairs;
}

const indexBits = 14;
const similaritySteps = 2 ** (31 - indexBits) - 1;

/** Indices of the similarities worth pairing, in falling order: similarity and index share one sortable integer. */
function mostSimilarFirst(table: Float32Array, size: number): Uint32Array {
  const keys = new Uint32Array(size);
  let count = 0;
  for (let at = 0; at < size; at += 1) {
    const value = table[at] ?? 0;
    if (value <= matching.minPairSimilarity) continue;
    keys[count] = (Math.round((1 - value) * similaritySteps) << indexBits) | at;
    count += 1;
  }
  return keys
    .subarray(0, count)
    .sort()
    .map((key) => key & (2 ** indexBits - 1));
}

function pairCount(countA: number, countB: number): number {
  const share = sigmoid(Math.min(countA, countB), matching.pairsMiddle, matching.pairsSlope);
  return matching.minPairs + Math.round(share * (matching.maxPairs - matching.minPairs));
}

/** Mean relaxed similarity of the pairs that relaxation kept most of. */
function meanOfBest(pairs: readonly Pair[], relaxed: Float64Array, wanted: number): number {
  const kept = pairs.map(({ similarity }, index) => {
    const value = relaxed[index] ?? 0;
    return { value, efficiency: value / similarity };
  });
  kept.sort((a, b) => b.efficiency - a.efficiency);
  return kept.slice(0, wanted).reduce((sum, { value }) => sum + value, 0) / wanted;
}
