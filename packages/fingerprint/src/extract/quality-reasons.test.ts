import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../image/grey-image.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { type ImpressionOptions, syntheticImpression } from '../synthetic/impression.ts';
import { extractInStages } from './extract.ts';
import type { QualityReason } from './quality-reasons.ts';

const size = { widthPx: 256, heightPx: 288, dpi: 500 };
const fingers = (['left-loop', 'whorl', 'arch'] as const).map((pattern, index) =>
  syntheticFinger(600 + index, { pattern }),
);

function reasonsOf(image: GreyImage): readonly QualityReason[] {
  const result = extractInStages(image);
  return result.ok ? result.value.reasons : result.error.because;
}

const anyFinger = fc.nat(fingers.length - 1);

function impression(index: number, options: Partial<ImpressionOptions> & { readonly seed: number }): GreyImage {
  const finger = fingers[index];
  if (!finger) throw new RangeError('no such finger');
  return syntheticImpression(finger, { ...size, ...options });
}

const part = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Every finger, whatever else is drawn from the seed. */
function check(
  conditions: fc.Arbitrary<Partial<ImpressionOptions>>,
  expected: (found: readonly QualityReason[]) => void,
) {
  fc.assert(
    fc.property(anyFinger, fc.nat(10_000), conditions, (index, seed, more) => {
      expected(reasonsOf(impression(index, { seed, ...more })));
    }),
    { seed: 17, numRuns: 10 },
  );
}

describe('a print that is', () => {
  it('good gives no reason to ask again', () => {
    check(fc.constant({}), (found) => expect(found).toEqual([]));
  });

  it('very dry is called so, and nothing else', () => {
    check(fc.record({ dryness: part(0.95, 1), pressure: part(-0.8, 0) }), (found) =>
      expect(found).toEqual(['too-dry']),
    );
  });

  it('wet is called so first, also when it gives no template', () => {
    check(fc.record({ wetness: part(0.65, 1) }), (found) => expect(found[0]).toBe('too-wet'));
  });

  it('the tip or the side of a finger shows too little', () => {
    check(fc.record({ contact: part(0.35, 0.6) }), (found) => expect(found).toEqual(['too-little-area']));
  });

  it('at the edge of the glass is off its middle', () => {
    const side = fc.constantFrom({ x: 135, y: 0 }, { x: -135, y: 0 }, { x: 0, y: 165 }, { x: 0, y: -165 });
    check(fc.record({ displacementPx: side }), (found) => expect(found).toEqual(['off-middle']));
  });

  it('smeared by motion in any direction is called so, and nothing else', () => {
    const motion = fc.record({ lengthPx: part(7, 9), direction: part(0, Math.PI) });
    const motionPx = motion.map(({ lengthPx, direction }) => ({
      x: lengthPx * Math.cos(direction),
      y: lengthPx * Math.sin(direction),
    }));
    check(fc.record({ motionPx }), (found) => expect(found).toEqual(['moved']));
  });

  it('not there at all is no finger', () => {
    const blank = { width: 256, height: 288, dpi: 500, pixels: new Uint8Array(256 * 288).fill(230) };
    expect(reasonsOf(blank)).toEqual(['no-finger']);
  });

  it('heavy or light, but clear, gives no reason to ask again', () => {
    check(fc.record({ pressure: part(-0.6, 0.8), dryness: fc.constant(0) }), (found) => expect(found).toEqual([]));
  });
});

describe('quality', () => {
  const qualityOf = (image: GreyImage): number => {
    const result = extractInStages(image);
    return result.ok ? result.value.template.quality : 0;
  };

  it('of a dry, wet, partial or smeared print is below that of the good print of the same finger', () => {
    const worse = fc.constantFrom<Partial<ImpressionOptions>>(
      { dryness: 1 },
      { wetness: 0.6 },
      { contact: 0.5 },
      { motionPx: { x: 5, y: 5 } },
    );
    fc.assert(
      fc.property(anyFinger, fc.nat(10_000), worse, (index, seed, more) => {
        const good = qualityOf(impression(index, { seed, dryness: 0.2 }));
        expect(qualityOf(impression(index, { seed, dryness: 0.2, ...more }))).toBeLessThan(good);
        expect(good).toBeLessThanOrEqual(100);
      }),
      { seed: 18, numRuns: 6 },
    );
  });
});
