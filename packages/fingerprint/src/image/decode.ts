import { isCustodyError } from '@custody-edge/foundation';
import { fingerprintError } from '../errors.ts';
import { imageLimits } from '../parameters.ts';
import { bmp } from './bmp.ts';
import type { GreyImage } from './grey-image.ts';
import type { ImageFormat } from './image-format.ts';
import { pgm } from './pgm.ts';
import { png } from './png.ts';
import { isPlausible, usualDpi } from './resolution.ts';
import { tiff } from './tiff.ts';

/** The formats that are read; a file is of the first that recognises it. */
const formats: readonly ImageFormat[] = [png, tiff, pgm, bmp];

/**
 * Reads a fingerprint image file: TIFF or PGM (P5) with 8-bit grey, PNG with 8-bit grey or colour, BMP with a palette of greys or with
 * colour. Colour becomes luma.
 * @param dpi the caller's word, which outweighs the file; without it the resolution that the file states, if it is the same both
 *   ways and within `imageLimits`, else 500
 * Throws `fingerprint-image-format`, `fingerprint-image-size` or `fingerprint-image-damaged`.
 */
export function decodeImageFile(bytes: Uint8Array, dpi?: number): GreyImage {
  if (bytes.length > imageLimits.maxFileBytes)
    throw fingerprintError('fingerprint-image-size', { bytes: bytes.length });
  if (dpi !== undefined && !isPlausible(dpi)) throw fingerprintError('fingerprint-image-size', { dpi });
  const format = formats.find(({ recognises }) => recognises(bytes));
  if (!format) throw fingerprintError('fingerprint-image-format', { firstBytes: [...bytes.subarray(0, 4)] });
  try {
    const { width, height, pixels, statedDpi } = format.read(bytes);
    if (pixels.length !== width * height) {
      throw fingerprintError('fingerprint-image-damaged', { width, height, pixels: pixels.length });
    }
    return { width, height, dpi: dpi ?? statedDpi ?? usualDpi, pixels };
  } catch (cause) {
    if (isCustodyError(cause)) throw cause;
    throw fingerprintError('fingerprint-image-damaged', {}, cause);
  }
}
