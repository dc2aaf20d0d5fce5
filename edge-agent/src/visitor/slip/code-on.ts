import { type Bitmap, isBlackAt } from '@custody-edge/foundation';
import decodeQR from 'qr/decode.js';

/** What a reader makes of the code on a slip. @throws where there is none to be read */
export function codeOn(picture: Bitmap): string {
  const { width, height } = picture;
  const data = new Uint8ClampedArray(width * height * 4).fill(255);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      if (isBlackAt(picture, x, y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3);
  return decodeQR({ width, height, data });
}
