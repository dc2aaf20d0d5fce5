import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import { syntheticFinger } from '../synthetic/finger.ts';
import { syntheticImpression } from '../synthetic/impression.ts';
import { extractInStages } from './extract.ts';
import { stagesPicture } from './picture.ts';

describe('picture of the stages', () => {
  it('shows six panels: grey, lines in blue, and every minutia in its colour', () => {
    const image = syntheticImpression(syntheticFinger(5), { seed: 1, widthPx: 256, heightPx: 288, dpi: 500 });
    const stages = extractInStages(image);
    if (!stages.ok) throw new Error(stages.error.reason);
    const { width, height, channels, data } = decode(stagesPicture(stages.value));
    expect({ width, height, channels }).toEqual({ width: 6 * 256 + 5 * 8, height: 288, channels: 3 });
    const colourAt = (panel: number, x: number, y: number): number[] => {
      const at = (Math.round(y) * width + panel * 264 + Math.round(x)) * 3;
      return [...data.subarray(at, at + 3)];
    };
    expect(colourAt(0, 100, 100)).toEqual(Array(3).fill(image.pixels[100 * 256 + 100]));
    for (const { x, y, kind } of stages.value.template.minutiae) {
      const [red = 0, green = 0] = colourAt(5, x, y);
      expect(kind === 'ending' ? red > green : green > red).toBe(true);
    }
    const skeletonInk = stages.value.skeleton.filter(Boolean).length;
    const drawn = Array.from({ length: 256 * 288 }, (_, at) => colourAt(4, at % 256, Math.floor(at / 256))[0]);
    expect(drawn.filter((level) => level === 30)).toHaveLength(skeletonInk);
  });
});
