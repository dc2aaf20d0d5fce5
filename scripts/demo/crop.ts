import type { GreyImage } from '@custody-edge/fingerprint';

/** What a small sensor would see of a larger capture: the window around the middle of the ink, white beyond the edge. */
export function aroundInk(image: GreyImage, widthPx: number, heightPx: number): GreyImage {
  let ink = 0;
  let sumX = 0;
  let sumY = 0;
  for (let y = 0; y < image.height; y++) {
    for (let x = 0; x < image.width; x++) {
      const darkness = 255 - (image.pixels[y * image.width + x] ?? 255);
      if (darkness < 64) continue;
      ink += darkness;
      sumX += x * darkness;
      sumY += y * darkness;
    }
  }
  const left = Math.round((ink === 0 ? image.width / 2 : sumX / ink) - widthPx / 2);
  const top = Math.round((ink === 0 ? image.height / 2 : sumY / ink) - heightPx / 2);
  const pixels = new Uint8Array(widthPx * heightPx).fill(255);
  for (let y = Math.max(0, -top); y < Math.min(heightPx, image.height - top); y++) {
    for (let x = Math.max(0, -left); x < Math.min(widthPx, image.width - left); x++) {
      pixels[y * widthPx + x] = image.pixels[(y + top) * image.width + x + left] ?? 255;
    }
  }
  return { width: widthPx, height: heightPx, dpi: image.dpi, pixels };
}
