import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { encodeFrame, type Frame, hostFrame, nakCause, opcode, status } from './codec.ts';

const attemptsPerCommand = 3;

/** Commands to the decoder, one at a time in the order they were given, with time limit and retries. */
export class Exchange {
  readonly #channel: Channel;
  readonly #replyLimitMs: number;
  readonly #inbox = new Mailbox<Frame>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(channel: Channel, replyLimitMs: number) {
    this.#channel = channel;
    this.#replyLimitMs = replyLimitMs;
  }

  /** A message of the decoder that answers a command. */
  put(frame: Frame): void {
    this.#inbox.put(frame);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /**
   * Sends a command and waits for its answer.
   * @param answer code of the message that answers it
   * @throws `device-silent`, or `device-refused` with the cause that the decoder gave
   */
  ask(code: number, data: readonly number[] = [], answer: number = opcode.ack): Promise<Frame> {
    const asked = this.#queue.then(() => this.#askNow(hostFrame(code, data), answer));
    this.#queue = asked.catch(() => undefined);
    return asked;
  }

  async #askNow(command: Frame, answer: number): Promise<Frame> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#inbox.clear();
        await this.#channel.write(encodeFrame({ ...command, status: attempt === 1 ? 0 : status.retransmitted }));
        return await this.#answerTo(command, answer);
      } catch (error) {
        if (attempt >= attemptsPerCommand || !canRetry(error)) throw error;
      }
    }
  }

  async #answerTo(command: Frame, answer: number): Promise<Frame> {
    for (;;) {
      const frame = await this.#inbox.take(this.#replyLimitMs);
      if (frame.opcode === answer) return frame;
      if (frame.opcode === opcode.nak)
        throw bridgeError('device-refused', { opcode: command.opcode, cause: frame.data[0] });
    }
  }
}

const canRetry = (error: unknown): boolean =>
  isCustodyError(error, 'device-silent') ||
  (isCustodyError(error, 'device-refused') && error.details.cause === nakCause.resend);
