import { largestWord, mostConstantBytes, wordAt } from './codec.ts';
import { mostNamed } from './pixel-mode.ts';

/** One command as a device hears it. */
export interface HeardCommand {
  /** One letter, or two where it asks for the value of a letter or changes the mode. */
  readonly letters: string;
  readonly values: readonly number[];
  /** What stands behind the values of a constant that is written. */
  readonly text: string;
}

const carriageReturn = 0x0d;
const lineFeed = 0x0a;
/** Letters that are followed by another one. */
const firstOfTwo: readonly string[] = ['?', 'a', 'b'];
/** Letters that values follow, and how many; the pixel mode has more of them for some of its numbers. */
const valueCounts: Readonly<Record<string, number>> = {
  A: 1,
  B: 1,
  G: 1,
  I: 1,
  J: 1,
  K: 1,
  L: 1,
  M: 1,
  P: 1,
  T: 1,
  W: 2,
  i: 2,
  k: 1,
  x: 1,
  '?x': 1,
};
/** How many values a command has in all, as far as they tell it by themselves. */
function valueCount(letters: string, [mode, named]: readonly number[]): number {
  if (letters !== 'P') return valueCounts[letters] ?? 0;
  if (mode === 1) return 2;
  if (mode === 3) return 4;
  if (mode === 4 || mode === 5) return 2 + (mode - 3) * Math.min(named ?? 0, mostNamed);
  return 1;
}

/** Finds commands in what a host says, byte by byte; values are words, or numbers with a line end in the text mode. */
export class CommandReader {
  #letters = '';
  #values: number[] = [];
  #data: number[] = [];

  /** A command that was begun is forgotten. */
  reset(): void {
    this.#letters = '';
    this.#values = [];
    this.#data = [];
  }

  push(byte: number, isText: boolean): HeardCommand | undefined {
    const isEnd = byte === carriageReturn || byte === lineFeed;
    if (isText && isEnd && this.#letters === '') return undefined;
    if (this.#letters === '' || (firstOfTwo.includes(this.#letters) && this.#letters.length === 1)) {
      this.#letters += String.fromCharCode(byte);
      return firstOfTwo.includes(this.#letters) ? undefined : this.#ifWhole();
    }
    if (this.#wantsValue) this.#hearValue(byte, isText, isEnd);
    else if (!isEnd && byte !== 0) this.#data.push(byte);
    // The text of a constant: how it ends in the binary mode is not established.
    if (!this.#wantsValue && this.#letters === 'x' && (isEnd || byte === 0 || this.#data.length === mostConstantBytes))
      return this.#whole();
    return this.#ifWhole();
  }

  get #wantsValue(): boolean {
    return this.#values.length < valueCount(this.#letters, this.#values);
  }

  #hearValue(byte: number, isText: boolean, isEnd: boolean): void {
    const isDone = isText ? isEnd : this.#data.length === 1;
    if (!(isText && isEnd)) this.#data.push(byte);
    if (!isDone) return;
    this.#values.push(isText ? numberIn(String.fromCharCode(...this.#data)) : wordAt(Uint8Array.from(this.#data), 0));
    this.#data = [];
  }

  #ifWhole(): HeardCommand | undefined {
    return this.#wantsValue || this.#letters === 'x' ? undefined : this.#whole();
  }

  #whole(): HeardCommand {
    const heard = { letters: this.#letters, values: this.#values, text: String.fromCharCode(...this.#data) };
    this.reset();
    return heard;
  }
}

/** Not a number where it is none of one word. */
function numberIn(digits: string): number {
  const value = /^\d{1,5}$/.test(digits) ? Number(digits) : Number.NaN;
  return value <= largestWord ? value : Number.NaN;
}
