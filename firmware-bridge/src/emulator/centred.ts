import type { GreyPicture } from '../picture/grey-picture.ts';

export type { GreyPicture };

/** The middle of a picture at another size: cut where it is larger, white where it is smaller. */
export function centred(picture: GreyPicture, width: number, height: number): Uint8Array {
  const result = new Uint8Array(width * height).fill(255);
  const left = Math.floor((picture.width - width) / 2);
  const top = Math.floor((picture.height - height) / 2);
  const firstColumn = Math.max(0, -left);
  const lastColumn = Math.min(width, picture.width - left);
  for (let row = Math.max(0, -top); row < Math.min(height, picture.height - top); row++) {
    const source = (row + top) * picture.width + left;
    if (lastColumn > firstColumn)
      result.set(picture.pixels.subarray(source + firstColumn, source + lastColumn), row * width + firstColumn);
  }
  return result;
}
