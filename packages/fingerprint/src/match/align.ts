import { matching } from '../parameters.ts';
import { turnBetween } from './angle.ts';
import type { Pairs } from './pairs.ts';
import type { PreparedTemplate } from './prepared-template.ts';

/** A turn about the origin (radians, counter-clockwise) followed by a shift, from probe to candidate coordinates. */
export interface Motion {
  readonly rotation: number;
  readonly cos: number;
  readonly sin: number;
  readonly dx: number;
  readonly dy: number;
}

/** How far two prints agree when laid over each other. */
export interface Agreement {
  /** Minutiae that meet; each counts 1 when exact, down to ½ at the tolerance. */
  readonly matched: number;
  /** Minutiae that meet, over the fewer that lie where both prints have some, 0 … 1. */
  readonly share: number;
  /** Number of minutiae that meet. */
  readonly pairedMinutiae: number;
  readonly motion: Motion;
}

/** Pairs that obey a motion, from the last `gather`. */
const members = new Uint8Array(matching.maxPairs);

/**
 * Lays the probe over the candidate by the rigid motion of a pair and of those that obey it, and counts the minutiae that meet; the best
 * of the starting pairs `seeds` is kept.
 */
export function align(
  pairs: Pairs,
  seeds: readonly number[],
  probe: PreparedTemplate,
  candidate: PreparedTemplate,
): Agreement | undefined {
  let best: Agreement | undefined;
  for (const seed of seeds) {
    let motion = motionOfOne(pairs, seed);
    for (const slack of matching.alignmentSlack) {
      const count = gather(pairs, motion, slack);
      if (count >= 2) motion = motionOfMembers(pairs, count);
    }
    const agreement = countMeeting(motion, probe, candidate);
    if (!best || agreement.matched * agreement.share > best.matched * best.share) best = agreement;
  }
  return best;
}

/** The motion that moves the probe's minutia of a pair onto the candidate's and turns its direction. */
function motionOfOne({ probeX, probeY, candidateX, candidateY, turn }: Pairs, pair: number): Motion {
  return motionBetween(
    turn[pair] ?? 0,
    probeX[pair] ?? 0,
    probeY[pair] ?? 0,
    candidateX[pair] ?? 0,
    candidateY[pair] ?? 0,
  );
}

/** The least-squares rigid motion of the first `count` members. */
function motionOfMembers({ probeX, probeY, candidateX, candidateY }: Pairs, count: number): Motion {
  let meanProbeX = 0;
  let meanProbeY = 0;
  let meanCandidateX = 0;
  let meanCandidateY = 0;
  for (let member = 0; member < count; member += 1) {
    const pair = members[member] ?? 0;
    meanProbeX += (probeX[pair] ?? 0) / count;
    meanProbeY += (probeY[pair] ?? 0) / count;
    meanCandidateX += (candidateX[pair] ?? 0) / count;
    meanCandidateY += (candidateY[pair] ?? 0) / count;
  }
  let along = 0;
  let across = 0;
  for (let member = 0; member < count; member += 1) {
    const pair = members[member] ?? 0;
    const fromX = (probeX[pair] ?? 0) - meanProbeX;
    const fromY = (probeY[pair] ?? 0) - meanProbeY;
    const ontoX = (candidateX[pair] ?? 0) - meanCandidateX;
    const ontoY = (candidateY[pair] ?? 0) - meanCandidateY;
    along += fromX * ontoX + fromY * ontoY;
    across += fromX * ontoY - fromY * ontoX;
  }
  return motionBetween(Math.atan2(across, along), meanProbeX, meanProbeY, meanCandidateX, meanCandidateY);
}

/** The motion that turns by `rotation` and moves one point onto another. */
function motionBetween(rotation: number, fromX: number, fromY: number, ontoX: number, ontoY: number): Motion {
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  return { rotation, cos, sin, dx: ontoX - cos * fromX + sin * fromY, dy: ontoY - sin * fromX - cos * fromY };
}

/** Lists the pairs that obey the motion in `members` and tells how many they are. */
function gather({ count, probeX, probeY, candidateX, candidateY, turn }: Pairs, motion: Motion, slack: number): number {
  const reach = (slack * matching.meetingPx) ** 2;
  let gathered = 0;
  for (let pair = 0; pair < count; pair += 1) {
    const x = probeX[pair] ?? 0;
    const y = probeY[pair] ?? 0;
    const offX = motion.cos * x - motion.sin * y + motion.dx - (candidateX[pair] ?? 0);
    const offY = motion.sin * x + motion.cos * y + motion.dy - (candidateY[pair] ?? 0);
    if (offX * offX + offY * offY >= reach) continue;
    if (turnBetween(motion.rotation, turn[pair] ?? 0) >= slack * matching.meetingAngle) continue;
    members[gathered] = pair;
    gathered += 1;
  }
  return gathered;
}

function countMeeting(motion: Motion, probe: PreparedTemplate, candidate: PreparedTemplate): Agreement {
  const taken = new Uint8Array(candidate.count);
  let count = 0;
  let matched = 0;
  let probeInside = 0;
  for (let index = 0; index < probe.count; index += 1) {
    const x = motion.cos * (probe.x[index] ?? 0) - motion.sin * (probe.y[index] ?? 0) + motion.dx;
    const y = motion.sin * (probe.x[index] ?? 0) + motion.cos * (probe.y[index] ?? 0) + motion.dy;
    if (!isWithin(candidate, x, y)) continue;
    probeInside += 1;
    const nearest = nearestFree(candidate, taken, x, y, (probe.angle[index] ?? 0) + motion.rotation);
    if (!nearest) continue;
    taken[nearest.index] = 1;
    count += 1;
    matched += 1 - nearest.distancePx / (2 * matching.meetingPx);
  }
  let candidateInside = 0;
  for (let index = 0; index < candidate.count; index += 1) {
    const x = (candidate.x[index] ?? 0) - motion.dx;
    const y = (candidate.y[index] ?? 0) - motion.dy;
    if (isWithin(probe, motion.cos * x + motion.sin * y, motion.cos * y - motion.sin * x)) candidateInside += 1;
  }
  const common = Math.max(Math.min(probeInside, candidateInside), matching.minOverlapMinutiae);
  return { matched, share: Math.min(1, count / common), pairedMinutiae: count, motion };
}

function isWithin({ bounds }: PreparedTemplate, x: number, y: number): boolean {
  const margin = matching.meetingPx;
  return (
    x >= bounds.left - margin && x <= bounds.right + margin && y >= bounds.bottom - margin && y <= bounds.top + margin
  );
}

function nearestFree(
  candidate: PreparedTemplate,
  taken: Uint8Array,
  x: number,
  y: number,
  angle: number,
): { index: number; distancePx: number } | undefined {
  let nearest = -1;
  let least = matching.meetingPx ** 2;
  for (let index = 0; index < candidate.count; index += 1) {
    const offX = (candidate.x[index] ?? 0) - x;
    const offY = (candidate.y[index] ?? 0) - y;
    const squared = offX * offX + offY * offY;
    if (squared >= least || taken[index]) continue;
    if (turnBetween(candidate.angle[index] ?? 0, angle) >= matching.meetingAngle) continue;
    least = squared;
    nearest = index;
  }
  return nearest < 0 ? undefined : { index: nearest, distancePx: Math.sqrt(least) };
}
