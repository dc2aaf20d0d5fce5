import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { encodeFrame, exceptionOf, type Frame, FrameDecoder } from './codec.ts';

const attemptsPerRequest = 3;

/** Requests to one unit, one at a time in the order they were made, with time limit and retries. */
export class Exchange {
  readonly #channel: Channel;
  readonly #replyLimitMs: number;
  readonly #decoder = new FrameDecoder('answer');
  readonly #inbox = new Mailbox<Frame>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(channel: Channel, replyLimitMs: number) {
    this.#channel = channel;
    this.#replyLimitMs = replyLimitMs;
  }

  receive(chunk: Uint8Array): void {
    for (const frame of this.#decoder.push(chunk)) this.#inbox.put(frame);
  }

  close(error: Error): void {
    this.#inbox.close(error);
  }

  /** Sends a request and returns the body of its answer. @throws `device-silent` or `device-refused` */
  ask(request: Frame): Promise<Uint8Array> {
    const answer = this.#queue.then(() => this.#askNow(request));
    this.#queue = answer.catch(() => undefined);
    return answer;
  }

  async #askNow(request: Frame): Promise<Uint8Array> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#decoder.flush();
        this.#inbox.clear();
        await this.#channel.write(encodeFrame(request));
        return await this.#answerTo(request);
      } catch (error) {
        if (attempt >= attemptsPerRequest || !isCustodyError(error, 'device-silent')) throw error;
      }
    }
  }

  async #answerTo(request: Frame): Promise<Uint8Array> {
    for (;;) {
      const frame = await this.#inbox.take(this.#replyLimitMs);
      if (frame.unitId !== request.unitId || (frame.functionCode & 0x7f) !== request.functionCode) continue;
      const exception = exceptionOf(frame);
      if (exception !== undefined)
        throw bridgeError('device-refused', { functionCode: request.functionCode, exception });
      return frame.body;
    }
  }
}
