import { matching } from '../parameters.ts';
import { turnBetween } from './angle.ts';
import type { PreparedTemplate } from './prepared-template.ts';

/** A minutia of the probe taken for the same as one of the candidate. */
export interface Pair {
  readonly probe: number;
  readonly candidate: number;
  /** Likeness of their sketches, above 0 up to 1. */
  readonly similarity: number;
}

export function sigmoid(value: number, middle: number, slope: number): number {
  return 1 / (1 + Math.exp(-slope * (value - middle)));
}

/** Similarity of each pair after several rounds in which pairs that tell the same motion support each other. */
export function relax(pairs: readonly Pair[], probe: PreparedTemplate, candidate: PreparedTemplate): Float64Array {
  const count = pairs.length;
  const agreement = new Float64Array(count * count);
  for (const [first, a] of pairs.entries()) {
    for (let second = first + 1; second < count; second += 1) {
      const b = pairs[second];
      if (!b) continue;
      const value = compatibility(a, b, probe, candidate);
      agreement[first * count + second] = value;
      agreement[second * count + first] = value;
    }
  }
  let current = Float64Array.from(pairs, ({ similarity }) => similarity);
  for (let round = 0; round < matching.relaxationRounds; round += 1) {
    const next = new Float64Array(count);
    for (let first = 0; first < count; first += 1) {
      let support = 0;
      for (let second = 0; second < count; second += 1) {
        support += (agreement[first * count + second] ?? 0) * (current[second] ?? 0);
      }
      const own = matching.relaxationWeight * (current[first] ?? 0);
      next[first] = own + ((1 - matching.relaxationWeight) * support) / (count - 1);
    }
    current = next;
  }
  return current;
}

const negligible = 1e-4;

/** How well two pairs tell the same rigid motion, 0 … 1. */
function compatibility(a: Pair, b: Pair, probe: PreparedTemplate, candidate: PreparedTemplate): number {
  const probeX = (probe.x[b.probe] ?? 0) - (probe.x[a.probe] ?? 0);
  const probeY = (probe.y[b.probe] ?? 0) - (probe.y[a.probe] ?? 0);
  const candidateX = (candidate.x[b.candidate] ?? 0) - (candidate.x[a.candidate] ?? 0);
  const candidateY = (candidate.y[b.candidate] ?? 0) - (candidate.y[a.candidate] ?? 0);
  const stretch = Math.abs(Math.sqrt(probeX ** 2 + probeY ** 2) - Math.sqrt(candidateX ** 2 + candidateY ** 2));
  const distance = sigmoid(stretch, matching.distanceMiddlePx, matching.distanceSlope);
  if (distance < negligible) return 0;
  const probeAngle = probe.angle[a.probe] ?? 0;
  const candidateAngle = candidate.angle[a.candidate] ?? 0;
  const probeTurn = probeAngle - (probe.angle[b.probe] ?? 0);
  const candidateTurn = candidateAngle - (candidate.angle[b.candidate] ?? 0);
  const turn = turnBetween(probeTurn, candidateTurn);
  const direction = sigmoid(turn, matching.directionMiddle, matching.directionSlope);
  if (direction < negligible) return 0;
  const probeBearing = probeAngle - Math.atan2(probeY, probeX);
  const candidateBearing = candidateAngle - Math.atan2(candidateY, candidateX);
  const swing = turnBetween(probeBearing, candidateBearing);
  return distance * direction * sigmoid(swing, matching.bearingMiddle, matching.bearingSlope);
}
