import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { type Command, commandType, encodeCommand, type Reply } from './codec.ts';

const attemptsPerCommand = 3;

/** Commands to the reader, one at a time in the order they were given, with time limit and retries. */
export class Exchange {
  readonly #channel: Channel;
  readonly #replyLimitMs: number;
  readonly #inbox = new Mailbox<Reply>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(channel: Channel, replyLimitMs: number) {
    this.#channel = channel;
    this.#replyLimitMs = replyLimitMs;
  }

  put(reply: Reply): void {
    this.#inbox.put(reply);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** What one zone holds. @throws `device-silent` or `device-garbled` */
  async read(address: number): Promise<number> {
    const { data } = await this.#ask({ type: commandType.read, address, data: Uint8Array.of(1) });
    const [value] = data;
    if (value === undefined || data.length > 1)
      throw bridgeError('device-garbled', { address, byteCount: data.length });
    return value;
  }

  /** Writes one zone, until the power is lost. @throws `device-silent`, or `device-refused` when the reader does not confirm it */
  async write(address: number, value: number): Promise<void> {
    const { data } = await this.#ask({ type: commandType.write, address, data: Uint8Array.of(value) });
    if (data[0] !== 0) throw bridgeError('device-refused', { address, answer: data[0] });
  }

  /** @throws `device-silent` when the reader gives no sign of life, `device-garbled` when it answers something else */
  async beAlive(): Promise<void> {
    const { kind } = await this.#ask({ type: commandType.heartbeat, address: 0, data: Uint8Array.of(0) });
    if (kind !== 'alive') throw bridgeError('device-garbled', { answer: kind });
  }

  #ask(command: Command): Promise<Reply> {
    const answer = this.#queue.then(() => this.#askNow(command));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #askNow(command: Command): Promise<Reply> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#inbox.clear();
        await this.#channel.write(encodeCommand(command));
        return await this.#inbox.take(this.#replyLimitMs);
      } catch (error) {
        if (attempt >= attemptsPerCommand || !isCustodyError(error, 'device-silent')) throw error;
      }
    }
  }
}
