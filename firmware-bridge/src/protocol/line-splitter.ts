export type SplitItem =
  | { readonly kind: 'line'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-long' | 'unterminated'; readonly byteCount: number };

const carriageReturn = 0x0d;
const lineFeed = 0x0a;

/**
 * Cuts a byte stream at CR, LF or CR LF; empty lines are dropped. A line above the limit is reported once, when it
 * ends, and none of it is kept.
 */
export class LineSplitter {
  readonly #maxLengthBytes: number;
  #held: number[] = [];
  #heldCount = 0;

  constructor(maxLengthBytes: number) {
    this.#maxLengthBytes = maxLengthBytes;
  }

  push(chunk: Uint8Array): SplitItem[] {
    const items: SplitItem[] = [];
    for (const byte of chunk) {
      if (byte !== carriageReturn && byte !== lineFeed) {
        this.#heldCount += 1;
        if (this.#heldCount <= this.#maxLengthBytes) this.#held.push(byte);
        continue;
      }
      if (this.#heldCount > this.#maxLengthBytes) items.push({ kind: 'too-long', byteCount: this.#heldCount });
      else if (this.#heldCount > 0) items.push({ kind: 'line', bytes: Uint8Array.from(this.#held) });
      this.#forget();
    }
    return items;
  }

  /** Whether a line has begun and not ended. */
  get unfinished(): boolean {
    return this.#heldCount > 0;
  }

  /** The line went quiet: what was begun will not be finished. */
  flush(): SplitItem[] {
    if (this.#heldCount === 0) return [];
    const items: SplitItem[] = [
      { kind: this.#heldCount > this.#maxLengthBytes ? 'too-long' : 'unterminated', byteCount: this.#heldCount },
    ];
    this.#forget();
    return items;
  }

  #forget(): void {
    this.#held = [];
    this.#heldCount = 0;
  }
}
