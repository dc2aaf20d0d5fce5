import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';
import { LineSplitter } from '../protocol/line-splitter.ts';
import { Mailbox } from '../protocol/mailbox.ts';
import type { Channel } from '../transport/channel.ts';

/** A line of a balance without its line end, or a frame in hexadecimal, and what it says. */
export interface Line<Reply> {
  readonly raw: string;
  readonly reply: Reply;
}

interface LineExchangeOptions<Reply> {
  /** Never throws: what fits no rule is a reply of its own. */
  readonly parse: (raw: string) => Reply;
  /** Hears every line that answers no question. */
  readonly unasked: (line: Line<Reply>) => void;
  readonly longestLineBytes: number;
  /** How what comes falls into lines or frames; lines of text that end in CR or LF unless told otherwise. */
  readonly cut?: ((chunk: Uint8Array) => readonly string[]) | undefined;
  /** Least time between two questions. */
  readonly gapMs?: number | undefined;
}

const worthAnotherTry: readonly string[] = ['device-silent', 'device-garbled', 'balance-restarted'];

/** Most bytes kept of what came in the place of an answer. */
const mostStrayBytes = 64;

/** A balance that speaks in lines of text, or in frames: one question at a time, each waiting for its answer before the next is sent. */
export class LineExchange<Reply> {
  readonly #channel: Channel;
  readonly #options: LineExchangeOptions<Reply>;
  readonly #cut: (chunk: Uint8Array) => readonly string[];
  readonly #inbox = new Mailbox<Line<Reply> | CustodyError>();
  #answers: ((reply: Reply) => boolean) | undefined;
  /** What came since the question and answers it not. */
  #stray = Buffer.alloc(0);
  #askedAtMs = Number.NEGATIVE_INFINITY;

  constructor(channel: Channel, options: LineExchangeOptions<Reply>) {
    this.#channel = channel;
    this.#options = options;
    this.#cut = options.cut ?? linesUpTo(options.longestLineBytes);
  }

  receive(chunk: Uint8Array): void {
    this.#keepStray(chunk);
    for (const raw of this.#cut(chunk)) {
      const line = { raw, reply: this.#options.parse(raw) };
      if (this.#answers?.(line.reply)) this.#inbox.put(line);
      else this.#options.unasked(line);
    }
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Makes the question that waits for its answer fail, if there is one. */
  interrupt(error: CustodyError): void {
    if (this.#answers) this.#inbox.put(error);
  }

  /**
   * Sends a command and waits for the line that answers it; every other one is heard as unasked.
   * @param limitMs from the command to the answer, whatever else comes
   * @throws `device-silent`, or `device-garbled` where something else came
   */
  async ask(command: string | Uint8Array, answers: (reply: Reply) => boolean, limitMs: number): Promise<Line<Reply>> {
    const [line] = await this.askLines(command, answers, () => true, limitMs, 1);
    if (!line) throw bridgeError('device-silent', { limitMs });
    return line;
  }

  /**
   * As `ask`, for an answer of several lines.
   * @param isLast of the lines that answer
   * @param limitMs for each line
   * @param most lines of an answer
   * @throws as `ask`, or `device-garbled` for an answer without an end
   */
  async askLines(
    command: string | Uint8Array,
    answers: (reply: Reply) => boolean,
    isLast: (reply: Reply) => boolean,
    limitMs: number,
    most: number,
  ): Promise<Line<Reply>[]> {
    await this.#keepDistance();
    this.#inbox.clear();
    this.#stray = Buffer.alloc(0);
    this.#answers = answers;
    try {
      await this.#channel.write(typeof command === 'string' ? Buffer.from(command, 'latin1') : command);
      const lines: Line<Reply>[] = [];
      while (lines.length < most) {
        const line = await this.#take(limitMs);
        lines.push(line);
        if (isLast(line.reply)) return lines;
      }
      throw bridgeError('device-garbled', { lines: most });
    } finally {
      this.#answers = undefined;
      this.#askedAtMs = performance.now();
    }
  }

  /** As `ask`, once more where no answer came. */
  async askPatiently(command: string | Uint8Array, answers: (reply: Reply) => boolean, limitMs: number) {
    try {
      return await this.ask(command, answers, limitMs);
    } catch (error) {
      if (!isCustodyError(error) || !worthAnotherTry.includes(error.code)) throw error;
      return this.ask(command, answers, limitMs);
    }
  }

  async #take(limitMs: number): Promise<Line<Reply>> {
    try {
      const line = await this.#inbox.take(limitMs);
      if (isCustodyError(line)) throw line;
      this.#stray = Buffer.alloc(0);
      return line;
    } catch (error) {
      if (!isCustodyError(error, 'device-silent') || this.#stray.length === 0) throw error;
      throw bridgeError('device-garbled', { limitMs, heardHex: this.#stray.toString('hex') }, error);
    }
  }

  #keepStray(chunk: Uint8Array): void {
    if (this.#answers && this.#stray.length < mostStrayBytes)
      this.#stray = Buffer.concat([this.#stray, chunk]).subarray(0, mostStrayBytes);
  }

  async #keepDistance(): Promise<void> {
    const leftMs = this.#askedAtMs + (this.#options.gapMs ?? 0) - performance.now();
    if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs));
  }
}

/** Cuts at line ends; a line that is longer is left out. */
function linesUpTo(longestBytes: number): (chunk: Uint8Array) => readonly string[] {
  const splitter = new LineSplitter(longestBytes);
  return (chunk) =>
    splitter.push(chunk).flatMap((item) => (item.kind === 'line' ? [Buffer.from(item.bytes).toString('latin1')] : []));
}
