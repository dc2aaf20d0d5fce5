import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { accuracy, type EvaluationImage, evaluate, parseImageName } from './evaluate.ts';
import { decodeImageFile } from './image/decode.ts';
import { syntheticFinger } from './synthetic/finger.ts';
import { syntheticImpression } from './synthetic/impression.ts';

describe('file names', () => {
  it.each([
    ['101_1.tif', { finger: '101', impression: '1' }],
    ['1014_6.png', { finger: '1014', impression: '6' }],
    ['101_7_1.png', { finger: '101_7', impression: '1' }],
    ['A3_12.PGM', { finger: 'A3', impression: '12' }],
  ])('%s names a finger and an impression', (name, expected) => {
    expect(parseImageName(name)).toEqual(expected);
  });

  it.each(['README.md', '101.tif', '_1.tif', '101_a.tif', '101_1.jpg', '../101_1.tif'])(
    '%s is no image name',
    (name) => {
      expect(parseImageName(name)).toBeUndefined();
    },
  );
});

describe('error rates', () => {
  it('follow the scores', () => {
    const rates = accuracy([1, 5, 6, 7], [0, 0, 2, 3]);
    expect(rates).toMatchObject({ genuine: 4, impostor: 4, zeroFmr: 0.25 });
    expect(rates.eer).toBe(0.25);
    expect(accuracy([4, 5], [1, 2])).toMatchObject({ eer: 0, zeroFmr: 0 });
  });
});

describe('evaluation of synthetic fingers', () => {
  const fingers = [11, 12, 13].map((seed) => syntheticFinger(seed));
  const images = fingers.flatMap((finger): EvaluationImage[] =>
    [1, 2, 3].map((seed) => ({
      finger: `${finger.seed}`,
      impression: `${seed}`,
      image: syntheticImpression(finger, { seed, widthPx: 256, heightPx: 288, dpi: 500 }),
    })),
  );
  const tick = (): (() => number) => {
    let nowMs = 0;
    return () => (nowMs += 2);
  };

  it('tells every finger from every other', () => {
    const report = evaluate(images, { impostors: 'all', now: tick() });
    expect(report).toMatchObject({ images: 9, failuresToExtract: 0, genuine: 9, impostor: 27, eer: 0 });
    expect(report.zeroFmr).toBe(0);
    expect(report.extractMs).toEqual({ median: 2, p95: 2 });
    expect(report.templateBytes.median).toBeGreaterThan(100);
  });

  it('with first impostors, compares the first impressions only', () => {
    expect(evaluate(images, { impostors: 'first', now: tick() })).toMatchObject({ genuine: 9, impostor: 3 });
  });

  it('an image without a print counts as score 0 in its pairs', () => {
    const image = { width: 256, height: 288, dpi: 500, pixels: new Uint8Array(256 * 288).fill(240) };
    const withBlank = [...images, { finger: '11', impression: '4', image }];
    const report = evaluate(withBlank, { impostors: 'all', now: tick() });
    expect(report).toMatchObject({ failuresToExtract: 1, genuine: 12, impostor: 33 });
    expect(report.zeroFmr).toBeCloseTo(3 / 12);
  });
});

const realPrints = new URL('../../../../shared/data/fingerprints/fvc2002-db1b/', import.meta.url);

// Captured prints may not be part of the repository: where they are not beside it there is nothing to measure.
if (existsSync(realPrints)) {
  describe('real prints', () => {
    it('half of the fingers are told apart with an equal error rate below 3 %', { timeout: 60_000 }, () => {
      const images = readdirSync(realPrints).flatMap((name): EvaluationImage[] => {
        const parsed = parseImageName(name);
        if (!parsed || Number(parsed.finger) % 2 === 0 || Number(parsed.impression) > 6) return [];
        return [{ ...parsed, image: decodeImageFile(readFileSync(new URL(name, realPrints)), 500) }];
      });
      const report = evaluate(images, { impostors: 'all', now: () => performance.now() });
      expect(report).toMatchObject({ images: 30, genuine: 75, impostor: 360 });
      expect(report.eer).toBeLessThan(0.03);
    });
  });
}
