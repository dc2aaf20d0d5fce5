import { createHash } from 'node:crypto';
import { fromBase32, toBase32 } from './base32.ts';

/** Names what the text is and which form the rest has. Stands in the alphanumeric set of QR codes and in Code 128, like all of it. */
const prefix = 'CW1:';
const purpose = 'custody-edge wristband 1\n';
const idBytes = 16;
const checkBytes = 4;
const uuid = /^person\/([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** A wristband: the first of a person is number 1, and each that replaces another is the next. */
export interface Wristband {
  readonly subject: string;
  /** 255 at most, which is what the code has room for. */
  readonly band: number;
}

/** Finds a band that was misread; who wears it, it does not prove. */
const checkOf = (named: Uint8Array): Buffer =>
  createHash('sha256').update(purpose).update(named).digest().subarray(0, checkBytes);

/** Whether a text claims to be the code of a wristband. */
export const isWristband = (text: string): boolean => text.trimStart().toUpperCase().startsWith(prefix);

/** The code on a person's wristband: the opaque id of their record and the band's number, nothing about them. Undefined for a subject of another form. */
export function wristbandOf(subject: string, band = 1): string | undefined {
  const parts = uuid.exec(subject);
  if (!parts) return undefined;
  const named = Buffer.concat([Buffer.from(parts.slice(1).join(''), 'hex'), Buffer.of(band)]);
  return prefix + toBase32(Buffer.concat([named, checkOf(named)]));
}

/** The person whom a scanned wristband names, and which of theirs it is; undefined for a code that was misread. */
export function readWristband(text: string): Wristband | undefined {
  if (!isWristband(text)) return undefined;
  const bytes = fromBase32(text.trimStart().slice(prefix.length));
  if (bytes?.length !== idBytes + 1 + checkBytes) return undefined;
  const named = Buffer.from(bytes.subarray(0, idBytes + 1));
  if (!checkOf(named).equals(bytes.subarray(named.length))) return undefined;
  const id = named.toString('hex', 0, idBytes);
  const subject = `person/${id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
  return { subject, band: named.readUInt8(idBytes) };
}
