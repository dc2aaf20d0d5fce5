import type { GreyImage } from './grey-image.ts';

/** The same image at another resolution, bilinear with pixel centres kept in place; the image itself if nothing changes. */
export function rescaleToDpi(image: GreyImage, dpi: number): GreyImage {
  if (image.dpi === dpi) return image;
  const scale = dpi / image.dpi;
  const width = Math.max(1, Math.round(image.width * scale));
  const height = Math.max(1, Math.round(image.height * scale));
  const pixels = new Uint8Array(width * height);
  const clamp = (value: number, limit: number): number => Math.min(Math.max(value, 0), limit);
  for (let y = 0; y < height; y += 1) {
    const sourceY = clamp((y + 0.5) / scale - 0.5, image.height - 1);
    const top = Math.floor(sourceY);
    const bottom = Math.min(top + 1, image.height - 1);
    const down = sourceY - top;
    for (let x = 0; x < width; x += 1) {
      const sourceX = clamp((x + 0.5) / scale - 0.5, image.width - 1);
      const left = Math.floor(sourceX);
      const right = Math.min(left + 1, image.width - 1);
      const along = sourceX - left;
      const at = (row: number, column: number): number => image.pixels[row * image.width + column] ?? 0;
      const upper = at(top, left) * (1 - along) + at(top, right) * along;
      const lower = at(bottom, left) * (1 - along) + at(bottom, right) * along;
      pixels[y * width + x] = Math.round(upper * (1 - down) + lower * down);
    }
  }
  return { width, height, dpi, pixels };
}
