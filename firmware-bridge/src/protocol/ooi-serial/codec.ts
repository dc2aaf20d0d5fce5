import { HeldBytes } from '../held-bytes.ts';

/** What one byte of the device says. */
export const sign = { spectrum: 0x02, noSpectrum: 0x03, acknowledged: 0x06, refused: 0x15 } as const;

export const largestWord = 0xffff;
const startWord = 0xffff;
const endWord = 0xfffd;
/** In a compressed spectrum: the next two bytes are a count, not a difference. */
const wholeMark = 0x80;
const mostDifference = 127;

/** Calibration constants by their number. */
export const slot = { serialNumber: 0, wavelength: 1, nonLinearity: 6, nonLinearityOrder: 14 } as const;
export const wavelengthCount = 4;
export const mostNonLinearity = 8;
/** Of the text of a constant. */
export const mostConstantBytes = 15;

/** A pixel mode with ten ranges: its letter, its number, how many there are, and both ends of each. */
export const longestCommandBytes = 1 + 2 * (2 + 2 * 10);

/** A letter (or two), and the words that follow it. */
export function commandBytes(letters: string, ...words: readonly number[]): Uint8Array {
  const bytes = Buffer.alloc(letters.length + 2 * words.length);
  bytes.write(letters, 'latin1');
  for (const [index, word] of words.entries()) bytes.writeUInt16BE(word, letters.length + 2 * index);
  return bytes;
}

/** The word at a place; the byte before the last one counts 256 times. */
export const wordAt = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);

/** A version of firmware as people write it: 1020 is 1.02.0. */
export const versionText = (word: number): string =>
  `${Math.floor(word / 1000)}.${String(Math.floor(word / 10) % 100).padStart(2, '0')}.${word % 10}`;

/** Text of a constant without what may stand behind it; nothing where it is none, as in memory that was never written. */
export function constantText(bytes: Uint8Array): string | undefined {
  const text = Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\0\r\n ]+$/, '');
  return text.length <= mostConstantBytes && /^[\x20-\x7e]*$/.test(text) ? text.trim() : undefined;
}

/** The number that a constant tells; nothing where it tells none. */
export const constantNumber = (text: string): number | undefined =>
  /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : undefined;

/** What a device was told of the form of its spectra. */
export interface SpectrumForm {
  readonly pixelCount: number;
  /** Letter G. */
  readonly isCompressed: boolean;
  /** Letter k. */
  readonly isSummed: boolean;
}

/** Why bytes are no spectrum of the form that was asked for. */
export type Damage =
  | 'begins otherwise'
  | 'start word'
  | 'size flag'
  | 'scans'
  | 'pixel mode'
  | 'first pixel is a difference'
  | 'pixel out of range'
  | 'end word'
  | 'checksum'
  | 'goes on behind its end'
  | 'breaks off';

export type SpectrumAnswer =
  | { readonly kind: 'spectrum'; readonly counts: number[]; readonly integrationMs: number }
  | { readonly kind: 'refused' }
  | { readonly kind: 'damaged'; readonly reason: Damage };

/** Where the words stand that a spectrum says of itself; the first byte is the sign. */
const at = { start: 1, size: 3, scans: 5, integrationMs: 7, pixelMode: 13, pixels: 15 } as const;

/** Reads the answer to one request for a spectrum of one scan and all pixels, however it is cut. Holds no more than that. */
export class SpectrumReader {
  readonly #form: SpectrumForm;
  readonly #held = new HeldBytes();
  readonly #counts: number[] = [];
  #next: number = at.pixels;
  #sum = 0;
  #answer: SpectrumAnswer | undefined;

  constructor(form: SpectrumForm) {
    this.#form = form;
  }

