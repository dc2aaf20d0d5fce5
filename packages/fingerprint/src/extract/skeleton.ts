import { extraction } from '../parameters.ts';
import { crossingNumber, dropRedundant, neighbourBits, type Skeleton } from './thin.ts';

/** A walk along a ridge line: pixel indices from the first step on, and what stopped it. */
export interface Walk {
  readonly path: readonly number[];
  readonly stop: 'ending' | 'branch' | 'limit';
}

export function crossingAt({ pixels, width }: Skeleton, at: number): number {
  return crossingNumber[neighbourBits(pixels, width, at)] ?? 0;
}

/** For each pattern of `neighbourBits` the neighbours, as bit numbers, in which a ridge leaves: one per run, 4-neighbours preferred. */
const exitsOf: readonly (readonly number[])[] = Array.from({ length: 256 }, (_, bits) => {
  const set = (index: number): boolean => ((bits >> (index & 7)) & 1) === 1;
  // A diagonal next to a 4-neighbour belongs to the same ridge.
  return Array.from({ length: 8 }, (_, index) => index).filter(
    (index) => set(index) && (index % 2 === 0 || (!set(index + 1) && !set(index + 7))),
  );
});

function exitsAt({ pixels, width }: Skeleton, at: number): readonly number[] {
  return exitsOf[neighbourBits(pixels, width, at)] ?? [];
}

/** The first pixel of each ridge leaving `at`. */
export function exits(skeleton: Skeleton, at: number): number[] {
  return exitsAt(skeleton, at).map((index) => neighbour(skeleton, at, index));
}

/** The neighbour of a pixel that bit `index` of `neighbourBits` stands for. */
function neighbour({ width }: Skeleton, at: number, index: number): number {
  const down = index === 7 || index <= 1 ? -width : index >= 3 && index <= 5 ? width : 0;
  const right = index >= 1 && index <= 3 ? 1 : index >= 5 ? -1 : 0;
  return at + down + right;
}

/** Follows a ridge from `from` through its neighbour `first` until it ends, branches, or `limit` pixels are passed. */
export function walk(skeleton: Skeleton, from: number, first: number, limit: number): Walk {
  const path = [first];
  let before = from;
  let at = first;
  while (path.length < limit) {
    const crossing = crossingAt(skeleton, at);
    if (crossing >= 3) return { path, stop: 'branch' };
    const next = onward(skeleton, at, before, path.length === 1);
    if (next < 0) return { path, stop: 'ending' };
    before = at;
    at = next;
    path.push(at);
  }
  return { path, stop: crossingAt(skeleton, at) >= 3 ? 'branch' : 'limit' };
}

/** The exit of `at` that leads on, or −1; never back to `before`, and on the first step of a walk to nothing that touches it. */
function onward(skeleton: Skeleton, at: number, before: number, isFirst: boolean): number {
  for (const index of exitsAt(skeleton, at)) {
    const exit = neighbour(skeleton, at, index);
    if (exit !== before && !(isFirst && touches(skeleton, exit, before))) return exit;
  }
  return -1;
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
  for (const at of skeleton.line) if (skeleton.pixels[at] && wanted(crossingAt(skeleton, at))) found.push(at);
  return found;
}

function erase(skeleton: Skeleton, path: readonly number[], around: readonly number[]): void {
  for (const at of path) skeleton.pixels[at] = 0;
  const ring = [0, 1, 2, 3, 4, 5, 6, 7];
  const touched = around.flatMap((at) => [at, ...ring.map((index) => neighbour(skeleton, at, index))]);
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
