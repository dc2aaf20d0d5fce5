import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { LineSplitter } from '../line-splitter.ts';
import { Mailbox } from '../mailbox.ts';
import { encodeCommand, longestLineBytes, parseReply, type Reply } from './codec.ts';

/** A reply with the line it was read from. */
export interface Line {
  readonly raw: string;
  readonly reply: Reply;
}

/** Lines of noise that are passed over while waiting for one answer. */
const mostStrayLines = 64;

/** One command at a time, each waiting for its answer before the next is sent. */
export class Exchange {
  readonly #channel: Channel;
  readonly #onRestart: (serialNumber: string) => void;
  readonly #splitter = new LineSplitter(longestLineBytes);
  readonly #inbox = new Mailbox<Line>();
  #queue: Promise<unknown> = Promise.resolve();
  #asking = '';

  /** @param onRestart told of every `I4 A` that nobody asked for */
  constructor(channel: Channel, onRestart: (serialNumber: string) => void) {
    this.#channel = channel;
    this.#onRestart = onRestart;
  }

  receive(chunk: Uint8Array): void {
    for (const item of this.#splitter.push(chunk)) {
      if (item.kind !== 'line') continue;
      const raw = Buffer.from(item.bytes).toString('latin1');
      const reply = parseReply(raw);
      if (reply.kind === 'state' && reply.id === 'I4' && reply.state === 'A' && this.#asking !== 'I4')
        this.#onRestart(reply.parameters[0] ?? '');
      else this.#inbox.put({ raw, reply });
    }
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Runs one conversation with the line to itself. */
  alone<Value>(conversation: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(conversation);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  /**
   * Sends a command and returns its first answer, passing over lines that belong to no command of this product.
   * @param answerId the id the answer carries; `ES`, `ET` and `EL` answer every command
   * @throws `device-silent`
   */
  async ask(command: string, answerId: string, limitMs: number): Promise<Line> {
    this.#inbox.clear();
    this.#asking = answerId;
    try {
      await this.#channel.write(encodeCommand(command));
      return await this.answer(answerId, limitMs);
    } finally {
      this.#asking = '';
    }
  }

  /** The next line that answers a command with this id. @throws `device-silent` or `device-garbled` */
  async answer(answerId: string, limitMs: number): Promise<Line> {
    for (let stray = 0; stray < mostStrayLines; stray++) {
      const line = await this.#inbox.take(limitMs);
      const { reply } = line;
      if (reply.kind === 'error' || reply.kind === 'balance-fault') return line;
      if (reply.kind !== 'unknown' && reply.id === answerId) return line;
    }
    throw bridgeError('device-garbled', { strayLines: mostStrayLines });
  }

  /** As `ask`, again after a silence. */
  async askPatiently(command: string, answerId: string, limitMs: number): Promise<Line> {
    try {
      return await this.ask(command, answerId, limitMs);
    } catch (error) {
      if (!isCustodyError(error, 'device-silent')) throw error;
      return this.ask(command, answerId, limitMs);
    }
  }
}
