import { malformed, type RecordReader } from './record-reader.ts';
import { lengthAt, newRecord, version30 } from './standard-header.ts';
import { minutiaBytes, readMinutiae, writeMinutiae } from './standard-minutia.ts';
import {
  impressionCodes,
  impressionOf,
  nominalPerCm,
  readFinger,
  readResolution,
  readSize,
  type StandardView,
  templateOf,
  type ViewLabel,
} from './standard-view.ts';
import type { Template } from './template.ts';

/*
 * ISO/IEC 19794-2:2011 finger minutiae record: "FMR\0" | "030\0" | total length u32 | number of views u16 | certification flag u8 | views.
 * View: length u32, its own bytes included | date and time, 9 bytes, all ones where unknown | device technology u8, vendor u16, type u16 |
 * quality block count u8 | blocks of score u8, vendor u16, algorithm u16 | with the flag: certification count u8 | blocks of 3 bytes |
 * finger position u8 | view number u8 | x px/cm u16 | y px/cm u16 | impression type u8 | width u16 | height u16 |
 * bytes of a minutia (5 or 6) and ridge ending type, 4 bits each | minutia count u8 | minutiae | length of the extensions u16 | extensions.
 */
const headerBytes = 15;
const dateBytes = 9;
const deviceBytes = 5;
const qualityBlockBytes = 5;
const certificationBytes = 3;
const anglesPerTurn = 256;
const unreported = [0, 254, 255] as const;
/** The end of the ridge's skeleton, rather than the fork of the valley's. */
const ridgeEndingType = 1;

/** Reads the views of a record whose magic and version have been read. */
export function readIso2011(reader: RecordReader): readonly StandardView[] {
  reader.endAt(reader.u32('total length'), lengthAt);
  const countAt = reader.offset;
  const count = reader.u16('number of views');
  if (count === 0) throw malformed(countAt, 'no finger view');
  const flagAt = reader.offset;
  const flag = reader.u8('certification flag');
  if (flag > 1) throw malformed(flagAt, `certification flag is ${flag}`);
  const views = Array.from({ length: count }, () => readView(reader, flag === 1));
  reader.requireReadTo();
  return views;
}

function readView(reader: RecordReader, certified: boolean): StandardView {
  const viewAt = reader.offset;
  const viewEnd = viewAt + reader.u32('view length');
  reader.skip(dateBytes + deviceBytes, 'date and device');
  const quality = readQuality(reader);
  if (certified) reader.skip(reader.u8('certification count') * certificationBytes, 'certification blocks');
  const finger = readFinger(reader);
  reader.skip(1, 'view number');
  const resolution = readResolution(reader);
  const impression = impressionOf(reader.u8('impression type'));
  const image = { ...readSize(reader), ...resolution };
  const sizeAt = reader.offset;
  const bytesEach = reader.u8('minutia size') >> 4;
  if (bytesEach !== minutiaBytes && bytesEach !== minutiaBytes - 1)
    throw malformed(sizeAt, `minutiae of ${bytesEach} bytes`);
  const layout = { anglesPerTurn, hasQuality: bytesEach === minutiaBytes, unreported };
  const minutiae = readMinutiae(reader, reader.u8('minutia count'), image, layout);
  reader.skip(reader.u16('extension length'), 'extensions');
  reader.requireReadTo(viewEnd);
  return { finger, impression, quality, template: templateOf(image, minutiae, quality, viewAt) };
}

/** The first score given; several are of several algorithms, and which of them is ours to judge by is not known. */
function readQuality(reader: RecordReader): number | undefined {
  const count = reader.u8('quality block count');
  const scores = Array.from({ length: count }, () => {
    const at = reader.offset;
    const score = reader.u8('quality score');
    if (score > 100 && !unreported.some((code) => code === score)) throw malformed(at, `view quality is ${score}`);
    reader.skip(qualityBlockBytes - 1, 'quality algorithm');
    return score;
  });
  return scores.find((score) => score <= 100);
}

/** Writes a record of one view, its date, device and quality algorithm unknown; the template's fields have been checked. */
export function writeIso2011(template: Template, label: ViewLabel): Uint8Array {
  const fingerAt = headerBytes + 4 + dateBytes + deviceBytes + 1 + qualityBlockBytes;
  const minutiaeAt = fingerAt + 13;
  const { bytes, view } = newRecord(minutiaeAt + template.minutiae.length * minutiaBytes + 2, version30);
  view.setUint32(lengthAt, bytes.length);
  view.setUint16(12, 1);
  view.setUint32(headerBytes, bytes.length - headerBytes);
  bytes.fill(0xff, headerBytes + 4, headerBytes + 4 + dateBytes);
  view.setUint8(fingerAt - qualityBlockBytes - 1, 1);
  view.setUint8(fingerAt - qualityBlockBytes, Math.round(template.quality));
  view.setUint8(fingerAt, label.finger);
  view.setUint16(fingerAt + 2, nominalPerCm);
  view.setUint16(fingerAt + 4, nominalPerCm);
  view.setUint8(fingerAt + 6, impressionCodes[label.impression]);
  view.setUint16(fingerAt + 7, template.widthPx);
  view.setUint16(fingerAt + 9, template.heightPx);
  view.setUint8(fingerAt + 11, (minutiaBytes << 4) | ridgeEndingType);
  view.setUint8(fingerAt + 12, template.minutiae.length);
  writeMinutiae(view, minutiaeAt, template, anglesPerTurn);
  return bytes;
}
