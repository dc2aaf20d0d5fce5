import type { DriverContext } from '../driver.ts';
import type { RejectionReason } from '../reading.ts';
import type { SplitItem } from './line-splitter.ts';

/** What a reader read, or why it is refused. */
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

/** The symbology that an AIM identifier at the beginning of a text names. */
export const symbologyOfAim = (text: string): string | undefined => symbologyOf[aimIdentifier.exec(text)?.[1] ?? ''];

/** The bytes of one code as its text, or the reason why it is refused. */
export function readText(bytes: Uint8Array): Code {
  const byteCount = bytes.length;
  try {
    const text = utf8.decode(bytes);
    return controlCharacter.test(text)
      ? { kind: 'rejected', reason: 'control-character', byteCount }
      : { kind: 'code', text };
  } catch {
    return { kind: 'rejected', reason: 'not-utf8', byteCount };
  }
}

/** Turns one line of a reader into a code, or into the reason why it is refused. */
export function readCode(item: SplitItem, aim: 'absent' | 'strip'): Code {
  if (item.kind !== 'line') return { kind: 'rejected', reason: item.kind, byteCount: item.byteCount };
  const code = readText(item.bytes);
  if (code.kind === 'rejected' || aim === 'absent') return code;
  const symbology = symbologyOfAim(code.text);
  return symbology === undefined ? code : { kind: 'code', text: code.text.slice(3), symbology };
}

/** Passes on what a reader read, and counts what is refused. */
export class CodeReporter {
  readonly #context: Pick<DriverContext, 'clock' | 'emit'>;
  #rejectedCount = 0;

  constructor(context: Pick<DriverContext, 'clock' | 'emit'>) {
    this.#context = context;
  }

  /** An empty code is none. */
  report(code: Code): void {
    const { clock, emit } = this.#context;
    const atMs = clock.nowMs();
    if (code.kind === 'rejected') {
      this.#rejectedCount += 1;
      const { reason, byteCount } = code;
      emit({ kind: 'rejected-input', reason, byteCount, count: this.#rejectedCount, atMs });
    } else if (code.text !== '') {
      const { text, symbology } = code;
      emit({ kind: 'barcode', text, ...(symbology !== undefined && { symbology }), atMs });
    }
  }
}
