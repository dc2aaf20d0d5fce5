import { fingerprintError } from '../errors.ts';
import type { GreyImage } from './grey-image.ts';
import { requireSize } from './image-format.ts';
import { unpackSamples } from './packed-samples.ts';
import { isPlausible, usualDpi } from './resolution.ts';

/** How a sensor lays out the pixels it sends, row by row from the top left, with nothing before, between or behind them. */
export interface RawLayout {
  readonly width: number;
  readonly height: number;
  /** 8: a byte a pixel. 4: two pixels a byte, the left one in the high half, as modules of the 0xEF01 protocol send them. */
  readonly bitsPerPixel: 4 | 8;
}

/**
 * Reads a sensor's dump of grey pixels, 0 black; those of 4 bits are widened to 0 … 255.
 * Throws `fingerprint-image-size` for a layout or a resolution outside `imageLimits`, or an odd width of 4-bit pixels, and
 * `fingerprint-image-damaged` if the dump is shorter or longer than its layout.
 */
export function decodeRawImage(
  bytes: Uint8Array,
  { width, height, bitsPerPixel }: RawLayout,
  dpi: number = usualDpi,
): GreyImage {
  requireSize(width, height);
  if (!isPlausible(dpi)) throw fingerprintError('fingerprint-image-size', { dpi });
  const rowBytes = (width * bitsPerPixel) / 8;
  if (!Number.isInteger(rowBytes)) throw fingerprintError('fingerprint-image-size', { width, bitsPerPixel });
  if (bytes.length !== rowBytes * height) {
    throw fingerprintError('fingerprint-image-damaged', { width, height, bitsPerPixel, bytes: bytes.length });
  }
  const widening = 255 / (2 ** bitsPerPixel - 1);
  return { width, height, dpi, pixels: unpackSamples(bytes, bitsPerPixel).map((sample) => sample * widening) };
}
