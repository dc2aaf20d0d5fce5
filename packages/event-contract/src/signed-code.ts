import { sign, verify } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { fromBase32, toBase32 } from './base32.ts';
import { sourceOf } from './envelope.ts';
import { contractError } from './errors.ts';
import type { Signer } from './signature.ts';
import type { Enrolment } from './station-record.ts';

/** A kind of code that stands on paper. */
export interface CodeForm {
  /** Names what the text is and which form the rest has; of the alphanumeric set of QR codes. */
  readonly prefix: string;
  /** What the signature is made for: one for this purpose never verifies for another, nor for a message. */
  readonly purpose: string;
}

const signatureBytes = 64;
/** Longest code that is read at all; one of ours has some 300 characters. */
const longestText = 900;

/** Whether a text claims to be such a code; nothing of it is proved. */
export const claimsToBe = ({ prefix }: CodeForm, text: string): boolean =>
  text.trimStart().toUpperCase().startsWith(prefix);

/** What is said and the station's signature, for a QR code or to be typed: capitals, digits and a colon. */
export function signCode(form: CodeForm, body: Buffer, signer: Signer): string {
  const signature = sign(null, signedBytes(form, body), signer.privateKey);
  return form.prefix + toBase32(Buffer.concat([body, signature]));
}

const signedBytes = ({ purpose }: CodeForm, body: Buffer): Buffer => Buffer.concat([Buffer.from(purpose), body]);

/** A code taken apart; nothing of it is trusted yet. */
export interface UnverifiedCode {
  readonly body: Buffer;
  readonly signature: Uint8Array;
}

/** Takes a code apart as it was scanned or typed. Refusal: `code-malformed`. */
export function openCode(form: CodeForm, text: string): Result<UnverifiedCode, CustodyError> {
  if (text.length > longestText || !claimsToBe(form, text))
    return fail(contractError('code-malformed', { part: 'prefix' }));
  const bytes = fromBase32(text.trimStart().slice(form.prefix.length));
  if (!bytes) return fail(contractError('code-malformed', { part: 'text' }));
  return ok({
    body: Buffer.from(bytes.subarray(0, -signatureBytes)),
    signature: bytes.subarray(-signatureBytes),
  });
}

/**
 * Why what a code says is not the word of this station; nothing where it is.
 * Refusals: `signer-mismatch` and `chain-unknown` for a code of another station or enrolment, `signature-invalid`.
 */
export function codeRefusal(
  form: CodeForm,
  { body, signature }: UnverifiedCode,
  said: { readonly source: string; readonly chainId: string },
  { record, signingKey }: Enrolment,
): CustodyError | undefined {
  if (said.source !== sourceOf(record.site, record.stationId))
    return contractError('signer-mismatch', { source: said.source });
  if (said.chainId !== record.chainId) return contractError('chain-unknown', { chainId: said.chainId });
  return verify(null, signedBytes(form, body), signingKey, signature)
    ? undefined
    : contractError('signature-invalid', { part: 'code' });
}

const uuidHex = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/;

/** The 16 bytes of a UUID, and back. */
export const uuidBytes = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
export const uuidOf = (bytes: Buffer): string => bytes.toString('hex').replace(uuidHex, '$1-$2-$3-$4-$5');

/** A text of at most 255 bytes behind its length. */
export const textBytes = (text: string): Buffer =>
  Buffer.concat([Buffer.of(Buffer.byteLength(text)), Buffer.from(text)]);
