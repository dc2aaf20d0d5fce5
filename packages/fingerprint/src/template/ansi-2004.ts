import type { RecordReader } from './record-reader.ts';
import { readSharedBody, sharedRecordBytes, writeSharedBody } from './shared-body.ts';
import { lengthAt, newRecord, version20 } from './standard-header.ts';
import type { StandardView, ViewLabel } from './standard-view.ts';
import type { Template } from './template.ts';

/*
 * ANSI INCITS 378-2004 finger minutiae record: "FMR\0" | " 20\0" | total length u16, or 0 and then u32 | CBEFF product owner u16 |
 * product type u16 | the part shared with ISO/IEC 19794-2:2005. The whole header has 26 bytes, or 30 with the long form of the length.
 */
const headerBytes = 14;
const anglesPerTurn = 180;
/** CBEFF product owner that stands for an unknown maker; 0 is not allowed. */
const unknownMaker = 0x0103;

/** Reads the views of a record whose magic and version have been read. */
export function readAnsi2004(reader: RecordReader): readonly StandardView[] {
  const short = reader.u16('total length');
  reader.endAt(short === 0 ? reader.u32('total length') : short, lengthAt);
  reader.skip(4, 'product identifier');
  return readSharedBody(reader, anglesPerTurn);
}

/** Writes a record of one view; the template's fields have been checked. */
export function writeAnsi2004(template: Template, label: ViewLabel): Uint8Array {
  const { bytes, view } = newRecord(sharedRecordBytes(headerBytes, template), version20);
  view.setUint16(lengthAt, bytes.length);
  view.setUint16(10, unknownMaker);
  writeSharedBody(view, headerBytes, template, label, anglesPerTurn);
  return bytes;
}
