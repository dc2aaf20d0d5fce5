import { createHash } from 'node:crypto';
import { fromBase32, toBase32 } from './base32.ts';

/** Names what the text is and which form the rest has. Stands in the alphanumeric set of QR codes and in Code 128, like all of it. */
const prefix = 'CW1:';
const purpose = 'custody-edge wristband 1\n';
const idBytes = 16;
const checkBytes = 4;
const uuid = /^person\/([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** Finds a band that was misread; who wears it, it does not prove. */
const checkOf = (id: Uint8Array): Buffer =>
  createHash('sha256').update(purpose).update(id).digest().subarray(0, checkBytes);

/** Whether a text claims to be the code of a wristband. */
export const isWristband = (text: string): boolean => text.trimStart().toUpperCase().startsWith(prefix);

/** The code on a person's wristband: the opaque id of their record, and nothing about them. Undefined for a subject of another form. */
export function wristbandOf(subject: string): string | undefined {
  const parts = uuid.exec(subject);
  if (!parts) return undefined;
  const id = Buffer.from(parts.slice(1).join(''), 'hex');
  return prefix + toBase32(Buffer.concat([id, checkOf(id)]));
}

/** The person whom a scanned wristband names; undefined for a code that was misread. */
export function readWristband(text: string): string | undefined {
  if (!isWristband(text)) return undefined;
  const bytes = fromBase32(text.trimStart().slice(prefix.length));
  if (bytes?.length !== idBytes + checkBytes) return undefined;
  const id = Buffer.from(bytes.subarray(0, idBytes));
  if (!checkOf(id).equals(bytes.subarray(idBytes))) return undefined;
  return `person/${id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
}
