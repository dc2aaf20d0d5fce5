import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syntheticFinger } from '../synthetic/finger.ts';
import { type ImpressionOptions, syntheticImpression } from '../synthetic/impression.ts';
import type { QualityReason } from './quality-reasons.ts';
import { reasonSoFar } from './so-far.ts';

const size = { widthPx: 256, heightPx: 288, dpi: 500 };
const fingers = (['left-loop', 'whorl', 'arch'] as const).map((pattern, index) =>
  syntheticFinger(700 + index, { pattern }),
);

/** Any finger, of which any part has come, but at least `least` of the rows. */
function check(
  options: fc.Arbitrary<Partial<ImpressionOptions>>,
  least: number,
  expected: (found: QualityReason | undefined) => void,
) {
  const share = fc.double({ min: least, max: 1, noNaN: true });
  fc.assert(
    fc.property(fc.constantFrom(...fingers), fc.nat(10_000), options, share, (finger, seed, more, come) => {
      const { width, height, dpi, pixels } = syntheticImpression(finger, { ...size, seed, ...more });
      const part = pixels.subarray(0, Math.floor(come * height) * width);
      expected(reasonSoFar({ width, height, dpi, pixels: part }));
    }),
    { seed: 18, numRuns: 12 },
  );
}

describe('of a picture that still comes', () => {
  it('a finger that lies well gives nothing to do', () => {
    check(fc.constant({}), 0, (found) => expect(found).toBeUndefined());
  });

  it('a finger half beside the glass is to be moved', () => {
    const side = fc.constantFrom({ x: 135, y: 0 }, { x: -135, y: 0 });
    check(fc.record({ displacementPx: side }), 0.6, (found) => expect(found).toBe('off-middle'));
  });

  it('a finger that hardly touches is to press more firmly', () => {
    check(fc.constant({ contact: 0.4 }), 0.9, (found) => expect(found).toBe('too-little-area'));
  });

  it('an empty glass is one', () => {
    const blank = new Uint8Array(256 * 200).fill(230);
    expect(reasonSoFar({ width: 256, height: 288, dpi: 500, pixels: blank })).toBe('no-finger');
  });

  it('too few rows tell nothing', () => {
    expect(reasonSoFar({ width: 256, height: 288, dpi: 500, pixels: new Uint8Array(256 * 20) })).toBeUndefined();
    expect(reasonSoFar({ width: 256, height: 288, dpi: 500, pixels: new Uint8Array(0) })).toBeUndefined();
  });
});
