import { extraction } from '../parameters.ts';
import { crossingNumber, dropRedundant, neighbourBits } from './thin.ts';

/** A thinned image: 1 on the ridge lines, outermost frame 0. Cleaning erases pixels in place. */
export interface Skeleton {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** A walk along a ridge line: pixel indices from the first step on, and what stopped it. */
export interface Walk {
  readonly path: readonly number[];
  readonly stop: 'ending' | 'branch' | 'limit';
}

export function crossingAt({ pixels, width }: Skeleton, at: number): number {
  return crossingNumber[neighbourBits(pixels, width, at)] ?? 0;
}

/** The first pixel of each ridge leaving `at`: one per run of neighbours, 4-neighbours preferred. */
export function exits({ pixels, width }: Skeleton, at: number): number[] {
  const ring = ringOffsets(width);
  const first: number[] = [];
  const bits = neighbourBits(pixels, width, at);
  for (let index = 0; index < 8; index += 1) {
    const set = (step: number): boolean => ((bits >> ((index + step) & 7)) & 1) === 1;
    if (!set(0)) continue;
    const isFourNeighbour = index % 2 === 0;
    // A diagonal next to a 4-neighbour belongs to the same ridge.
    if (isFourNeighbour || (!set(1) && !set(7))) first.push(at + (ring[index] ?? 0));
  }
  return first;
}

function ringOffsets(width: number): readonly number[] {
  return [-width, -width + 1, 1, width + 1, width, width - 1, -1, -width - 1];
}

/** Follows a ridge from `from` through its neighbour `first` until it ends, branches, or `limit` pixels are passed. */
export function walk(skeleton: Skeleton, from: number, first: number, limit: number): Walk {
  const path = [first];
  let before = from;
  let at = first;
  while (path.length < limit) {
    const crossing = crossingAt(skeleton, at);
    if (crossing >= 3) return { path, stop: 'branch' };
    const next = exits(skeleton, at).find(
      (exit) => exit !== before && exit !== path.at(-2) && !(path.length === 1 && touches(skeleton, exit, from)),
    );
    if (next === undefined) return { path, stop: 'ending' };
    before = at;
    at = next;
    path.push(at);
  }
  return { path, stop: crossingAt(skeleton, at) >= 3 ? 'branch' : 'limit' };
}

function touches({ width }: Skeleton, a: number, b: number): boolean {
  return Math.abs((a % width) - (b % width)) <= 1 && Math.abs(Math.floor(a / width) - Math.floor(b / width)) <= 1;
}

/**
 * Removes what no finger has: short ridges between two endings, spurs, bridges across a valley, and lakes (one side is erased).
 * `ridgeAngle` gives the ridge orientation (image axes, modulo π) at a pixel, to tell a bridge from a short true ridge.
 */
export function cleanSkeleton(skeleton: Skeleton, ridgeAngle: (at: number) => number): void {
  eraseShortRidges(skeleton);
  eraseBridgesAndLakes(skeleton, ridgeAngle);
  eraseSpurs(skeleton);
  eraseShortRidges(skeleton);
}

function nodes(skeleton: Skeleton, wanted: (crossing: number) => boolean): number[] {
  const found: number[] = [];
  for (let at = 0; at < skeleton.pixels.length; at += 1) {
    if (skeleton.pixels[at] && wanted(crossingAt(skeleton, at))) found.push(at);
  }
  return found;
}

function erase(skeleton: Skeleton, path: readonly number[], around: readonly number[]): void {
  for (const at of path) skeleton.pixels[at] = 0;
  const ring = ringOffsets(skeleton.width);
  const touched = around.flatMap((at) => [at, ...ring.map((offset) => at + offset)]);
  dropRedundant(skeleton.pixels, skeleton.width, touched);
}

function eraseShortRidges(skeleton: Skeleton): void {
  for (const at of nodes(skeleton, (crossing) => crossing <= 1)) {
    if (!skeleton.pixels[at]) continue;
    const [first] = exits(skeleton, at);
    if (first === undefined) {
      skeleton.pixels[at] = 0;
      continue;
    }
    const { path, stop } = walk(skeleton, at, first, extraction.shortRidgePx);
    if (stop === 'ending') erase(skeleton, [at, ...path], []);
  }
}

function eraseSpurs(skeleton: Skeleton): void {
  for (const at of nodes(skeleton, (crossing) => crossing === 1)) {
    const [first] = exits(skeleton, at);
    if (!skeleton.pixels[at] || first === undefined) continue;
    const { path, stop } = walk(skeleton, at, first, extraction.spurPx);
    const branch = path.at(-1);
    if (stop === 'branch' && branch !== undefined) erase(skeleton, [at, ...path.slice(0, -1)], [branch]);
  }
}

function eraseBridgesAndLakes(skeleton: Skeleton, ridgeAngle: (at: number) => number): void {
  const { width } = skeleton;
  for (const at of nodes(skeleton, (crossing) => crossing >= 3)) {
    if (!skeleton.pixels[at] || crossingAt(skeleton, at) < 3) continue;
    const reached = new Map<number, readonly number[]>();
    for (const first of exits(skeleton, at)) {
      const { path, stop } = walk(skeleton, at, first, extraction.lakePx);
      const other = path.at(-1);
      if (stop !== 'branch' || other === undefined || other === at) continue;
      const lengthPx = Math.hypot((other % width) - (at % width), Math.floor(other / width) - Math.floor(at / width));
      const direction = Math.atan2(Math.floor(other / width) - Math.floor(at / width), (other % width) - (at % width));
      const turned = Math.abs(Math.sin(direction - ridgeAngle(at)));
      const isBridge = lengthPx <= extraction.bridgePx && turned > Math.sin(extraction.bridgeAngle);
      if (isBridge || reached.has(other)) {
        erase(skeleton, path.slice(0, -1), [at, other]);
        break;
      }
      reached.set(other, path);
    }
  }
}
