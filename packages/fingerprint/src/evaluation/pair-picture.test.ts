import { decode } from 'fast-png';
import { describe, expect, it } from 'vitest';
import type { Template } from '../template/template.ts';
import { pairPicture } from './pair-picture.ts';

const blank = (width: number, height: number, dpi: number) => ({
  width,
  height,
  dpi,
  pixels: new Uint8Array(width * height).fill(255),
});
const template: Template = {
  widthPx: 60,
  heightPx: 40,
  minutiae: [{ x: 20, y: 15, angle: 0, kind: 'ending', quality: 1 }],
  quality: 50,
};

describe('a picture of two prints', () => {
  it('shows both at 500 dpi, each with its own minutiae', () => {
    const picture = decode(
      pairPicture({ image: blank(60, 40, 500), template }, { image: blank(80, 100, 1000), template: undefined }),
    );
    expect(picture).toMatchObject({ width: 60 + 8 + 60, height: 50 });
    const isColoured = (x: number, y: number): boolean => {
      const at = (y * picture.width + x) * 3;
      return picture.data[at] !== picture.data[at + 1];
    };
    const columns = Array.from({ length: picture.width }, (_, x) => x).filter((x) =>
      Array.from({ length: picture.height }, (_, y) => y).some((y) => isColoured(x, y)),
    );
    expect(Math.min(...columns)).toBeGreaterThanOrEqual(16);
    expect(Math.max(...columns)).toBe(31);
  });
});
