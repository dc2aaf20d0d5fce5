import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { LineSplitter } from '../line-splitter.ts';
import { Mailbox } from '../mailbox.ts';
import { type Letter, type Line, longestLineBytes, parseLine } from './codec.ts';

/** A line, and what it says. */
export interface Heard {
  readonly raw: string;
  readonly line: Line;
}

type Answered = Heard & { readonly line: { readonly kind: 'answer' } };

/** A line that was begun and then quiet for this long is not finished any more: six characters at 1200 baud. */
const quietMs = 50;
/** Most bytes kept of what came in the place of an answer. */
const mostStrayBytes = 64;

/** Of a question whose answer came damaged. */
const tries = 3;

/** One question at a time. An answer does not say what was asked: after a silence nothing more is asked on this connection. */
export class Exchange {
  readonly #channel: Channel;
  readonly #unasked: (heard: Heard) => void;
  readonly #splitter = new LineSplitter(longestLineBytes);
  readonly #inbox = new Mailbox<Heard>();
  #isAsking = false;
  #heardAtMs = Number.NEGATIVE_INFINITY;
  #stray = Buffer.alloc(0);

  /** @param unasked hears every line that answers nothing */
  constructor(channel: Channel, unasked: (heard: Heard) => void) {
    this.#channel = channel;
    this.#unasked = unasked;
  }

  receive(chunk: Uint8Array): void {
    this.#heardAtMs = performance.now();
    if (this.#isAsking && this.#stray.length < mostStrayBytes)
      this.#stray = Buffer.concat([this.#stray, chunk]).subarray(0, mostStrayBytes);
    for (const item of this.#splitter.push(chunk)) {
      if (item.kind !== 'line') continue;
      const raw = Buffer.from(item.bytes).toString('latin1');
      const heard = { raw, line: parseLine(raw) };
      if (this.#isAsking && heard.line.kind === 'answer') this.#inbox.put(heard);
      else this.#unasked(heard);
    }
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Has something done that is not answered. */
  tell(command: string): Promise<void> {
    return this.#channel.write(Buffer.from(`${command}\r`, 'latin1'));
  }

  /** Asks again where the answer came damaged, and so is not to come any more. @throws `device-silent`, or `device-garbled` where something else came */
  async ask(letter: Letter, limitMs: number): Promise<Answered> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.#ask(letter, limitMs);
      } catch (error) {
        if (left === 0 || !isCustodyError(error, 'device-garbled')) throw error;
      }
    }
  }

  async #ask(letter: Letter, limitMs: number): Promise<Answered> {
    await this.#untilQuiet(limitMs);
    this.#inbox.clear();
    this.#stray = Buffer.alloc(0);
    this.#isAsking = true;
    try {
      await this.tell(letter);
      const { raw, line } = await this.#inbox.take(limitMs);
      if (line.kind === 'answer') return { raw, line };
      throw bridgeError('device-garbled', { letter, raw });
    } catch (error) {
      if (!isCustodyError(error, 'device-silent') || this.#stray.length === 0) throw error;
      throw bridgeError('device-garbled', { letter, limitMs, heardHex: this.#stray.toString('hex') }, error);
    } finally {
      this.#isAsking = false;
    }
  }

  /** What was begun before a question is no part of its answer. */
  async #untilQuiet(limitMs: number): Promise<void> {
    const deadlineMs = performance.now() + limitMs;
    while (this.#splitter.unfinished) {
      const leftMs = this.#heardAtMs + quietMs - performance.now();
      if (leftMs <= 0) this.#splitter.flush();
      else if (performance.now() > deadlineMs) throw bridgeError('device-garbled', { quietMs, limitMs });
      else await new Promise((resolve) => setTimeout(resolve, leftMs));
    }
  }
}
