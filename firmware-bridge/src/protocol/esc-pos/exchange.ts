import { isCustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../../errors.ts';
import type { Channel } from '../../transport/channel.ts';
import { Mailbox } from '../mailbox.ts';
import { askNow, type RealTimeStatus, readAnswer, realTime, troubleIn } from './codec.ts';

const attemptsPerQuestion = 2;

/** The line to a printer: questions that it answers at once, and the one that it answers when it has printed. */
export class Exchange {
  readonly #channel: Channel;
  readonly #replyLimitMs: number;
  readonly #atOnce = new Mailbox<number>();
  readonly #inOrder = new Mailbox<number>();
  #queue: Promise<unknown> = Promise.resolve();

  constructor(channel: Channel, replyLimitMs: number) {
    this.#channel = channel;
    this.#replyLimitMs = replyLimitMs;
  }

  receive(chunk: Uint8Array): void {
    for (const byte of chunk) {
      const answer = readAnswer(byte);
      if (answer.kind === 'real-time') this.#atOnce.put(answer.bits);
      if (answer.kind === 'in-order') this.#inOrder.put(answer.bits);
    }
  }

  close(error: Error): void {
    this.#atOnce.close(error);
    this.#inOrder.close(error);
  }

  /** Runs one conversation with the line to itself: a question within a picture would become part of it. */
  alone<Value>(conversation: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(conversation);
    this.#queue = result.catch(() => undefined);
    return result;
  }

  write(bytes: Uint8Array): Promise<void> {
    return this.#channel.write(bytes);
  }

  /** Forgets answers of an earlier slip. */
  expectInOrder(): void {
    this.#inOrder.clear();
  }

  /** Whether the answer in order came within the time. @throws why the line ended */
  async cameInOrder(limitMs: number): Promise<boolean> {
    try {
      await this.#inOrder.take(limitMs);
      return true;
    } catch (error) {
      if (isCustodyError(error, 'device-silent')) return false;
      throw error;
    }
  }

  /** @throws `device-silent`, or `printer-cover-open`, `printer-paper-out`, `printer-fault` */
  async mustBeAbleToPrint(): Promise<void> {
    const offlineCause = await this.#ask(realTime.offlineCause);
    const paperSensor = await this.#ask(realTime.paperSensor);
    const trouble = troubleIn({ offlineCause, paperSensor });
    if (trouble) throw bridgeError(trouble, { offlineCause, paperSensor });
  }

  async #ask(status: RealTimeStatus): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#atOnce.clear();
        await this.#channel.write(askNow(status));
        return await this.#atOnce.take(this.#replyLimitMs);
      } catch (error) {
        if (attempt >= attemptsPerQuestion || !isCustodyError(error, 'device-silent')) throw error;
      }
    }
  }
}
