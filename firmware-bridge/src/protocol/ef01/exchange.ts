import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { confirmation, type Decoded, encodePacket, instruction, PacketDecoder, packetType } from './codec.ts';

/** Attempts of one command before the module counts as gone or the line as bad. */
const commandAttempts = 3;
/** A line that was quiet for this long has nothing of an aborted data phase left. */
const quietMs = 150;

interface ExchangeLimits {
  readonly reply: number;
  readonly dataGap: number;
  readonly imageUpload: number;
}

/** Confirmation code and what followed it. */
export interface Acknowledgement {
  readonly code: number;
  readonly body: Uint8Array;
}

/** One command at a time over one channel, with time limits, retries and resynchronisation. */
export class Exchange {
  readonly #channel: Channel;
  readonly #address: number;
  readonly #limits: ExchangeLimits;
  readonly #decoder = new PacketDecoder();
  readonly #inbox = new Mailbox<Decoded>();

  constructor(channel: Channel, address: number, limits: ExchangeLimits) {
    this.#channel = channel;
    this.#address = address;
    this.#limits = limits;
  }

  receive(chunk: Uint8Array): void {
    for (const item of this.#decoder.push(chunk)) this.#inbox.put(item);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Sends one command once. @throws `device-silent` or `device-garbled` */
  async once(payload: readonly number[], replyLimitMs = this.#limits.reply): Promise<Acknowledgement> {
    this.#decoder.flush();
    this.#inbox.clear();
    const bytes = encodePacket({
      type: packetType.command,
      address: this.#address,
      payload: Uint8Array.from(payload),
    });
    await this.#channel.write(bytes);
    const item = await this.#inbox.take(replyLimitMs);
    if (item.kind === 'bad-checksum') throw bridgeError('device-garbled', { instruction: payload[0] });
    const [code, ...body] = item.packet.payload;
    if (item.packet.type !== packetType.acknowledge || code === undefined)
      throw bridgeError('device-garbled', { instruction: payload[0], packetType: item.packet.type });
    if (code === confirmation.receiveError)
      throw bridgeError('device-garbled', { instruction: payload[0], confirmation: code });
    return { code, body: Uint8Array.from(body) };
  }

  /** Sends a command until it is answered soundly, a few times at most. */
  async command(payload: readonly number[]): Promise<Acknowledgement> {
    return this.#retrying(() => this.once(payload));
  }

  /**
   * Fetches the image that the module holds, again from the start when a packet was damaged or lost.
   * @param onPart hears the packed bytes that have come so far, after each packet but the last; valid only during the call
   * @returns the packed bytes, exactly `byteCount` of them
   * @throws `device-silent`, `device-garbled` or `device-refused`
   */
  async image(byteCount: number, onPart: (come: Uint8Array) => void): Promise<Uint8Array> {
    return this.#retrying(async () => {
      const answer = await this.once([instruction.uploadImage]);
      if (answer.code !== confirmation.ok) throw refused(instruction.uploadImage, answer);
      return this.#dataPhase(byteCount, onPart);
    });
  }

  async #dataPhase(byteCount: number, onPart: (come: Uint8Array) => void): Promise<Uint8Array> {
    const data = new Uint8Array(byteCount);
    const deadlineMs = performance.now() + this.#limits.imageUpload;
    for (let received = 0; ; ) {
      const item = await this.#inbox.take(this.#limits.dataGap);
      if (item.kind === 'bad-checksum') throw bridgeError('device-garbled', { received, byteCount });
      const { type, payload } = item.packet;
      if (type !== packetType.data && type !== packetType.lastData)
        throw bridgeError('device-garbled', { received, byteCount, packetType: type });
      if (received + payload.length > byteCount)
        throw bridgeError('device-garbled', { received: received + payload.length, byteCount });
      data.set(payload, received);
      received += payload.length;
      if (type === packetType.lastData) {
        if (received < byteCount) throw bridgeError('device-garbled', { received, byteCount });
        return data;
      }
      if (performance.now() > deadlineMs) throw bridgeError('device-silent', { received, byteCount });
      onPart(data.subarray(0, received));
    }
  }

  async #retrying<Value>(attempt: () => Promise<Value>): Promise<Value> {
    for (let attempts = 1; ; attempts++) {
      try {
        return await attempt();
      } catch (error) {
        if (attempts >= commandAttempts) throw error;
        await this.#quiet();
      }
    }
  }

  /** Waits until the module has stopped talking. @throws what closed the exchange */
  async #quiet(): Promise<void> {
    const deadlineMs = performance.now() + this.#limits.imageUpload;
    while (performance.now() < deadlineMs) {
      try {
        await this.#inbox.take(quietMs);
      } catch (error) {
        if (isCustodyError(error, 'device-silent')) return;
        throw error;
      }
    }
  }
}

/** The error for an answer that is no success. */
export function refused(command: number, answer: Acknowledgement) {
  return bridgeError('device-refused', { instruction: command, confirmation: answer.code });
}
