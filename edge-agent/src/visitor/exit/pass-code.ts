import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { fromBase32, toBase32 } from '@custody-edge/event-contract';

/** Names what the text is; stands in the alphanumeric set of QR codes, like all of it. */
const prefix = 'CEV1:';
const uuidBytes = 16;
const macBytes = 16;

/** What a text that was scanned says of being a pass of this desk. */
export type PassReading =
  | { readonly kind: 'pass'; readonly visit: string }
  /** It looks like a pass, and this desk did not write it so. */
  | { readonly kind: 'altered' }
  | { readonly kind: 'no-pass' };

/**
 * Codes of passes: the visit's own random id and a mark of this desk over it (HMAC-SHA-256 under a key of its own from the site key, cut to
 * 128 bits). They name nobody, and nobody else can make one.
 */
export class PassCodes {
  private readonly key: Uint8Array;

  constructor(siteKey: Uint8Array) {
    this.key = new Uint8Array(hkdfSync('sha256', siteKey, '', 'custody-edge visitor pass', 32));
  }

  /** @param visit `visit/<uuid>` */
  codeOf(visit: string): string {
    const id = idOf(visit);
    return prefix + toBase32(Buffer.concat([id, this.markOf(id)]));
  }

  read(text: string): PassReading {
    const trimmed = text.trim();
    if (!trimmed.toUpperCase().startsWith(prefix)) return { kind: 'no-pass' };
    const bytes = fromBase32(trimmed.slice(prefix.length));
    if (bytes?.length !== uuidBytes + macBytes) return { kind: 'altered' };
    const id = Buffer.from(bytes.subarray(0, uuidBytes));
    if (!timingSafeEqual(this.markOf(id), bytes.subarray(uuidBytes))) return { kind: 'altered' };
    return { kind: 'pass', visit: visitOf(id) };
  }

  private markOf(id: Uint8Array): Buffer {
    return createHmac('sha256', this.key).update(id).digest().subarray(0, macBytes);
  }
}

const idOf = (visit: string): Buffer => Buffer.from(visit.replace(/^visit\//, '').replaceAll('-', ''), 'hex');

const visitOf = (id: Buffer): string =>
  `visit/${id.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')}`;
