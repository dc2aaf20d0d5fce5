import { isCustodyError, type Random } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { Pause } from '../pause.ts';
import { blockType, type Check, encodePacket, type Packet, PacketDecoder, type ReceivedPacket } from './codec.ts';
import { command, keyCommand, refusal, reply } from './messages.ts';
import {
  deviceCryptogram,
  initialMac,
  installationKey,
  isSame,
  keyKind,
  type Message,
  nonceBytes,
  panelCryptogram,
  Session,
  sessionKeys,
} from './secure-channel.ts';

const attemptsPerCommand = 3;
const busyPauseMs = 20;
const none = new Uint8Array();
/** The client's id and nonce come before its cryptogram. */
const cryptogramAt = 2 * nonceBytes;

interface ExchangeOptions {
  readonly channel: Channel;
  readonly random: Random;
  readonly address: number;
  readonly check: Check;
  readonly replyLimitMs: number;
  readonly busyLimitMs: number;
  /** Key of the device; without one nothing is proven or hidden. */
  readonly key?: Uint8Array | undefined;
  /** The device stands in installation mode and may be given the key. */
  readonly installing?: boolean | undefined;
}

/**
 * Commands to one device, one at a time in the order they were made, with time limit and retries. A command that failed may have been
 * carried out or not, and the device would take the next one under the same number for its repetition: so everything begins anew.
 */
export class Exchange {
  readonly #options: ExchangeOptions;
  readonly #decoder = new PacketDecoder();
  readonly #inbox = new Mailbox<ReceivedPacket>();
  readonly #pause = new Pause();
  #queue: Promise<unknown> = Promise.resolve();
  #sequence = 0;
  #session: Session | undefined;
  #isOpen = false;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  receive(chunk: Uint8Array): void {
    for (const packet of this.#decoder.push(chunk)) this.#inbox.put(packet);
  }

  close(error: Error): void {
    this.#pause.end();
    this.#inbox.close(error);
  }

  /**
   * Asks, in the secure channel where there is a key, and returns the answer.
   * @throws `device-silent`, `device-garbled`, `device-refused` or `device-key-refused`
   */
  ask(code: number, data: Uint8Array = none): Promise<Message> {
    const answer = this.#queue.then(async () => {
      if (!this.#isOpen) await this.#begin();
      return this.#askNow({ code, data });
    });
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  /** Numbers begin anew, and both sides prove that they hold the key. */
  async #begin(): Promise<void> {
    const { key, installing } = this.#options;
    await this.#restart();
    if (key) {
      try {
        await this.#shakeHands(key, keyKind.own);
      } catch (error) {
        if (!installing || !isCustodyError(error, 'device-key-refused')) throw error;
        await this.#restart();
        await this.#shakeHands(installationKey, keyKind.installation);
        await this.#askNow({ code: command.setKey, data: keyCommand(key) });
        await this.#restart();
        await this.#shakeHands(key, keyKind.own);
      }
    }
    this.#isOpen = true;
  }

  /** A packet with the number 0 ends what was agreed before. */
  async #restart(): Promise<void> {
    this.#isOpen = false;
    this.#session = undefined;
    this.#sequence = 0;
    await this.#askNow({ code: command.id, data: Uint8Array.of(0) });
  }

  async #shakeHands(key: Uint8Array, kind: number): Promise<void> {
    const { random, address } = this.#options;
    const panelNonce = random.bytes(nonceBytes);
    const keys = sessionKeys(key, panelNonce);
    const refuse = (cause?: unknown) => bridgeError('device-key-refused', { address, kind }, cause);
    const step = async (type: number, code: number, data: Uint8Array) => {
      try {
        return await this.#askNow({ code, data }, { type, data: Uint8Array.of(kind) });
      } catch (error) {
        throw isCustodyError(error, 'device-refused') ? refuse(error) : error;
      }
    };
    const { data: answer } = await step(blockType.challenge, command.challenge, panelNonce);
    const deviceNonce = answer.subarray(nonceBytes, cryptogramAt);
    const claimed = answer.subarray(cryptogramAt);
    if (!isSame(claimed, deviceCryptogram(keys, panelNonce, deviceNonce))) throw refuse();
    const proof = panelCryptogram(keys, panelNonce, deviceNonce);
    const first = initialMac(keys, proof);
    const { data: said } = await step(blockType.serverCryptogram, command.prove, proof);
    if (!isSame(said, first)) throw refuse();
    this.#session = new Session(keys, first);
  }

  async #askNow(message: Message, block?: Packet['block']): Promise<Message> {
    try {
      const bytes = this.#packetOf(message, block);
      const answer = await this.#answerTo(bytes, block === undefined ? this.#session : undefined);
      this.#sequence = (this.#sequence % 3) + 1;
      if (answer.code !== reply.refused) return answer;
      throw bridgeError('device-refused', { command: message.code, refusal: answer.data[0] });
    } catch (error) {
      this.#isOpen = false;
      throw error;
    }
  }

  #packetOf(message: Message, block?: Packet['block']): Uint8Array {
    const { address, check } = this.#options;
    const head = { address, isReply: false, sequence: this.#sequence, check };
    if (!block && this.#session) return this.#session.seal(head, message);
    return encodePacket({ ...head, ...message, ...(block && { block }) });
  }

  /** Sends the same bytes again where they or the answer were lost: the device knows them by their number. */
  async #answerTo(bytes: Uint8Array, session: Session | undefined): Promise<Message> {
    let failed = bridgeError('device-silent', { address: this.#options.address });
    let waitedMs = 0;
    for (let attempt = 1; attempt <= attemptsPerCommand; ) {
      this.#decoder.flush();
      this.#inbox.clear();
      await this.#options.channel.write(bytes);
      const packet = await this.#nextReply();
      if (packet?.code === reply.busy) {
        if (waitedMs >= this.#options.busyLimitMs) throw bridgeError('device-refused', { answer: 'busy', waitedMs });
        await this.#pause.forMs(busyPauseMs);
        waitedMs += busyPauseMs;
        continue;
      }
      attempt += 1;
      if (!packet) continue;
      const isUnheard = packet.code === reply.refused && packet.data[0] === refusal.check;
      const answer = session && !isUnheard ? session.open(packet) : packet;
      if (answer && !isUnheard) return answer;
      failed = bridgeError('device-garbled', { code: packet.code, ...(isUnheard && { refusal: refusal.check }) });
    }
    throw failed;
  }

  /** @returns nothing when none came in time */
  async #nextReply(): Promise<ReceivedPacket | undefined> {
    for (;;) {
      try {
        const packet = await this.#inbox.take(this.#options.replyLimitMs);
        const isOurs = packet.isReply && packet.address === this.#options.address;
        if (isOurs && (packet.code === reply.busy || packet.sequence === this.#sequence)) return packet;
      } catch (error) {
        if (isCustodyError(error, 'device-silent')) return undefined;
        throw error;
      }
    }
  }
}
