import { extraction } from '../parameters.ts';
import { crossingAt, exits, walk } from './skeleton.ts';
import type { Skeleton } from './thin.ts';

/** A minutia as the skeleton shows it, in image axes (y down); direction from the minutia along its ridge or valley. */
export interface RawMinutia {
  readonly x: number;
  readonly y: number;
  readonly direction: number;
  readonly kind: 'ending' | 'bifurcation';
}

/** Reads endings and bifurcations off a cleaned skeleton; `ridgeAngle` sharpens the traced direction. */
export function findMinutiae(skeleton: Skeleton, ridgeAngle: (at: number) => number): RawMinutia[] {
  const found: RawMinutia[] = [];
  for (const at of skeleton.line) {
    if (!skeleton.pixels[at]) continue;
    const crossing = crossingAt(skeleton, at);
    if (crossing !== 1 && crossing !== 3) continue;
    const directions = branchDirections(skeleton, at);
    const traced = crossing === 1 ? directions[0] : forkDirection(directions);
    if (traced === undefined) continue;
    found.push({
      x: at % skeleton.width,
      y: Math.floor(at / skeleton.width),
      direction: alignToRidge(traced, ridgeAngle(at)),
      kind: crossing === 1 ? 'ending' : 'bifurcation',
    });
  }
  return found;
}

function branchDirections(skeleton: Skeleton, at: number): number[] {
  const { width } = skeleton;
  const directions: number[] = [];
  for (const first of exits(skeleton, at)) {
    const { path } = walk(skeleton, at, first, extraction.directionTracePx);
    const far = path.at(-1);
    if (far === undefined || path.length < extraction.minTracePx) continue;
    directions.push(Math.atan2(Math.floor(far / width) - Math.floor(at / width), (far % width) - (at % width)));
  }
  return directions;
}

/** The bisector of the two arms that lie closest together. */
function forkDirection(directions: readonly number[]): number | undefined {
  if (directions.length !== 3) return undefined;
  let narrowest = Number.POSITIVE_INFINITY;
  let bisector = 0;
  for (const [index, a] of directions.entries()) {
    const b = directions[(index + 1) % 3] ?? a;
    const between = Math.atan2(Math.sin(b - a), Math.cos(b - a));
    if (Math.abs(between) < narrowest) {
      narrowest = Math.abs(between);
      bisector = a + between / 2;
    }
  }
  return bisector;
}

/** The ridge orientation (modulo π) that points the way the trace went. */
function alignToRidge(traced: number, ridge: number): number {
  return Math.cos(traced - ridge) >= 0 ? ridge : ridge + Math.PI;
}

/**
 * Drops minutiae that the capture made: near the border of the print, both sides of a broken ridge, twins on one spot, and
 * clouds of damage. `isInside` tells what is not near the border.
 */
export function dropFalseMinutiae(
  found: readonly RawMinutia[],
  isInside: (x: number, y: number) => boolean,
): RawMinutia[] {
  const inside = found.filter(({ x, y }) => isInside(x, y));
  const doomed = new Uint8Array(inside.length);
  const crowd = new Uint16Array(inside.length);
  for (const [first, a] of inside.entries()) {
    for (let second = first + 1; second < inside.length; second += 1) {
      const b = inside[second];
      if (!b) continue;
      const distance = Math.hypot(a.x - b.x, a.y - b.y);
      if (distance <= extraction.cloudRadiusPx) {
        crowd[first] = (crowd[first] ?? 0) + 1;
        crowd[second] = (crowd[second] ?? 0) + 1;
      }
      if (distance <= extraction.twinPx || isBreak(a, b, distance)) {
        doomed[first] = 1;
        doomed[second] = 1;
      }
    }
  }
  return inside.filter((_, index) => !doomed[index] && (crowd[index] ?? 0) < extraction.cloudLimit);
}

/** Two minutiae that face away from each other across a short gap in line with both: one ridge (or valley), interrupted. */
function isBreak(a: RawMinutia, b: RawMinutia, distance: number): boolean {
  if (distance > extraction.facingPx) return false;
  const opposed = Math.cos(a.direction - b.direction) < -Math.cos(extraction.facingAngle);
  const lateral = Math.abs((b.x - a.x) * Math.sin(a.direction) - (b.y - a.y) * Math.cos(a.direction));
  return opposed && (a.kind !== b.kind || lateral <= extraction.facingLateralPx);
}
