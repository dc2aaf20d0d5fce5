import { matching } from '../parameters.ts';
import { turnBetween } from './angle.ts';
import type { PreparedTemplate } from './prepared-template.ts';
import type { Pair } from './relax.ts';

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

/**
 * Lays the probe over the candidate by the rigid motion of the strongest consistent pairs and counts the minutiae that meet.
 * `order` lists the pairs, strongest first; the best of a few starting pairs is kept.
 */
export function align(
  pairs: readonly Pair[],
  order: readonly number[],
  probe: PreparedTemplate,
  candidate: PreparedTemplate,
): Agreement | undefined {
  const ranked = order.flatMap((index) => pairs[index] ?? []);
  let best: Agreement | undefined;
  for (const seed of ranked.slice(0, matching.alignmentSeeds)) {
    let motion = motionOf([seed], probe, candidate);
    for (const slack of matching.alignmentSlack) {
      const current = motion;
      const members = ranked.filter((pair) => obeys(pair, current, slack, probe, candidate));
      if (members.length >= 2) motion = motionOf(members, probe, candidate);
    }
    const agreement = countMeeting(motion, probe, candidate);
    if (!best || agreement.matched * agreement.share > best.matched * best.share) best = agreement;
  }
  return best;
}

/** The least-squares rigid motion of the pairs; of a single pair, the one that also turns its direction. */
function motionOf(pairs: readonly Pair[], probe: PreparedTemplate, candidate: PreparedTemplate): Motion {
  let [probeX, probeY, candidateX, candidateY] = [0, 0, 0, 0];
  for (const pair of pairs) {
    probeX += (probe.x[pair.probe] ?? 0) / pairs.length;
    probeY += (probe.y[pair.probe] ?? 0) / pairs.length;
    candidateX += (candidate.x[pair.candidate] ?? 0) / pairs.length;
    candidateY += (candidate.y[pair.candidate] ?? 0) / pairs.length;
  }
  const [only] = pairs;
  let rotation = only ? (candidate.angle[only.candidate] ?? 0) - (probe.angle[only.probe] ?? 0) : 0;
  if (pairs.length > 1) {
    let [along, across] = [0, 0];
    for (const pair of pairs) {
      const fromX = (probe.x[pair.probe] ?? 0) - probeX;
      const fromY = (probe.y[pair.probe] ?? 0) - probeY;
      const toX = (candidate.x[pair.candidate] ?? 0) - candidateX;
      const toY = (candidate.y[pair.candidate] ?? 0) - candidateY;
      along += fromX * toX + fromY * toY;
      across += fromX * toY - fromY * toX;
    }
    rotation = Math.atan2(across, along);
  }
  const cos = Math.cos(rotation);
  const sin = Math.sin(rotation);
  return {
    rotation,
    cos,
    sin,
    dx: candidateX - cos * probeX + sin * probeY,
    dy: candidateY - sin * probeX - cos * probeY,
  };
}

function obeys(
  pair: Pair,
  motion: Motion,
  slack: number,
  probe: PreparedTemplate,
  candidate: PreparedTemplate,
): boolean {
  const x = probe.x[pair.probe] ?? 0;
  const y = probe.y[pair.probe] ?? 0;
  const offX = motion.cos * x - motion.sin * y + motion.dx - (candidate.x[pair.candidate] ?? 0);
  const offY = motion.sin * x + motion.cos * y + motion.dy - (candidate.y[pair.candidate] ?? 0);
  if (offX * offX + offY * offY >= (slack * matching.meetingPx) ** 2) return false;
  const turned = (probe.angle[pair.probe] ?? 0) + motion.rotation;
  return turnBetween(turned, candidate.angle[pair.candidate] ?? 0) < slack * matching.meetingAngle;
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
