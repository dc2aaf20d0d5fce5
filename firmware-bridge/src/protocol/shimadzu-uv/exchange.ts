import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { blockBytes, type Control, signBytes, type Token, TokenDecoder } from './codec.ts';

/** Of a question that changes nothing. */
const tries = 3;
/** How often attention is asked for: a device that is busy refuses it. */
const attentions = 5;
/** A line that was quiet for this long has nothing of an answer left. */
const quietMs = 100;
/** Most tokens that are let pass until the line is quiet. */
const mostLate = 5000;

/** Takes turns with the device: ENQ, ACK, a command, ACK; then EOT when it is done, or ENQ and blocks when it has something to say. */
export class Exchange {
  readonly #channel: Channel;
  readonly #replyMs: number;
  readonly #decoder = new TokenDecoder();
  readonly #inbox = new Mailbox<Token>();

  constructor(channel: Channel, replyMs: number) {
    this.#channel = channel;
    this.#replyMs = replyMs;
  }

  receive(chunk: Uint8Array): void {
    for (const token of this.#decoder.push(chunk)) this.#inbox.put(token);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Whether it listens. @throws `device-silent`, `device-garbled`, `device-refused` */
  async attend(): Promise<void> {
    await this.#attention();
    await this.#sign('end');
  }

  /**
   * Has something done, and waits until the device says that it is.
   * @param limitMs how long it may take
   * @throws as `attend`; whether it was done is not known then
   */
  async command(text: string, limitMs: number): Promise<void> {
    await this.#orElseEnd(async () => {
      await this.#hand(text);
      await this.#expect('end', limitMs, text);
      await this.#sign('acknowledged');
    });
  }

  /**
   * Asks for one block or more, again where they are damaged: asking must change nothing.
   * @param most blocks of an answer; one that goes on is `device-garbled`
   * @param limitMs until the first block
   */
  async query(text: string, most: number, limitMs: number): Promise<string[]> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.#orElseEnd(() => this.#blocks(text, most, limitMs));
      } catch (error) {
        if (left === 0 || !isCustodyError(error, 'device-garbled')) throw error;
      }
    }
  }

  async #blocks(text: string, most: number, limitMs: number): Promise<string[]> {
    await this.#hand(text);
    await this.#expect('enquiry', limitMs, text);
    await this.#sign('acknowledged');
    const blocks: string[] = [];
    for (;;) {
      const token = await this.#take(this.#replyMs);
      if (token.kind === 'block' && blocks.length < most) blocks.push(token.text);
      else if (token.kind !== 'control' || token.name !== 'end')
        throw unexpected(text, token, { blocks: blocks.length });
      await this.#sign('acknowledged');
      if (token.kind === 'control') return blocks;
    }
  }

  /** Hands a command over, once more where the device asks for that. */
  async #hand(text: string): Promise<void> {
    await this.#attention();
    for (let left = tries - 1; ; left--) {
      await this.#channel.write(blockBytes(text));
      try {
        return await this.#expect('acknowledged', this.#replyMs, text);
      } catch (error) {
        if (left === 0 || !isCustodyError(error, 'device-refused') || error.details.said !== 'refused') throw error;
      }
    }
  }

  async #attention(): Promise<void> {
    for (let left = attentions - 1; ; left--) {
      this.#inbox.clear();
      try {
        await this.#sign('enquiry');
        return await this.#expect('acknowledged', this.#replyMs, 'ENQ');
      } catch (error) {
        if (left === 0 || !isCustodyError(error) || !passing.has(error.code)) throw error;
        await this.#end();
      }
    }
  }

  async #expect(name: Control, limitMs: number, command: string): Promise<void> {
    const token = await this.#take(limitMs);
    if (token.kind === 'control' && token.name === name) return;
    throw unexpected(command, token, { expected: name });
  }

  /** @throws `device-silent`, or `device-garbled` for half a block */
  async #take(limitMs: number): Promise<Token> {
    try {
      return await this.#inbox.take(limitMs);
    } catch (error) {
      const [begun] = isCustodyError(error, 'device-silent') ? this.#decoder.flush() : [];
      if (!begun) throw error;
      throw unexpected('', begun, { limitMs });
    }
  }

  #sign(name: Control): Promise<void> {
    return this.#channel.write(signBytes(name));
  }

  /** A turn that went wrong is given up on both sides. */
  async #orElseEnd<Value>(turn: () => Promise<Value>): Promise<Value> {
    try {
      return await turn();
    } catch (error) {
      if (isCustodyError(error) && passing.has(error.code)) await this.#end();
      throw error;
    }
  }

  /** Gives up, and waits until nothing more comes of what was given up. */
  async #end(): Promise<void> {
    await this.#sign('abort');
    await this.#sign('end');
    try {
      for (let late = 0; late < mostLate; late++) await this.#inbox.take(quietMs);
    } catch (error) {
      if (!isCustodyError(error, 'device-silent')) throw error;
    }
    this.#decoder.flush();
  }
}

/** What may be otherwise the next time. */
const passing: ReadonlySet<string> = new Set(['device-silent', 'device-garbled', 'device-refused']);

function unexpected(command: string, token: Token, details: Record<string, unknown>) {
  if (token.kind === 'control' && (token.name === 'refused' || token.name === 'abort'))
    return bridgeError('device-refused', { command, said: token.name });
  const said = token.kind === 'control' ? token.name : token.kind === 'block' ? token.text : token.hex;
  return bridgeError('device-garbled', { command, said, ...details });
}
