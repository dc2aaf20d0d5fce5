import { decodeTemplate, isTemplateRecord } from './record.ts';
import { malformed } from './record-reader.ts';
import { recordMagic } from './standard-header.ts';
import { readStandardTemplates } from './standard-record.ts';
import type { Template } from './template.ts';

/** Whether bytes begin as a template record that `readTemplate` may know, rather than as an image. */
export function isTemplate(bytes: Uint8Array): boolean {
  if (bytes.length < 4) return false;
  return isTemplateRecord(bytes) || new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0) === recordMagic;
}

/**
 * Reads a template in any record this package knows: its own, or the first finger view of a standard one.
 * Throws `fingerprint-template-damaged` for its own, `fingerprint-record-malformed` for any other that cannot be read.
 */
export function readTemplate(bytes: Uint8Array): Template {
  if (isTemplateRecord(bytes)) return decodeTemplate(bytes);
  const [first] = readStandardTemplates(bytes);
  if (!first) throw malformed(0, 'no finger view');
  return first.template;
}
