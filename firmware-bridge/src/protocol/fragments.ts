import { type Code, readText } from './code.ts';

/** A part of a code, as one report or packet carries it. */
export interface Fragment {
  readonly symbology: string | undefined;
  readonly data: Uint8Array;
  /** Whether the next one goes on with this code. */
  readonly more: boolean;
}

const carriageReturn = 0x0d;

/** Puts the parts of a code together; holds no more than the longest code. */
export class FragmentJoiner {
  readonly #maxLengthBytes: number;
  #parts: Uint8Array[] = [];
  #byteCount = 0;
  #unfinished = false;
  #symbology: string | undefined;

  constructor(maxLengthBytes: number) {
    this.#maxLengthBytes = maxLengthBytes;
  }

  /** Whether a code has begun and not ended. */
  get unfinished(): boolean {
    return this.#unfinished;
  }

  /** @returns the code that this part ends */
  push({ symbology, data, more }: Fragment): Code | undefined {
    this.#unfinished = true;
    this.#symbology ??= symbology;
    this.#byteCount += data.length;
    if (this.#isTooLong) this.#parts = [];
    else this.#parts.push(data);
    return more ? undefined : this.#end();
  }

  /** What was begun will not go on. @returns why it is refused, if anything was begun */
  flush(): Code | undefined {
    if (!this.unfinished) return undefined;
    const refused: Code = {
      kind: 'rejected',
      reason: this.#isTooLong ? 'too-long' : 'unterminated',
      byteCount: this.#byteCount,
    };
    this.#forget();
    return refused;
  }

  /** A carriage return at the end belongs to the reader's setting, not to the code. */
  get #isTooLong(): boolean {
    return this.#byteCount > this.#maxLengthBytes + 1;
  }

  #end(): Code {
    const bytes = Buffer.concat(this.#parts);
    const text = bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes;
    const byteCount = this.#byteCount;
    const symbology = this.#symbology;
    const isTooLong = this.#isTooLong || text.length > this.#maxLengthBytes;
    this.#forget();
    if (isTooLong) return { kind: 'rejected', reason: 'too-long', byteCount };
    const code = readText(text);
    return code.kind === 'rejected' || symbology === undefined ? code : { ...code, symbology };
  }

  #forget(): void {
    this.#parts = [];
    this.#byteCount = 0;
    this.#unfinished = false;
    this.#symbology = undefined;
  }
}
