import { drawMinutiae, Strip } from '../extract/picture.ts';
import type { GreyImage } from '../image/grey-image.ts';
import { rescaleToDpi } from '../image/rescale.ts';
import { extraction } from '../parameters.ts';
import type { Template } from '../template/template.ts';

/** A print to look at; without a template no minutiae are drawn. */
export interface PicturedPrint {
  readonly image: GreyImage;
  readonly template: Template | undefined;
}

/** Two prints side by side at 500 dpi with their minutiae (endings red, bifurcations green), as a PNG. */
export function pairPicture(a: PicturedPrint, b: PicturedPrint): Uint8Array {
  const scaled = [a, b].map(({ image }) => rescaleToDpi(image, extraction.dpi));
  const width = Math.max(...scaled.map((image) => image.width));
  const height = Math.max(...scaled.map((image) => image.height));
  const strip = new Strip(2, width, height);
  for (const [index, { template }] of [a, b].entries()) {
    const image = scaled[index];
    if (!image) continue;
    const shown = template ?? { widthPx: image.width, heightPx: image.height, minutiae: [], quality: 0 };
    drawMinutiae(strip.panel(index), { image: onPaper(image, width, height), template: shown });
  }
  return strip.toPng();
}

/** The image in the upper left of a white sheet. */
function onPaper(image: GreyImage, width: number, height: number): GreyImage {
  const pixels = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < image.height; y += 1) {
    pixels.set(image.pixels.subarray(y * image.width, (y + 1) * image.width), y * width);
  }
  return { width, height, dpi: image.dpi, pixels };
}
