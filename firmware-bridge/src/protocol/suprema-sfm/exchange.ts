import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { takeWhileComing, untilQuiet } from '../patience.ts';
import { command, type Decoded, encodePacket, type Follows, type Packet, PacketDecoder, result } from './codec.ts';

/** Attempts of one command before the module counts as gone, busy for good, or the line as bad. */
const commandAttempts = 3;
/** Bytes of each block that a module is asked to send (the maker's SDK). */
const blockBytes = 4096;

interface ExchangeLimits {
  readonly reply: number;
  readonly dataGap: number;
  readonly imageUpload: number;
}

/** What a module answered, with the data that followed it. */
interface Response {
  readonly packet: Packet;
  readonly data?: Uint8Array;
}

const withData: readonly number[] = [command.scanTemplate, command.readTemplate, command.listUsers];

/** What follows a response on its way to the host. */
function followsResponse({ command: code, size, flag }: Packet): Follows {
  if (flag !== result.success) return undefined;
  if (code === command.scanImageInBlocks || code === command.readImageInBlocks) return 'blocks';
  return withData.includes(code) && size > 0 ? size : undefined;
}

/** One command at a time over one channel, with time limits, retries and resynchronisation. */
export class Exchange {
  readonly #channel: Channel;
  readonly #terminalId: number | undefined;
  readonly #limits: ExchangeLimits;
  readonly #decoder: PacketDecoder;
  readonly #inbox = new Mailbox<Decoded>();

  constructor(channel: Channel, terminalId: number | undefined, limits: ExchangeLimits) {
    this.#channel = channel;
    this.#terminalId = terminalId;
    this.#limits = limits;
    this.#decoder = new PacketDecoder(terminalId, followsResponse);
  }

  receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) this.#inbox.put(item);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Sends a command until it is answered soundly, a few times at most. @param limitMs from each word of the module to the next */
  command(packet: Partial<Packet> & { readonly command: number }, limitMs = this.#limits.reply): Promise<Response> {
    return this.#retrying(async () => {
      await this.#send(packet);
      return this.#response(packet.command, limitMs);
    });
  }

  /**
   * Fetches the picture that was scanned last, again from the start when a block was damaged or lost.
   * @param onPart hears the bytes that have come so far, after each block but the last; valid only during the call
   */
  image(onPart: (come: Uint8Array) => void): Promise<Uint8Array> {
    return this.#retrying(async () => {
      await this.#send({ command: command.readImageInBlocks, size: blockBytes });
      const { packet } = await this.#response(command.readImageInBlocks, this.#limits.reply);
      if (packet.flag !== result.success) throw refused(packet);
      return this.#blocks(packet.size, onPart);
    });
  }

  async #blocks(byteCount: number, onPart: (come: Uint8Array) => void): Promise<Uint8Array> {
    const image = new Uint8Array(byteCount);
    const deadlineMs = performance.now() + this.#limits.imageUpload;
    for (let received = 0, wanted = 0; ; wanted++) {
      const item = await takeWhileComing(this.#inbox, this.#decoder, this.#limits.dataGap, this.#limits.imageUpload);
      if (item.kind !== 'block' || item.index !== wanted || received + item.data.length > byteCount)
        throw bridgeError('device-garbled', { received, byteCount, wanted });
      image.set(item.data, received);
      received += item.data.length;
      await this.#write({ command: command.readImageInBlocks, flag: result.dataOk });
      if (item.index + 1 >= item.count) {
        if (received < byteCount) throw bridgeError('device-garbled', { received, byteCount });
        return image;
      }
      if (performance.now() > deadlineMs) throw bridgeError('device-silent', { received, byteCount });
      onPart(image.subarray(0, received));
    }
  }

  /** The response that ends a command; that a finger was scanned comes before it. */
  async #response(code: number, limitMs: number): Promise<Response> {
    for (;;) {
      const item = await this.#inbox.take(limitMs);
      if (item.kind !== 'packet' || item.packet.command !== code)
        throw bridgeError('device-garbled', { command: code });
      if (item.packet.flag === result.busy) throw refused(item.packet);
      if (item.packet.flag !== result.scanned) return item;
    }
  }

  async #send(packet: Partial<Packet> & { readonly command: number }): Promise<void> {
    this.#decoder.reset();
    this.#inbox.clear();
    await this.#write(packet);
  }

  async #write({ command: code, param = 0, size = 0, flag = 0 }: Partial<Packet> & { readonly command: number }) {
    await this.#channel.write(encodePacket({ command: code, param, size, flag }, this.#terminalId));
  }

  async #retrying<Value>(attempt: () => Promise<Value>): Promise<Value> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        if (!mayPass(error) || attempts >= commandAttempts) throw error;
        // Whatever it still waits for or is about to send is wanted no more.
        await this.#write({ command: command.cancel });
        await untilQuiet(this.#inbox, this.#decoder, this.#limits.imageUpload);
      }
    }
  }
}

function mayPass(error: unknown): boolean {
  if (isCustodyError(error, 'device-refused')) return error.details.result === result.busy;
  return isCustodyError(error, 'device-garbled') || isCustodyError(error, 'device-silent');
}

/** The error for a response that is no success. */
export function refused({ command: code, flag }: Packet) {
  return bridgeError('device-refused', { command: code, result: flag });
}
