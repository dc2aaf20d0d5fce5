import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { takeWhileComing, untilQuiet } from '../patience.ts';
import { type Decoded, encodePacket, type Packet, PacketDecoder, refusal, response } from './codec.ts';

/** Attempts of one command before the module counts as gone or the line as bad. */
const commandAttempts = 3;
interface ExchangeLimits {
  readonly reply: number;
  readonly dataGap: number;
  /** Whole data at the slowest line speed. */
  readonly imageUpload: number;
}

/** What a module answered. */
export type Reply =
  | { readonly ok: true; readonly parameter: number }
  | { readonly ok: false; readonly refusal: number };

/** One command at a time over one channel, with time limits, retries and resynchronisation. */
export class Exchange {
  readonly #channel: Channel;
  readonly #deviceId: number;
  readonly #limits: ExchangeLimits;
  readonly #decoder: PacketDecoder;
  readonly #inbox = new Mailbox<Decoded>();

  constructor(channel: Channel, deviceId: number, limits: ExchangeLimits) {
    this.#channel = channel;
    this.#deviceId = deviceId;
    this.#limits = limits;
    this.#decoder = new PacketDecoder(deviceId);
  }

  receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) this.#inbox.put(item);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Sends a command once. @throws `device-silent` or `device-garbled` */
  async once(packet: Packet, replyLimitMs = this.#limits.reply): Promise<Reply> {
    this.#decoder.reset();
    return this.#ask(packet, replyLimitMs);
  }

  /** Sends a command until it is answered soundly, a few times at most. */
  command(code: number, parameter = 0, replyLimitMs = this.#limits.reply): Promise<Reply> {
    return this.#retrying(() => this.once({ code, parameter }, replyLimitMs));
  }

  /** As `once`, for a command that is answered with data. @returns them, or the refusal */
  async dataOnce(packet: Packet, byteCount: number, replyLimitMs = this.#limits.reply): Promise<Uint8Array | Reply> {
    this.#decoder.reset();
    this.#decoder.expectData(byteCount);
    const reply = await this.#ask(packet, replyLimitMs);
    if (!reply.ok) return reply;
    const item = await takeWhileComing(this.#inbox, this.#decoder, this.#limits.dataGap, this.#limits.imageUpload);
    if (item.kind !== 'data') throw bridgeError('device-garbled', { command: packet.code, byteCount });
    return item.data;
  }

  /** As `command`, for a command that is answered with data. @throws `device-refused` among others */
  data(code: number, byteCount: number, parameter = 0): Promise<Uint8Array> {
    return this.#retrying(async () => {
      const answer = await this.dataOnce({ code, parameter }, byteCount);
      if (answer instanceof Uint8Array) return answer;
      throw refused(code, answer);
    });
  }

  async #ask(packet: Packet, replyLimitMs: number): Promise<Reply> {
    this.#inbox.clear();
    await this.#channel.write(encodePacket(packet, this.#deviceId));
    const item = await this.#inbox.take(replyLimitMs);
    if (item.kind !== 'packet') throw bridgeError('device-garbled', { command: packet.code });
    const { code, parameter } = item.packet;
    if (code === response.acknowledged) return { ok: true, parameter };
    if (code !== response.refused || parameter === refusal.garbled)
      throw bridgeError('device-garbled', { command: packet.code, response: code, parameter });
    return { ok: false, refusal: parameter };
  }

  async #retrying<Value>(attempt: () => Promise<Value>): Promise<Value> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        const mayPass = isCustodyError(error, 'device-garbled') || isCustodyError(error, 'device-silent');
        if (!mayPass || attempts >= commandAttempts) throw error;
        await untilQuiet(this.#inbox, this.#decoder, this.#limits.imageUpload);
      }
    }
  }
}

/** The error for an answer that is no success. */
export function refused(command: number, reply: Reply) {
  return bridgeError('device-refused', { command, ...(!reply.ok && { refusal: reply.refusal }) });
}
