import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, smoothField } from '../synthetic/random.ts';
import { cleanSkeleton, crossingAt } from './skeleton.ts';
import { type Skeleton, thin, thinRidges, thinRidgesPlainly } from './thin.ts';

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
  it('was built', () => {
    expect(thinRidges).not.toBe(thinRidgesPlainly);
  });

  it('gives the same pixels fast and plain, whatever the size before', () => {
    const size = { width: fc.integer({ min: 3, max: 270 }), height: fc.integer({ min: 3, max: 40 }) };
    fc.assert(
      fc.property(fc.nat(), fc.record(size), fc.integer({ min: 1, max: 9 }), (seed, { width, height }, featurePx) => {
        const random = seededRandom(seed);
        const field = smoothField(random, width, height, featurePx);
        const level = random.between(-1, 1);
        const pixels = new Uint8Array(width * height);
        for (let y = 1; y < height - 1; y += 1) {
          for (let x = 1; x < width - 1; x += 1) pixels[y * width + x] = field(x, y) < level ? 1 : 0;
        }
        expect(thinRidges({ width, height, pixels })).toEqual(thinRidgesPlainly({ width, height, pixels }));
      }),
      { seed: 10, numRuns: 200 },
    );
  });

  it('a thick bar becomes a line with two ends', () => {
    const skeleton = thin({ ...skeletonOf([bar, bar, bar, bar]), height: 6 });
    expect(nodeCounts(skeleton)).toEqual({ endings: 2, forks: 0 });
  });

  it('a thick fork keeps one bifurcation', () => {
    const stem = Array.from({ length: 20 }, () => '                  ####                  ');
    const skeleton = thin({ ...skeletonOf([bar, bar, bar, ...stem]), height: 25 });
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
