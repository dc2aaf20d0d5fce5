import { describe, expect, it } from 'vitest';
import { cleanSkeleton, crossingAt, type Skeleton } from './skeleton.ts';
import { thin } from './thin.ts';

/** Draws `#` as ridge inside a frame of background. */
function skeletonOf(rows: readonly string[]): Skeleton {
  const width = Math.max(...rows.map((row) => row.length)) + 2;
  const pixels = new Uint8Array(width * (rows.length + 2));
  for (const [y, row] of rows.entries()) {
    for (const [x, mark] of [...row].entries()) if (mark === '#') pixels[(y + 1) * width + x + 1] = 1;
  }
  const line = Int32Array.from(pixels.keys()).filter((at) => pixels[at]);
  return { width, pixels, line };
}

function nodeCounts(skeleton: Skeleton): { endings: number; forks: number } {
  let endings = 0;
  let forks = 0;
  for (let at = 0; at < skeleton.pixels.length; at += 1) {
    if (!skeleton.pixels[at]) continue;
    const crossing = crossingAt(skeleton, at);
    if (crossing === 1) endings += 1;
    if (crossing >= 3) forks += 1;
  }
  return { endings, forks };
}

const bar = '#'.repeat(40);

describe('thinning', () => {
  it('a thick bar becomes a line with two ends', () => {
    const skeleton = skeletonOf([bar, bar, bar, bar]);
    thin(skeleton.pixels, skeleton.width);
    expect(nodeCounts(skeleton)).toEqual({ endings: 2, forks: 0 });
  });

  it('a thick fork keeps one bifurcation', () => {
    const stem = Array.from({ length: 20 }, () => '                  ####                  ');
    const skeleton = skeletonOf([bar, bar, bar, ...stem]);
    thin(skeleton.pixels, skeleton.width);
    expect(nodeCounts(skeleton)).toEqual({ endings: 3, forks: 1 });
  });
});

describe('skeleton cleaning', () => {
  const alongX = (): number => 0;

  it('a spur disappears and leaves the ridge whole', () => {
    const skeleton = skeletonOf([bar, '             #', '              #', '              #']);
    cleanSkeleton(skeleton, alongX);
    expect(nodeCounts(skeleton)).toEqual({ endings: 2, forks: 0 });
  });

  it('a bridge between two ridges disappears and a true fork stays', () => {
    const bridged = skeletonOf([bar, ...Array.from({ length: 6 }, () => '                   #'), bar]);
    cleanSkeleton(bridged, alongX);
    expect(nodeCounts(bridged)).toEqual({ endings: 4, forks: 0 });
    const fork = skeletonOf([bar, ...Array.from({ length: 24 }, () => '                   #')]);
    cleanSkeleton(fork, () => Math.PI / 2);
    expect(nodeCounts(fork)).toEqual({ endings: 3, forks: 1 });
  });

  it('a fragment between two endings disappears', () => {
    const skeleton = skeletonOf(['########', '', bar]);
    cleanSkeleton(skeleton, alongX);
    expect(nodeCounts(skeleton)).toEqual({ endings: 2, forks: 0 });
  });
});