  /** All that came of the answer so far. */
  get bytes(): Uint8Array {
    return Uint8Array.from(this.#held.view(0, this.#held.length));
  }

  /** @returns the answer once it is whole, or is none; nothing while it goes on */
  push(chunk: Uint8Array): SpectrumAnswer | undefined {
    if (this.#answer) return this.#answer;
    this.#held.push(chunk);
    this.#answer = this.#read();
    return this.#answer;
  }

  /** How many of the bytes that came stand behind a whole answer. */
  get bytesBehind(): number {
    if (this.#answer?.kind === 'spectrum') return this.#held.length - this.#next;
    return this.#answer?.kind === 'refused' ? this.#held.length - 1 : 0;
  }

  #read(): SpectrumAnswer | undefined {
    const first = this.#held.at(0);
    if (first === undefined) return undefined;
    if (first === sign.noSpectrum) return { kind: 'refused' };
    if (first !== sign.spectrum) return damaged('begins otherwise');
    if (this.#held.length < at.pixels) return undefined;
    const wrong = this.#damageOfHead() ?? this.#readPixels();
    if (wrong) return damaged(wrong);
    const tailBytes = this.#form.isSummed ? 4 : 2;
    if (this.#counts.length < this.#form.pixelCount || this.#held.length < this.#next + tailBytes) return undefined;
    return this.#readTail(tailBytes);
  }

  #word(place: number): number {
    return wordAt(this.#held.view(place, place + 2), 0);
  }

  #damageOfHead(): Damage | undefined {
    if (this.#word(at.start) !== startWord) return 'start word';
    if (this.#word(at.size) !== 0) return 'size flag';
    if (this.#word(at.scans) !== 1) return 'scans';
    return this.#word(at.pixelMode) === 0 ? undefined : 'pixel mode';
  }

  /** Takes in as many pixels as have come. */
  #readPixels(): Damage | undefined {
    const { pixelCount, isCompressed } = this.#form;
    const held = this.#held.view(0, this.#held.length);
    let before = this.#counts.at(-1);
    while (this.#counts.length < pixelCount) {
      const mark = held[this.#next];
      if (mark === undefined) return undefined;
      const isWhole = !isCompressed || mark === wholeMark;
      const byteCount = isWhole ? (isCompressed ? 3 : 2) : 1;
      if (this.#next + byteCount > held.length) return undefined;
      if (!isWhole && before === undefined) return 'first pixel is a difference';
      const count = isWhole ? wordAt(held, this.#next + byteCount - 2) : (before ?? 0) + ((mark << 24) >> 24);
      if (count < 0 || count > largestWord) return 'pixel out of range';
      this.#sum += transmittedValue(count, isWhole, isCompressed, mark);
      this.#counts.push(count);
      this.#next += byteCount;
      before = count;
    }
    return undefined;
  }

  /** The checksum before the end of the spectrum or behind it. */
  #readTail(tailBytes: number): SpectrumAnswer {
    const [first, second] = [this.#word(this.#next), this.#word(this.#next + 2)];
    const sum = this.#sum % (largestWord + 1);
    if (!this.#form.isSummed) {
      if (first !== endWord) return damaged('end word');
    } else if (first !== endWord && second !== endWord) return damaged('end word');
    else if (!((first === sum && second === endWord) || (first === endWord && second === sum)))
      return damaged('checksum');
    this.#next += tailBytes;
    return { kind: 'spectrum', counts: this.#counts, integrationMs: this.#word(at.integrationMs) };
  }
}

const damaged = (reason: Damage): SpectrumAnswer => ({ kind: 'damaged', reason });

/** What a pixel adds to the checksum: in a compressed spectrum the bytes of which it was made, the mark by itself. */
const transmittedValue = (count: number, isWhole: boolean, isCompressed: boolean, mark: number): number =>
  isWhole ? count + (isCompressed ? wholeMark : 0) : mark;

/** Counts as differences from the pixel before, or whole behind a mark where they do not fit. */
export function compressed(counts: readonly number[]): { readonly bytes: Uint8Array; readonly sum: number } {
  const bytes: number[] = [];
  let sum = 0;
  for (const [index, count] of counts.entries()) {
    const before = counts[index - 1];
    const difference = before === undefined ? Number.NaN : count - before;
    if (Math.abs(difference) <= mostDifference) {
      bytes.push(difference & 0xff);
      sum += difference & 0xff;
    } else {
      bytes.push(wholeMark, count >> 8, count & 0xff);
      sum += wholeMark + count;
    }
  }
  return { bytes: Uint8Array.from(bytes), sum: sum % (largestWord + 1) };
}

/** A spectrum before it is sent. */
export interface SpectrumToSend {
  readonly integrationMs: number;
  /** Of scans that were added; more than one make every pixel four bytes long. */
  readonly scans: number;
  /** That its programmable logic found. */
  readonly baseline: number;
  /** The number of the pixel mode, and what it was told with it. */
  readonly pixelMode: readonly number[];
  readonly counts: readonly number[];
}

/** The words of a spectrum, with its pixels as they are. */
export function spectrumWords({ integrationMs, scans, baseline, pixelMode, counts }: SpectrumToSend): {
  readonly head: readonly number[];
  readonly pixels: readonly number[];
} {
  const isLong = scans > 1;
  return {
    head: [startWord, isLong ? 1 : 0, scans, integrationMs, baseline >>> 16, baseline & largestWord, ...pixelMode],
    pixels: isLong ? counts.flatMap((count) => [count >>> 16, count & largestWord]) : counts,
  };
}

/** As the device sends it in its binary mode. Pixels of four bytes are never compressed. */
export function encodeSpectrum(
  spectrum: SpectrumToSend,
  { isCompressed, isSummed }: Pick<SpectrumForm, 'isCompressed' | 'isSummed'>,
): Uint8Array {
  const { head, pixels } = spectrumWords(spectrum);
  const { bytes, sum } =
    isCompressed && spectrum.scans === 1
      ? compressed(spectrum.counts)
      : { bytes: commandBytes('', ...pixels), sum: sumOf(pixels) };
  const tail = isSummed ? [sum, endWord] : [endWord];
  return Buffer.concat([Uint8Array.of(sign.spectrum), commandBytes('', ...head), bytes, commandBytes('', ...tail)]);
}

export const sumOf = (words: readonly number[]): number => words.reduce((sum, word) => (sum + word) & largestWord, 0);

export const spectrumEnd = endWord;

/** Where the checksum of a frame stands that ends with one. */
export const checksumAt = (frame: Uint8Array): number => Math.max(0, frame.length - 4);
