import { describe, expect, it } from 'vitest';
import { extractTemplate } from '../extract/extract.ts';
import type { GreyImage } from '../image/grey-image.ts';
import { compareTemplates } from '../match/compare.ts';
import { operatingPoints } from '../match/operating-points.ts';
import { prepareTemplate } from '../match/prepare.ts';
import type { PreparedTemplate } from '../match/prepared-template.ts';
import { syntheticFinger } from './finger.ts';
import { type ImpressionOptions, syntheticImpression } from './impression.ts';

const scanner = { widthPx: 256, heightPx: 288, dpi: 500 };

/** A scanner that sends four bits a pixel: only the high nibble survives. */
function fourBits(image: GreyImage): GreyImage {
  return { ...image, pixels: image.pixels.map((grey) => (grey >> 4) * 17) };
}

function prepared(image: GreyImage): PreparedTemplate {
  const result = extractTemplate(image);
  if (!result.ok) throw new Error(result.error.reason);
  return prepareTemplate(result.value);
}

describe('synthetic prints', () => {
  const fingers = (['left-loop', 'whorl', 'arch', 'double-loop'] as const).map((pattern, index) =>
    syntheticFinger(300 + index, { pattern }),
  );
  const take = (finger: number, options: Partial<ImpressionOptions> & { seed: number }): PreparedTemplate => {
    const chosen = fingers[finger];
    if (!chosen) throw new Error('no such finger');
    return prepared(fourBits(syntheticImpression(chosen, { ...scanner, ...options })));
  };

  it('the same seed gives the same finger and the same image', () => {
    const again = syntheticFinger(300, { pattern: 'left-loop' });
    const [first] = fingers;
    if (!first) throw new Error('no finger');
    expect(again.master.values).toEqual(first.master.values);
    const options = { ...scanner, seed: 3 };
    expect(syntheticImpression(again, options)).toEqual(syntheticImpression(first, options));
    expect(syntheticImpression(again, { ...scanner, seed: 4 })).not.toEqual(syntheticImpression(first, options));
  });

  it('of three enrolled four-bit impressions one matches the next, and no other finger does', () => {
    const threshold = operatingPoints.release;
    const enrolled = fingers.map((_, index) => [1, 2, 3].map((seed) => take(index, { seed })));
    for (const [index] of fingers.entries()) {
      for (const seed of [4, 5]) {
        const probe = take(index, { seed });
        const best = enrolled.map((impressions) =>
          Math.max(...impressions.map((one) => compareTemplates(probe, one).score)),
        );
        expect(best[index]).toBeGreaterThan(threshold);
        expect(Math.max(...best.filter((_, other) => other !== index))).toBeLessThan(threshold);
      }
    }
  });

  it('a turned, displaced print still matches', () => {
    const { score } = compareTemplates(
      take(1, { seed: 1, rotation: -0.4 }),
      take(1, { seed: 2, rotation: 0.5, displacementPx: { x: 15, y: -12 } }),
    );
    expect(score).toBeGreaterThan(operatingPoints.release);
  });

  it('a fingertip that barely touches gives fewer minutiae or none', () => {
    const [finger] = fingers;
    if (!finger) throw new Error('no finger');
    const whole = extractTemplate(syntheticImpression(finger, { ...scanner, seed: 1, contact: 1 }));
    const partial = extractTemplate(syntheticImpression(finger, { ...scanner, seed: 1, contact: 0.45 }));
    if (!whole.ok) throw new Error(whole.error.reason);
    expect(partial.ok ? partial.value.minutiae.length : 0).toBeLessThan(whole.value.minutiae.length);
  });
});
