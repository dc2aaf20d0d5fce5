import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GreyImage } from '../image/grey-image.ts';
import { compareTemplates } from '../match/compare.ts';
import { operatingPoints } from '../match/operating-points.ts';
import { prepareTemplate } from '../match/prepare.ts';
import { extraction } from '../parameters.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { seededRandom } from '../synthetic/random.ts';
import { extractTemplate } from './extract.ts';

const size = { widthPx: 256, heightPx: 288, dpi: 500 };
const finger = syntheticFinger(4);

function painted(width: number, height: number, grey: (x: number, y: number) => number): GreyImage {
  const pixels = Uint8Array.from({ length: width * height }, (_, at) => grey(at % width, Math.floor(at / width)));
  return { width, height, dpi: 500, pixels };
}

describe('extraction', () => {
  it('a clean print gives a template with minutiae inside the image', () => {
    const result = extractTemplate(syntheticImpression(finger, { ...size, seed: 1 }));
    if (!result.ok) throw new Error(result.error.reason);
    expect(result.value.quality).toBeGreaterThan(50);
    expect(result.value.minutiae.length).toBeGreaterThan(12);
    for (const { x, y, angle, quality } of result.value.minutiae) {
      expect(x >= 0 && x < 256 && y >= 0 && y < 288).toBe(true);
      expect(angle >= 0 && angle < 2 * Math.PI).toBe(true);
      expect(quality >= 0 && quality <= 1).toBe(true);
    }
  });

  it('the same image gives the same template', () => {
    const image = syntheticImpression(finger, { ...size, seed: 1 });
    expect(extractTemplate(image)).toEqual(extractTemplate(image));
  });

  it('an image gives the same template after another image, of whatever size, as before', () => {
    const image = syntheticImpression(finger, { ...size, seed: 1 });
    const before = extractTemplate(image);
    const side = fc.integer({ min: extraction.minSidePx, max: 400 });
    fc.assert(
      fc.property(fc.nat(), side, side, (seed, widthPx, heightPx) => {
        extractTemplate(syntheticImpression(finger, { widthPx, heightPx, dpi: 500, seed }));
        expect(extractTemplate(image)).toEqual(before);
      }),
      { seed: 2, numRuns: 12 },
    );
  });

  it('a print scanned at another resolution matches itself at 500 dpi', () => {
    const conditions = { seed: 3, noise: 2, dryness: 0 };
    const at500 = extractTemplate(syntheticImpression(finger, { ...size, ...conditions }));
    const at569 = extractTemplate(
      syntheticImpression(finger, { widthPx: 291, heightPx: 328, dpi: 569, ...conditions }),
    );
    if (!at500.ok || !at569.ok) throw new Error('refused');
    expect(Math.abs(at569.value.widthPx - 256)).toBeLessThan(2);
    const { score } = compareTemplates(prepareTemplate(at500.value), prepareTemplate(at569.value));
    expect(score).toBeGreaterThan(2 * operatingPoints.release);
  });

  it.each([
    ['a blank plate', painted(256, 288, () => 230)],
    ['sensor noise', noise()],
    ['a hard edge', painted(256, 288, (x) => (x < 128 ? 40 : 220))],
    ['a checkerboard of large squares', painted(256, 288, (x, y) => (((x >> 5) + (y >> 5)) % 2 === 0 ? 40 : 220))],
  ])('%s is refused as no fingerprint', (_name, image) => {
    expect(extractTemplate(image)).toMatchObject({ ok: false, error: { reason: 'no-fingerprint' } });
  });

  it('ridges without minutiae are refused as too few', () => {
    const stripes = painted(256, 288, (x) => 128 + 100 * Math.cos((2 * Math.PI * x) / 9));
    expect(extractTemplate(stripes)).toMatchObject({ ok: false, error: { reason: 'too-few-minutiae' } });
  });

  it('an image too small or too large for a finger is refused by its size', () => {
    const refusal = { ok: false, error: { reason: 'image-size' } };
    expect(extractTemplate(painted(64, 80, () => 0))).toMatchObject(refusal);
    expect(extractTemplate(painted(1600, 200, () => 0))).toMatchObject(refusal);
  });
});

function noise(): GreyImage {
  const random = seededRandom(9);
  return painted(256, 288, () => Math.floor(256 * random.uniform()));
}
