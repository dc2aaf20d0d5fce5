import { matching } from '../parameters.ts';
import { align, type Motion } from './align.ts';
import { bestPairs, type Pairs } from './pairs.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import { relax, sigmoid } from './relax.ts';
import { ridgeAgreement } from './ridge-agreement.ts';
import { scoreOf } from './score.ts';
import { strongest } from './strongest.ts';

/** What comparing two prints tells. */
export interface Comparison {
  /** −10 · log10 of the share of strangers' comparisons that look this alike: 40 is one in 10,000. Never below 0. */
  readonly score: number;
  /** Turn from probe to candidate in radians, counter-clockwise, −π … π; 0 when nothing could be laid over. */
  readonly rotation: number;
  /** Minutiae that meet when the prints are laid over each other. */
  readonly pairedMinutiae: number;
  /** Lays the probe over the candidate, in the coordinates of `PreparedTemplate`; undefined when nothing could be laid over. */
  readonly motion: Motion | undefined;
}

const nothingInCommon: Comparison = { score: 0, rotation: 0, pairedMinutiae: 0, motion: undefined };

/**
 * Compares two prints; nearly symmetric, blind to rotation and translation, safe for any content of the templates.
 *
 * The most similar sketches give one-to-one pairs; relaxation labelling (Rosenfeld, Hummel & Zucker, IEEE SMC 6(6), 1976; for minutiae
 * as in Feng, Pattern Recognition 41(1), 2008) keeps those that tell one motion; the prints are laid over each other by the strongest,
 * and the relaxed similarity is weighted by how many minutiae meet, by their share in the overlap and by how well the ridges agree there.
 */
export function compareTemplates(probe: PreparedTemplate, candidate: PreparedTemplate): Comparison {
  const pairs = bestPairs(probe, candidate);
  if (pairs.count < matching.minScoredPairs) return nothingInCommon;
  const relaxed = relax(pairs);
  const local = meanOfBest(pairs, relaxed, scoredPairs(probe.count, candidate.count));
  const agreement = align(pairs, strongest(relaxed, matching.alignmentSeeds), probe, candidate);
  if (!agreement) return nothingInCommon;
  const { matched, share, motion, pairedMinutiae } = agreement;
  const likeness = local * Math.sqrt(matched * share) * ridgeAgreement(motion, probe, candidate);
  return { score: scoreOf(likeness), rotation: turnOf(motion.rotation), pairedMinutiae, motion };
}

/** The same turn between −π and π. */
function turnOf(rotation: number): number {
  return Math.atan2(Math.sin(rotation), Math.cos(rotation));
}

function scoredPairs(countA: number, countB: number): number {
  const share = sigmoid(Math.min(countA, countB), matching.scoredPairsMiddle, matching.scoredPairsSlope);
  return matching.minScoredPairs + Math.round(share * (matching.maxScoredPairs - matching.minScoredPairs));
}

/** Mean relaxed similarity of the pairs that relaxation kept most of. */
function meanOfBest({ similarity }: Pairs, relaxed: Float64Array, wanted: number): number {
  const kept = relaxed.map((value, pair) => value / (similarity[pair] ?? 1));
  return strongest(kept, wanted).reduce((sum, pair) => sum + (relaxed[pair] ?? 0), 0) / wanted;
}
