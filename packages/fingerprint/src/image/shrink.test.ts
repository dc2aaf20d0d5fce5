import fc from 'fast-check';
import { expect, it } from 'vitest';
import { shrink } from './shrink.ts';

const side = fc.integer({ min: 1, max: 60 });

it('a shrunken picture fits, and each pixel lies among those that it stands for', () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 60 }), fc.nat(255), (width, height, longest, grey) => {
      const small = shrink({ width, height, pixels: new Uint8Array(width * height).fill(grey) }, longest);
      expect(Math.max(small.width, small.height)).toBeLessThanOrEqual(longest);
      expect(small.pixels).toHaveLength(small.width * small.height);
      expect(small.pixels.every((pixel) => pixel === grey)).toBe(true);
    }),
    { seed: 19 },
  );
});

it('of a picture that still comes, whole rows are shown and the rest is missing', () => {
  const come = Uint8Array.from([0, 100, 200, 200, 100, 0, 200, 200, 9, 9, 9, 9]);
  expect(shrink({ width: 4, height: 6, pixels: come }, 3)).toEqual({
    width: 2,
    height: 3,
    pixels: Uint8Array.from([50, 200]),
  });
});
