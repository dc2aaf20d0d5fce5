import type { RecordReader } from './record-reader.ts';
import { readSharedBody, sharedRecordBytes, writeSharedBody } from './shared-body.ts';
import { lengthAt, newRecord, version20 } from './standard-header.ts';
import type { StandardView, ViewLabel } from './standard-view.ts';
import type { Template } from './template.ts';

/* ISO/IEC 19794-2:2005 finger minutiae record: "FMR\0" | " 20\0" | total length u32 | the part shared with ANSI INCITS 378-2004. */
const headerBytes = 12;
const anglesPerTurn = 256;

/** Reads the views of a record whose magic and version have been read. */
export function readIso2005(reader: RecordReader): readonly StandardView[] {
  reader.endAt(reader.u32('total length'), lengthAt);
  return readSharedBody(reader, anglesPerTurn);
}

/** Writes a record of one view; the template's fields have been checked. */
export function writeIso2005(template: Template, label: ViewLabel): Uint8Array {
  const { bytes, view } = newRecord(sharedRecordBytes(headerBytes, template), version20);
  view.setUint32(lengthAt, bytes.length);
  writeSharedBody(view, headerBytes, template, label, anglesPerTurn);
  return bytes;
}
