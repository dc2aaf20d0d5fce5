import type { RejectionReason } from '../../reading.ts';
import type { SplitItem } from '../line-splitter.ts';

export type Code =
  | { readonly kind: 'code'; readonly text: string; readonly symbology?: string }
  | { readonly kind: 'rejected'; readonly reason: RejectionReason; readonly byteCount: number };

/** Code characters of AIM symbology identifiers, `]cm` (ISO/IEC 15424). */
const symbologyOf: Readonly<Record<string, string>> = {
  A: 'code-39',
  C: 'code-128',
  E: 'ean-upc',
  F: 'codabar',
  G: 'code-93',
  H: 'code-11',
  I: 'interleaved-2-of-5',
  L: 'pdf417',
  M: 'msi',
  Q: 'qr-code',
  U: 'maxicode',
  X: 'other',
  d: 'data-matrix',
  e: 'gs1-databar',
  z: 'aztec',
};

const controlCharacter = /\p{Cc}/u;
const aimIdentifier = /^\]([A-Za-z])[0-9A-Za-z]/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Turns one line of a reader into a code, or into the reason why it is refused. */
export function readCode(item: SplitItem, aim: 'absent' | 'strip'): Code {
  if (item.kind !== 'line') return { kind: 'rejected', reason: item.kind, byteCount: item.byteCount };
  const byteCount = item.bytes.length;
  let text: string;
  try {
    text = utf8.decode(item.bytes);
  } catch {
    return { kind: 'rejected', reason: 'not-utf8', byteCount };
  }
  if (controlCharacter.test(text)) return { kind: 'rejected', reason: 'control-character', byteCount };
  const symbology = aim === 'strip' ? symbologyOf[aimIdentifier.exec(text)?.[1] ?? ''] : undefined;
  return symbology === undefined ? { kind: 'code', text } : { kind: 'code', text: text.slice(3), symbology };
}
