import { readAnsi2004, writeAnsi2004 } from './ansi-2004.ts';
import { readIso2005, writeIso2005 } from './iso-2005.ts';
import { readIso2011, writeIso2011 } from './iso-2011.ts';
import { encodeTemplate } from './record.ts';
import { malformed, RecordReader } from './record-reader.ts';
import { lengthAt, recordMagic, version20, version30 } from './standard-header.ts';
import type { StandardView, ViewLabel } from './standard-view.ts';
import type { Template } from './template.ts';

/** ISO/IEC 19794-2:2005 and :2011 (not their card formats) and ANSI INCITS 378-2004 finger minutiae records. */
export const standardFormats = ['iso19794-2:2005', 'iso19794-2:2011', 'ansi378-2004'] as const;

export type StandardFormat = (typeof standardFormats)[number];

export interface StandardRecordOptions extends ViewLabel {
  readonly format: StandardFormat;
}

const readers = {
  'iso19794-2:2005': readIso2005,
  'iso19794-2:2011': readIso2011,
  'ansi378-2004': readAnsi2004,
} as const;

const writers = {
  'iso19794-2:2005': writeIso2005,
  'iso19794-2:2011': writeIso2011,
  'ansi378-2004': writeAnsi2004,
} as const;

const smallestAnsi = 26;
const smallestIso = 24;

/**
 * Reads every finger view of a standard minutia record, at least one, its format told by the content. Coordinates are rescaled to
 * 500 dpi; a quality that is not reported becomes 0.5, a minutia of type "other" an ending, and there is no ridge flow. Extensions
 * are passed over, bytes behind the declared length ignored. Of more minutiae than a template holds, the clearest are kept.
 * Throws `fingerprint-record-malformed` with the byte offset and the reason.
 */
export function readStandardTemplates(bytes: Uint8Array): readonly StandardView[] {
  const reader = new RecordReader(bytes);
  if (reader.u32('magic') !== recordMagic) throw malformed(0, 'not a finger minutiae record');
  const version = reader.u32('version');
  return readers[formatOf(version, bytes)](reader);
}

/** 2005 and 2004 share magic and version; only the width of the length field tells them apart. */
function formatOf(version: number, bytes: Uint8Array): StandardFormat {
  if (version === version30) return 'iso19794-2:2011';
  if (version !== version20) throw malformed(4, 'version is not one that is read');
  const length = new RecordReader(bytes);
  length.skip(lengthAt, 'magic and version');
  const upper = length.u16('total length');
  if (upper >= smallestAnsi) return 'ansi378-2004';
  if (upper > 0 || length.u16('total length') >= smallestIso) return 'iso19794-2:2005';
  return 'ansi378-2004';
}

/**
 * Writes one view as a standard record at 500 dpi, for other makers' systems: coordinates to 1 px, angles to 1/256 turn (ISO) or 2°
 * (ANSI), the ridge flow left out. Throws `fingerprint-template-damaged` if a field of the template is out of range.
 */
export function writeStandardTemplate(template: Template, { format, ...label }: StandardRecordOptions): Uint8Array {
  // What our own record takes, a standard one takes too: its ranges are the wider.
  encodeTemplate(template);
  return writers[format](template, label);
}
