import { malformed, type RecordReader } from './record-reader.ts';
import { type MinutiaLayout, minutiaBytes, readMinutiae, writeMinutiae } from './standard-minutia.ts';
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
 * What ISO/IEC 19794-2:2005 and ANSI INCITS 378-2004 share. After their own headers: device u16 | width u16 | height u16 |
 * x px/cm u16 | y px/cm u16 | number of views u8 | reserved u8 | views. View: finger position u8 | view number and impression type,
 * 4 bits each | quality u8 | minutia count u8 | minutiae | length of the extensions u16 | extensions.
 */
const bodyBytes = 12;
const viewBytes = 4;
const extensionLengthBytes = 2;

/** Reads from the device field to the end of the record; extensions are passed over. */
export function readSharedBody(reader: RecordReader, anglesPerTurn: number): readonly StandardView[] {
  const layout: MinutiaLayout = { anglesPerTurn, hasQuality: true, unreported: [0] };
  reader.skip(2, 'device');
  const image = { ...readSize(reader), ...readResolution(reader) };
  const countAt = reader.offset;
  const count = reader.u8('number of views');
  if (count === 0) throw malformed(countAt, 'no finger view');
  reader.skip(1, 'reserved byte');
  const views = Array.from({ length: count }, (): StandardView => {
    const viewAt = reader.offset;
    const finger = readFinger(reader);
    const impression = impressionOf(reader.u8('impression type') & 0x0f);
    const qualityAt = reader.offset;
    const quality = reader.u8('view quality');
    if (quality > 100) throw malformed(qualityAt, `view quality ${quality} is above 100`);
    const minutiae = readMinutiae(reader, reader.u8('minutia count'), image, layout);
    reader.skip(reader.u16('extension length'), 'extensions');
    return { finger, impression, quality, template: templateOf(image, minutiae, quality, viewAt) };
  });
  reader.requireReadTo();
  return views;
}

/** Length in bytes of a record of one view whose header before the device field has `headerBytes`. */
export function sharedRecordBytes(headerBytes: number, template: Template): number {
  return headerBytes + bodyBytes + viewBytes + template.minutiae.length * minutiaBytes + extensionLengthBytes;
}

/** Writes the device field and everything behind it, from byte `at`, for one view without extensions. */
export function writeSharedBody(
  view: DataView,
  at: number,
  template: Template,
  label: ViewLabel,
  anglesPerTurn: number,
): void {
  view.setUint16(at + 2, template.widthPx);
  view.setUint16(at + 4, template.heightPx);
  view.setUint16(at + 6, nominalPerCm);
  view.setUint16(at + 8, nominalPerCm);
  view.setUint8(at + 10, 1);
  const viewAt = at + bodyBytes;
  view.setUint8(viewAt, label.finger);
  view.setUint8(viewAt + 1, impressionCodes[label.impression]);
  view.setUint8(viewAt + 2, Math.round(template.quality));
  view.setUint8(viewAt + 3, template.minutiae.length);
  writeMinutiae(view, viewAt + viewBytes, template, anglesPerTurn);
}
