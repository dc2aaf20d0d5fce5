import { matching } from '../parameters.ts';
import { align } from './align.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { type Pair, relax, sigmoid } from './relax.ts';
import { ridgeAgreement } from './ridge-agreement.ts';
import { scoreOf } from './score.ts';
import { similarities } from './similarity.ts';

/** What comparing two prints tells. */
export interface Comparison {
  /** −10 · log10 of the share of strangers' comparisons that look this alike: 40 is one in 10,000. Never below 0. */
  readonly score: number;
  /** Turn from probe to candidate in radians, counter-clockwise, −π … π; 0 when nothing could be laid over. */
  readonly rotation: number;
  /** Minutiae that meet when the prints are laid over each other. */
  readonly pairedMinutiae: number;
}

const nothingInCommon: Comparison = { score: 0, rotation: 0, pairedMinutiae: 0 };

/**
 * Compares two prints; nearly symmetric, blind to rotation and translation, safe for any content of the templates.
 *
 * The most similar sketches give one-to-one pairs; relaxation labelling (Rosenfeld, Hummel & Zucker, IEEE SMC 6(6), 1976; for minutiae
 * as in Feng, Pattern Recognition 41(1), 2008) keeps those that tell one motion; the prints are laid over each other by the strongest,
 * and the relaxed similarity is weighted by how many minutiae meet, by their share in the overlap and by how well the ridges agree there.
 */
export function compareTemplates(probe: PreparedTemplate, candidate: PreparedTemplate): Comparison {
  const pairs = bestPairs(probe, candidate);
  if (pairs.length < matching.minScoredPairs) return nothingInCommon;
  const relaxed = relax(pairs, probe, candidate);
  const local = meanOfBest(pairs, relaxed, scoredPairs(probe.count, candidate.count));
  const order = pairs.map((_, index) => index).sort((a, b) => (relaxed[b] ?? 0) - (relaxed[a] ?? 0));
  const agreement = align(pairs, order, probe, candidate);
  if (!agreement) return nothingInCommon;
  const { matched, share, motion, pairedMinutiae } = agreement;
  const likeness = local * Math.sqrt(matched * share) * ridgeAgreement(motion, probe, candidate);
  return { score: scoreOf(likeness), rotation: turnOf(motion.rotation), pairedMinutiae };
}

/** The same turn between −π and π. */
function turnOf(rotation: number): number {
  return Math.atan2(Math.sin(rotation), Math.cos(rotation));
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
    if (pairs.length === matching.maxPairs) break;
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

function scoredPairs(countA: number, countB: number): number {
  const share = sigmoid(Math.min(countA, countB), matching.scoredPairsMiddle, matching.scoredPairsSlope);
  return matching.minScoredPairs + Math.round(share * (matching.maxScoredPairs - matching.minScoredPairs));
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
