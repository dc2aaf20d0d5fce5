/** What both sides say to take turns. */
const control = { enquiry: 0x05, acknowledged: 0x06, refused: 0x15, end: 0x04, abort: 0x1b } as const;
export type Control = keyof typeof control;

const nameOf = new Map<number, Control>([
  [control.enquiry, 'enquiry'],
  [control.acknowledged, 'acknowledged'],
  [control.refused, 'refused'],
  [control.end, 'end'],
  [control.abort, 'abort'],
]);

/** Longer than any block or command. */
const longestBlockBytes = 64;

export type Token =
  | { readonly kind: 'control'; readonly name: Control }
  /** Text that ended with its NUL, with its blanks. */
  | { readonly kind: 'block'; readonly text: string }
  /** Text that did not, or that no device of this kind sends. */
  | { readonly kind: 'damaged'; readonly hex: string };

/** Parts a stream into the signs of turns and blocks of text; never holds more than one block. */
export class TokenDecoder {
  #held: number[] = [];
  #heldCount = 0;
  #isSound = true;

  push(chunk: Uint8Array): Token[] {
    const tokens: Token[] = [];
    for (const byte of chunk) {
      const name = nameOf.get(byte);
      if (name !== undefined) {
        if (this.#heldCount > 0) tokens.push(this.#damaged());
        tokens.push({ kind: 'control', name });
      } else if (byte === 0) {
        if (this.#heldCount > 0) tokens.push(this.#block());
      } else this.#hold(byte);
    }
    return tokens;
  }

  /** Whether a block has begun and not ended. */
  get unfinished(): boolean {
    return this.#heldCount > 0;
  }

  /** The line went quiet: what was begun will not be finished. */
  flush(): Token[] {
    return this.#heldCount > 0 ? [this.#damaged()] : [];
  }

  #hold(byte: number): void {
    this.#heldCount += 1;
    if (this.#held.length < longestBlockBytes) this.#held.push(byte);
    const isText = (byte >= 0x20 && byte <= 0x7e) || byte === 0x0d || byte === 0x0a;
    if (!isText || this.#heldCount > longestBlockBytes) this.#isSound = false;
  }

  #block(): Token {
    if (!this.#isSound) return this.#damaged();
    const text = Buffer.from(this.#held).toString('latin1');
    this.#forget();
    return { kind: 'block', text };
  }

  #damaged(): Token {
    const hex = Buffer.from(this.#held).toString('hex');
    this.#forget();
    return { kind: 'damaged', hex };
  }

  #forget(): void {
    this.#held = [];
    this.#heldCount = 0;
    this.#isSound = true;
  }
}

export const signBytes = (name: Control): Uint8Array => Uint8Array.of(control[name]);
export const blockBytes = (text: string): Uint8Array => Buffer.from(`${text}\0`, 'latin1');

/** One value of a scan, with the device's own digits of both. */
export interface Point {
  readonly wavelengthNm: number;
  readonly digits: string;
}

/** Where a block of a scan tells its wavelength without a point it counts in tenths of a nanometre, as commands do. */
export function parsePoint(text: string): Point | undefined {
  const [, wavelength, digits] = /^(\d{3,5}(?:\.\d)?)(?: *, *| +)(\S+)$/.exec(text.trim()) ?? [];
  if (wavelength === undefined || digits === undefined) return undefined;
  return { wavelengthNm: wavelength.includes('.') ? Number(wavelength) : Number(wavelength) / 10, digits };
}

/** The value of a block that answers the letter d, which some repeat before it. */
export const valueIn = (text: string): string => text.trim().replace(/^d *(?=[+\-\d])/, '');

/** A wavelength as commands have it. */
export const tenths = (nm: number): number => Math.round(10 * nm);
