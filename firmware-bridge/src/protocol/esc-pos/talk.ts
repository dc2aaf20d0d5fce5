import type { ProfileOf } from '@custody-edge/device-profiles';
import { type Bitmap, isCustodyError } from '@custody-edge/foundation';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Mailbox } from '../mailbox.ts';
import type { PrinterTalk } from '../printer-host.ts';
import {
  askInOrder,
  askNow,
  feedAndCut,
  initialise,
  type RealTimeStatus,
  rasterBand,
  readAnswer,
  realTime,
  troubleIn,
} from './codec.ts';

const attemptsPerQuestion = 2;

/** The line to a receipt printer: questions that it answers at once, and the one that it answers when it has printed. */
export class EscPosTalk implements PrinterTalk {
  readonly #profile: ProfileOf<'esc-pos'>;
  readonly #context: ByteDriverContext;
  readonly #atOnce = new Mailbox<number>();
  readonly #inOrder = new Mailbox<number>();

  constructor(profile: ProfileOf<'esc-pos'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
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

  async mustBeAbleToPrint(): Promise<void> {
    const offlineCause = await this.#ask(realTime.offlineCause);
    const paperSensor = await this.#ask(realTime.paperSensor);
    const trouble = troubleIn({ offlineCause, paperSensor });
    if (trouble) throw bridgeError(trouble, { offlineCause, paperSensor });
  }

  async print(picture: Bitmap): Promise<void> {
    const { rowsPerBand, confirms } = this.#profile;
    const { channel } = this.#context;
    this.#inOrder.clear();
    await channel.write(initialise);
    for (let row = 0; row < picture.height; row += rowsPerBand)
      await channel.write(rasterBand(picture, row, Math.min(rowsPerBand, picture.height - row)));
    await channel.write(feedAndCut);
    if (confirms) await this.#untilPrinted();
    else await this.mustBeAbleToPrint();
  }

  async #untilPrinted(): Promise<void> {
    const { clock, deviceId, channel } = this.#context;
    const { print: limitMs } = this.#profile.timeLimitsMs;
    const startedMs = clock.monotonicMs();
    await channel.write(askInOrder);
    while (!(await this.#cameInOrder())) {
      await this.mustBeAbleToPrint();
      if (clock.monotonicMs() - startedMs > limitMs) throw bridgeError('device-silent', { deviceId, limitMs });
    }
  }

  /** Whether the answer in order came within the time between two polls. @throws why the line ended */
  async #cameInOrder(): Promise<boolean> {
    try {
      await this.#inOrder.take(this.#profile.pollIntervalMs);
      return true;
    } catch (error) {
      if (isCustodyError(error, 'device-silent')) return false;
      throw error;
    }
  }

  async #ask(status: RealTimeStatus): Promise<number> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#atOnce.clear();
        await this.#context.channel.write(askNow(status));
        return await this.#atOnce.take(this.#profile.timeLimitsMs.reply);
      } catch (error) {
        if (attempt >= attemptsPerQuestion || !isCustodyError(error, 'device-silent')) throw error;
      }
    }
  }
}
