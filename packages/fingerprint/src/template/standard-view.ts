import { type FingerPosition, fingerPositions } from '../finger.ts';
import { extraction, imageLimits } from '../parameters.ts';
import { malformed, type RecordReader } from './record-reader.ts';
import type { Minutia, Template } from './template.ts';

/** Impression type codes that the three standards share. */
export const impressionCodes = {
  'live-plain': 0,
  'live-rolled': 1,
  'non-live-plain': 2,
  'non-live-rolled': 3,
  swipe: 8,
} as const;

export type Impression = keyof typeof impressionCodes;

/** One finger view of a standard minutia record. */
export interface StandardView {
  /** 0: the record does not say which finger. */
  readonly finger: FingerPosition | 0;
  /** 'other': latent, contactless and whatever else only some of the standards know. */
  readonly impression: Impression | 'other';
  /** 0 … 100 as the record's maker graded it; undefined where it did not. */
  readonly quality: number | undefined;
  readonly template: Template;
}

/** What is written beside the minutiae. */
export interface ViewLabel {
  readonly finger: FingerPosition | 0;
  readonly impression: Impression;
}

/** Size of an image in its own pixels, and pixels per centimetre. */
export interface RecordImage {
  readonly width: number;
  readonly height: number;
  readonly xPerCm: number;
  readonly yPerCm: number;
}

/** How the standards round 500 dpi to pixels per centimetre. */
export const nominalPerCm = 197;

const cmPerInch = 2.54;
const unreportedViewQuality = 50;

/** Reads width and height in pixels; 0 is refused. */
export function readSize(reader: RecordReader): Pick<RecordImage, 'width' | 'height'> {
  return { width: readPositive(reader, 'image width'), height: readPositive(reader, 'image height') };
}

function readPositive(reader: RecordReader, field: string): number {
  const at = reader.offset;
  const value = reader.u16(field);
  if (value === 0) throw malformed(at, `${field} is 0`);
  return value;
}

/** Reads the horizontal and the vertical resolution in pixels per centimetre, within `imageLimits`. */
export function readResolution(reader: RecordReader): Pick<RecordImage, 'xPerCm' | 'yPerCm'> {
  return { xPerCm: readPerCm(reader, 'x resolution'), yPerCm: readPerCm(reader, 'y resolution') };
}

function readPerCm(reader: RecordReader, field: string): number {
  const at = reader.offset;
  const perCm = reader.u16(field);
  if (perCm < imageLimits.minDpi / cmPerInch || perCm > imageLimits.maxDpi / cmPerInch)
    throw malformed(at, `${field} of ${perCm} px/cm is outside the accepted range`);
  return perCm;
}

/** Reads a finger position code, 0 … 10. */
export function readFinger(reader: RecordReader): FingerPosition | 0 {
  const at = reader.offset;
  const code = reader.u8('finger position');
  const finger = fingerPositions[code - 1];
  if (code !== 0 && !finger) throw malformed(at, `finger position ${code} is not one of 0 … 10`);
  return finger ?? 0;
}

export function impressionOf(code: number): Impression | 'other' {
  for (const [impression, known] of Object.entries(impressionCodes) as [Impression, number][])
    if (known === code) return impression;
  return 'other';
}

/**
 * Template of a view whose minutiae lie in the pixels of its own image, rescaled to 500 dpi. Of more minutiae than a template holds, the clearest are kept, as in extraction.
 * Throws `fingerprint-record-malformed`, pointing at the view, where the image is larger than a template can be.
 */
export function templateOf(
  image: RecordImage,
  minutiae: readonly Minutia[],
  quality: number | undefined,
  viewAt: number,
): Template {
  const toX = (px: number): number => (px * nominalPerCm) / image.xPerCm;
  const toY = (px: number): number => (px * nominalPerCm) / image.yPerCm;
  const widthPx = Math.ceil(toX(image.width));
  const heightPx = Math.ceil(toY(image.height));
  if (widthPx > extraction.maxSidePx || heightPx > extraction.maxSidePx)
    throw malformed(viewAt, `image of ${widthPx} × ${heightPx} px at 500 dpi is too large`);
  const placed = minutiae.map((minutia): Minutia => ({ ...minutia, x: toX(minutia.x), y: toY(minutia.y) }));
  return { widthPx, heightPx, minutiae: clearest(placed), quality: quality ?? unreportedViewQuality };
}

function clearest(minutiae: readonly Minutia[]): readonly Minutia[] {
  if (minutiae.length <= extraction.maxMinutiae) return minutiae;
  return minutiae.toSorted((a, b) => b.quality - a.quality).slice(0, extraction.maxMinutiae);
}
