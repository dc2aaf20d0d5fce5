import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { takeWhileComing, untilQuiet } from '../patience.ts';
import { type ChecksumKind, type Decoded, encodeMessage, errorNames, flag, MessageDecoder } from './codec.ts';

interface ExchangeLimits {
  /** Longest time until an answer begins, or goes on. */
  readonly replyMs: number;
  /** Longest time that an answer takes once it has begun. */
  readonly transferMs: number;
}

/** Of a question that is not understood, or whose answer is not. */
const tries = 3;
/** Frames that answer something else, and are passed over while waiting for one answer. */
const mostStrayFrames = 16;
/** A device that says so can be asked again: checksum wrong, not ready, message did not end properly, scan interrupted. */
const passingErrors: readonly number[] = [3, 7, 14, 15];
/** The device will answer later. */
const deferred = 255;

/** One message at a time, each waiting for its answer before the next is sent. */
export class Exchange {
  readonly #channel: Channel;
  readonly #limits: ExchangeLimits;
  readonly #decoder = new MessageDecoder();
  readonly #inbox = new Mailbox<Decoded>();
  #regarding = 0;
  /** Of what is sent from now on. */
  checksum: ChecksumKind = 'none';

  constructor(channel: Channel, limits: ExchangeLimits) {
    this.#channel = channel;
    this.#limits = limits;
  }

  receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) this.#inbox.put(item);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /**
   * Asks for something, again where the answer does not come or is damaged.
   * @param extraMs how much longer than usual the answer may take to begin
   * @throws `device-silent`, `device-garbled`, or `device-refused` with the device's word for why
   */
  query(type: number, data: Uint8Array = new Uint8Array(), extraMs = 0): Promise<Uint8Array> {
    return this.#patiently(() => this.#ask(type, data, false, extraMs));
  }

  /** As `query`, but asks no second time. */
  queryOnce(type: number, extraMs: number): Promise<Uint8Array> {
    return this.#ask(type, new Uint8Array(), false, extraMs);
  }

  /** Has something done, and waits until the device says that it is. @throws as `query` */
  async command(type: number, data: Uint8Array = new Uint8Array()): Promise<void> {
    await this.#patiently(() => this.#ask(type, data, true, 0));
  }

  /** As `query`, where the device may not know what is asked. */
  async queryIfKnown(type: number, data?: Uint8Array): Promise<Uint8Array | undefined> {
    try {
      return await this.query(type, data);
    } catch (error) {
      if (isCustodyError(error, 'device-refused')) return undefined;
      throw error;
    }
  }

  async #patiently<Value>(ask: () => Promise<Value>): Promise<Value> {
    for (let left = tries - 1; ; left--) {
      try {
        return await ask();
      } catch (error) {
        if (left === 0 || !mayPass(error)) throw error;
        await untilQuiet(this.#inbox, this.#decoder, this.#limits.transferMs);
      }
    }
  }

  async #ask(type: number, data: Uint8Array, isCommand: boolean, extraMs: number): Promise<Uint8Array> {
    this.#inbox.clear();
    this.#regarding = (this.#regarding + 1) >>> 0 || 1;
    const regarding = this.#regarding;
    const flags = isCommand ? flag.acknowledge : 0;
    await this.#channel.write(encodeMessage({ type, flags, error: 0, regarding, checksum: this.checksum, data }));
    const gapMs = this.#limits.replyMs + extraMs;
    for (let strays = 0; strays < mostStrayFrames; strays++) {
      const item = await takeWhileComing(this.#inbox, this.#decoder, gapMs, gapMs + this.#limits.transferMs);
      if (item.kind === 'damaged') throw bridgeError('device-garbled', { type, damaged: item.reason });
      const { message } = item;
      // A device that repeats no number answers with 0.
      const isOurs = message.type === type && (message.regarding === regarding || message.regarding === 0);
      if (!isOurs || (message.flags & ~flag.acknowledge) === 0) continue;
      if (message.error === deferred) continue;
      if ((message.flags & (flag.refused | flag.hardwareFault)) !== 0 || message.error !== 0)
        throw bridgeError('device-refused', { type, error: message.error, name: errorNames[message.error] ?? null });
      if (isCommand && (message.flags & flag.acknowledged) === 0) continue;
      return message.data;
    }
    throw bridgeError('device-garbled', { type, strayFrames: mostStrayFrames });
  }
}

const mayPass = (error: unknown): boolean =>
  isCustodyError(error, 'device-silent') ||
  isCustodyError(error, 'device-garbled') ||
  (isCustodyError(error, 'device-refused') && passingErrors.some((code) => code === error.details.error));
