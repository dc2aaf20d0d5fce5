import type { ProfileOf } from '@custody-edge/device-profiles';
import { type Bitmap, isCustodyError } from '@custody-edge/foundation';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Mailbox } from '../mailbox.ts';
import { Pause } from '../pause.ts';
import type { PrinterTalk } from '../printer-host.ts';
import { askStatus, type HostStatus, label, StatusReader, troubleIn } from './codec.ts';

const attemptsPerQuestion = 2;

/** The line to a label printer: it is asked for its state, also to learn that a label is out. */
export class ZplTalk implements PrinterTalk {
  readonly #profile: ProfileOf<'zpl'>;
  readonly #context: ByteDriverContext;
  readonly #reader = new StatusReader();
  readonly #answers = new Mailbox<HostStatus>();
  readonly #pause = new Pause();

  constructor(profile: ProfileOf<'zpl'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
  }

  receive(chunk: Uint8Array): void {
    for (const status of this.#reader.push(chunk)) this.#answers.put(status);
  }

  close(error: Error): void {
    this.#answers.close(error);
    this.#pause.end();
  }

  async mustBeAbleToPrint(): Promise<void> {
    await this.#soundStatus();
  }

  async print(picture: Bitmap): Promise<void> {
    const { clock, deviceId, channel } = this.#context;
    const { timeLimitsMs, pollIntervalMs } = this.#profile;
    await channel.write(label(picture));
    const startedMs = clock.monotonicMs();
    while ((await this.#soundStatus()).waiting > 0) {
      if (clock.monotonicMs() - startedMs > timeLimitsMs.print)
        throw bridgeError('device-silent', { deviceId, limitMs: timeLimitsMs.print });
      await this.#pause.forMs(pollIntervalMs);
    }
  }

  async #soundStatus(): Promise<HostStatus> {
    const status = await this.#ask();
    const trouble = troubleIn(status);
    if (trouble) throw bridgeError(trouble, { ...status });
    return status;
  }

  async #ask(): Promise<HostStatus> {
    for (let attempt = 1; ; attempt++) {
      try {
        this.#reader.clear();
        this.#answers.clear();
        await this.#context.channel.write(askStatus);
        return await this.#answers.take(this.#profile.timeLimitsMs.reply);
      } catch (error) {
        if (attempt >= attemptsPerQuestion || !isCustodyError(error, 'device-silent')) throw error;
      }
    }
  }
}
