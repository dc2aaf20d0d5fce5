import { fingerprintError } from '../errors.ts';
import { imageLimits } from '../parameters.ts';
import type { GreyImage } from './grey-image.ts';

/** An image as its file tells it. */
export interface FileImage extends Omit<GreyImage, 'dpi'> {
  /** Pixels per inch, where the file states a resolution that can be believed. */
  readonly statedDpi?: number | undefined;
}

/** A file format that can be read. */
export interface ImageFormat {
  /** Whether the first bytes are this format's. */
  recognises(bytes: Uint8Array): boolean;
  /** Whatever this throws that has no code of this package counts as `fingerprint-image-damaged`. */
  read(bytes: Uint8Array): FileImage;
}

/** Throws `fingerprint-image-size` unless both sides are whole and within `imageLimits`; to be asked before memory is. */
export function requireSize(width: number, height: number): void {
  const fits = (side: number): boolean => Number.isInteger(side) && side >= 1 && side <= imageLimits.maxSidePx;
  if (!fits(width) || !fits(height)) throw fingerprintError('fingerprint-image-size', { width, height });
}
