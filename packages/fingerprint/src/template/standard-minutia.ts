import { malformed, type RecordReader } from './record-reader.ts';
import type { RecordImage } from './standard-view.ts';
import type { Minutia, Template } from './template.ts';

/*
 * Minutia, 6 bytes: type in 2 bits and x in 14 | 2 reserved bits and y in 14 | angle u8 | quality u8, 1 … 100 or 0 for not reported.
 * ISO/IEC 19794-2:2011 may leave the quality byte out, and marks a quality that was not found with 254 or 255.
 */

/** What the standards and their variants do differently. */
export interface MinutiaLayout {
  /** Number of angle codes in a full turn: 256 in the ISO standards, 180 in ANSI INCITS 378. */
  readonly anglesPerTurn: number;
  readonly hasQuality: boolean;
  /** Quality codes that stand for "not reported". */
  readonly unreported: readonly number[];
}

export const minutiaBytes = 6;

const fullTurn = 2 * Math.PI;
const coordinateMask = 0x3fff;
const endingCode = 1;
const bifurcationCode = 2;
const unreportedQuality = 0.5;

/** Reads the given number of minutiae, in the pixels of the record's own image, each checked against the image and the layout. */
export function readMinutiae(
  reader: RecordReader,
  count: number,
  image: Pick<RecordImage, 'width' | 'height'>,
  layout: MinutiaLayout,
): readonly Minutia[] {
  return Array.from({ length: count }, () => readMinutia(reader, image, layout));
}

function readMinutia(
  reader: RecordReader,
  { width, height }: Pick<RecordImage, 'width' | 'height'>,
  { anglesPerTurn, hasQuality, unreported }: MinutiaLayout,
): Minutia {
  const typeAt = reader.offset;
  const typed = reader.u16('minutia type and x');
  const type = typed >> 14;
  if (type > bifurcationCode) throw malformed(typeAt, `minutia type ${type} is reserved`);
  const x = typed & coordinateMask;
  if (x >= width) throw malformed(typeAt, `minutia x ${x} is outside the width ${width}`);
  const yAt = reader.offset;
  const y = reader.u16('minutia y') & coordinateMask;
  if (y >= height) throw malformed(yAt, `minutia y ${y} is outside the height ${height}`);
  const angleAt = reader.offset;
  const angle = reader.u8('minutia angle');
  if (angle >= anglesPerTurn) throw malformed(angleAt, `angle code ${angle} is more than a turn`);
  const quality = hasQuality ? readQuality(reader, unreported) : unreportedQuality;
  const kind = type === bifurcationCode ? 'bifurcation' : 'ending';
  return { x, y, angle: (angle * fullTurn) / anglesPerTurn, kind, quality };
}

function readQuality(reader: RecordReader, unreported: readonly number[]): number {
  const at = reader.offset;
  const quality = reader.u8('minutia quality');
  if (unreported.includes(quality)) return unreportedQuality;
  if (quality > 100) throw malformed(at, `minutia quality ${quality} is above 100`);
  return quality / 100;
}

/** Writes the minutiae of a template one after another from byte `at`, coordinates in pixels at 500 dpi. */
export function writeMinutiae(view: DataView, at: number, template: Template, anglesPerTurn: number): void {
  for (const [index, minutia] of template.minutiae.entries()) {
    const start = at + index * minutiaBytes;
    const type = minutia.kind === 'bifurcation' ? bifurcationCode : endingCode;
    view.setUint16(start, (type << 14) | Math.min(Math.round(minutia.x), template.widthPx - 1));
    view.setUint16(start + 2, Math.min(Math.round(minutia.y), template.heightPx - 1));
    view.setUint8(start + 4, Math.round((minutia.angle * anglesPerTurn) / fullTurn) % anglesPerTurn);
    view.setUint8(start + 5, Math.max(1, Math.round(minutia.quality * 100)));
  }
}
