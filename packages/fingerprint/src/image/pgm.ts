import { fingerprintError } from '../errors.ts';
import { type FileImage, type ImageFormat, requireSize } from './image-format.ts';

/** Binary portable greymap (P5) of 8 bits; it states no resolution. */
export const pgm: ImageFormat = {
  recognises: ([first, second]) => first === 0x50 && second === 0x35,
  read,
};

function read(bytes: Uint8Array): FileImage {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  const header = /^P5(?:\s+|#[^\n]*\n)+(\d{1,6})\s+(?:#[^\n]*\n)*(\d{1,6})\s+(?:#[^\n]*\n)*(\d{1,5})\s/.exec(text);
  if (!header) throw fingerprintError('fingerprint-image-damaged', { format: 'pgm' });
  const width = Number(header[1]);
  const height = Number(header[2]);
  requireSize(width, height);
  if (header[3] !== '255') throw fingerprintError('fingerprint-image-format', { maximum: header[3] });
  const start = header[0].length;
  return { width, height, pixels: Uint8Array.from(bytes.subarray(start, start + width * height)) };
}
