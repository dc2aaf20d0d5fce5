import { isCustodyError } from '@custody-edge/foundation';
import { type DecodedPng, decode as decodePng, hasPngSignature } from 'fast-png';
import { decode as decodeTiff } from 'tiff';
import { fingerprintError } from '../errors.ts';
import { imageLimits } from '../parameters.ts';
import type { GreyImage } from './grey-image.ts';

/**
 * Reads a fingerprint image file: TIFF or PGM (P5) with 8-bit grey, PNG with 8-bit grey or colour (colour becomes luma,
 * ITU-R BT.601 weights).
 * @param dpi the caller's word, which outweighs the file; without it the resolution that a PNG or TIFF states, if it is the same both
 *   ways and within `imageLimits`, else 500
 * Throws `fingerprint-image-format`, `fingerprint-image-size` or `fingerprint-image-damaged`.
 */
export function decodeImageFile(bytes: Uint8Array, dpi?: number): GreyImage {
  if (bytes.length > imageLimits.maxFileBytes)
    throw fingerprintError('fingerprint-image-size', { bytes: bytes.length });
  if (dpi !== undefined && !isPlausible(dpi)) throw fingerprintError('fingerprint-image-size', { dpi });
  const decode = decoderFor(bytes);
  if (!decode) throw fingerprintError('fingerprint-image-format', { firstBytes: [...bytes.subarray(0, 4)] });
  try {
    const { width, height, pixels, statedDpi } = decode(bytes);
    if (pixels.length !== width * height) {
      throw fingerprintError('fingerprint-image-damaged', { width, height, pixels: pixels.length });
    }
    return { width, height, dpi: dpi ?? statedDpi ?? usualDpi, pixels };
  } catch (cause) {
    if (isCustodyError(cause)) throw cause;
    throw fingerprintError('fingerprint-image-damaged', {}, cause);
  }
}

const usualDpi = 500;

const isPlausible = (dpi: number): boolean => dpi >= imageLimits.minDpi && dpi <= imageLimits.maxDpi;

interface Grid extends Omit<GreyImage, 'dpi'> {
  readonly statedDpi?: number | undefined;
}

/** The resolution that a file states in pixels per inch, if it can be believed; scanners leave the field wrong or empty. */
function believable(across: number, down: number): number | undefined {
  const dpi = Math.round(across);
  return dpi === Math.round(down) && isPlausible(dpi) ? dpi : undefined;
}

function decoderFor(bytes: Uint8Array): ((bytes: Uint8Array) => Grid) | undefined {
  if (hasPngSignature(bytes.subarray(0, 8))) return readPng;
  const [a, b, c, d] = bytes;
  if (a === 0x49 && b === 0x49 && c === 42 && d === 0) return readTiff;
  if (a === 0x4d && b === 0x4d && c === 0 && d === 42) return readTiff;
  if (a === 0x50 && b === 0x35) return readPgm;
  return undefined;
}

function requireSize(width: number, height: number): void {
  const fits = (side: number): boolean => Number.isInteger(side) && side >= 1 && side <= imageLimits.maxSidePx;
  if (!fits(width) || !fits(height)) throw fingerprintError('fingerprint-image-size', { width, height });
}

const metresPerInch = 0.0254;

function readPng(bytes: Uint8Array): Grid {
  if (bytes.length < 33) throw fingerprintError('fingerprint-image-damaged', { bytes: bytes.length });
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  requireSize(header.getUint32(16), header.getUint32(20));
  const png = decodePng(bytes, { checkCrc: true });
  if (png.depth !== 8 || png.palette) throw fingerprintError('fingerprint-image-format', { depth: png.depth });
  const { resolution } = png;
  const perMetre = resolution?.unit === 1 ? resolution : undefined;
  const statedDpi = perMetre && believable(perMetre.x * metresPerInch, perMetre.y * metresPerInch);
  return { width: png.width, height: png.height, pixels: greyOf(png), statedDpi };
}

function greyOf({ width, height, channels, data }: DecodedPng): Uint8Array {
  if (data.length !== width * height * channels) {
    throw fingerprintError('fingerprint-image-damaged', { width, height, channels, samples: data.length });
  }
  if (channels === 1) return Uint8Array.from(data);
  const grey = new Uint8Array(width * height);
  for (let index = 0; index < grey.length; index += 1) {
    const at = index * channels;
    const first = data[at] ?? 0;
    grey[index] =
      channels < 3 ? first : Math.round(0.299 * first + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
  }
  return grey;
}

/** TIFF's ResolutionUnit: 2 inch, 3 centimetre; others state no resolution. */
const unitsPerInch = new Map([
  [2, 1],
  [3, 2.54],
]);

function readTiff(bytes: Uint8Array): Grid {
  const [header] = decodeTiff(bytes, { pages: [0], ignoreImageData: true });
  if (!header) throw fingerprintError('fingerprint-image-damaged', { pages: 0 });
  requireSize(header.width, header.height);
  if (header.samplesPerPixel !== 1 || header.bitsPerSample !== 8 || header.type > 1) {
    throw fingerprintError('fingerprint-image-format', {
      samplesPerPixel: header.samplesPerPixel,
      bitsPerSample: header.bitsPerSample,
    });
  }
  const [page] = decodeTiff(bytes, { pages: [0] });
  if (!page) throw fingerprintError('fingerprint-image-damaged', { pages: 0 });
  const perInch = unitsPerInch.get(page.resolutionUnit);
  const statedDpi = perInch && believable(page.xResolution * perInch, page.yResolution * perInch);
  return { width: page.width, height: page.height, pixels: Uint8Array.from(page.data), statedDpi };
}

function readPgm(bytes: Uint8Array): Grid {
  const text = new TextDecoder('latin1').decode(bytes.subarray(0, 512));
  const header = /^P5(?:\s+|#[^\n]*\n)+(\d{1,6})\s+(?:#[^\n]*\n)*(\d{1,6})\s+(?:#[^\n]*\n)*(\d{1,5})\s/.exec(text);
  if (!header) throw fingerprintError('fingerprint-image-damaged', { format: 'pgm' });
  const width = Number(header[1]);
  const height = Number(header[2]);
  requireSize(width, height);
  if (header[3] !== '255') throw fingerprintError('fingerprint-image-format', { maximum: header[3] });
  const start = header[0].length;
  return { width, height, pixels: bytes.slice(start, start + width * height) };
}
