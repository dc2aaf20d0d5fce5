import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { decodeImageFile } from '../image/decode.ts';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { type EvaluationImage, evaluate } from './evaluate.ts';
import { parseImageName } from './image-name.ts';

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
    const { report, pairs } = evaluate(images, { impostors: 'all', now: tick() });
    expect(report).toMatchObject({ images: 9, failuresToExtract: 0, genuine: 9, impostor: 27, eer: 0, zeroFmr: 0 });
    expect(report.extractMs).toEqual({ median: 2, p95: 2 });
    expect(report.templateBytes.median).toBeGreaterThan(100);
    const worst = Math.min(...pairs.genuine.map(({ score }) => score));
    expect(worst).toBeGreaterThan(Math.max(...pairs.impostor.map(({ score }) => score)));
  });

  it('with first impostors, compares the first impressions only, in whatever order the images come', () => {
    const { report, images: ordered, pairs } = evaluate(images.toReversed(), { impostors: 'first', now: tick() });
    expect(report).toMatchObject({ genuine: 9, impostor: 3 });
    for (const { a, b } of pairs.impostor) expect([ordered[a]?.impression, ordered[b]?.impression]).toEqual(['1', '1']);
  });

  it('an image without a print counts as score 0 in its pairs', () => {
    const image = { width: 256, height: 288, dpi: 500, pixels: new Uint8Array(256 * 288).fill(240) };
    const withBlank = [...images, { finger: '11', impression: '4', image }];
    const { report } = evaluate(withBlank, { impostors: 'all', now: tick() });
    expect(report).toMatchObject({ failuresToExtract: 1, genuine: 12, impostor: 33 });
    expect(report.zeroFmr).toBeCloseTo(3 / 12);
  });

  it('compares what a format leaves of the templates', () => {
    const { report } = evaluate(images, {
      impostors: 'all',
      now: tick(),
      through: (template) => ({ ...template, minutiae: [] }),
    });
    expect(report).toMatchObject({ failuresToExtract: 0, zeroFmr: 1 });
  });

  it('tells how far it has come', () => {
    const told: string[] = [];
    evaluate(images, {
      impostors: 'first',
      now: tick(),
      progress: (done, of, what) => told.push(`${done}/${of} ${what}`),
    });
    expect(told.at(-1)).toBe('9/9 images');
  });
});

const captured = new URL('../../../../../shared/data/fingerprints/', import.meta.url);

// Captured prints may not be part of the repository: where they are not beside it there is nothing to measure.
if (existsSync(captured)) {
  describe('captured prints', () => {
    it.each([
      { folder: 'fvc2002-db1b', dpi: 500, worstEer: 0.02 },
      { folder: 'fvc2002-db3b', dpi: 500, worstEer: 0.025 },
      { folder: 'fvc2004-db2b', dpi: 512, worstEer: 0.09 },
      { folder: 'fvc2004-db4b', dpi: 500, worstEer: 0.05 },
    ])('$folder: equal error rate of all pairs', { timeout: 60_000 }, ({ folder, dpi, worstEer }) => {
      const images = readdirSync(new URL(folder, captured)).flatMap((name): EvaluationImage[] => {
        const parsed = parseImageName(name);
        if (!parsed) return [];
        return [{ ...parsed, image: decodeImageFile(readFileSync(new URL(`${folder}/${name}`, captured)), dpi) }];
      });
      const { report } = evaluate(images, { impostors: 'all', now: () => performance.now() });
      expect(report).toMatchObject({ images: 80, genuine: 280, impostor: 2880, failuresToExtract: 0 });
      expect(report.eer).toBeLessThanOrEqual(worstEer);
    });
  });
}
