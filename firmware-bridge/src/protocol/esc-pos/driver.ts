import type { ProfileOf } from '@custody-edge/device-profiles';
import { type Bitmap, toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, PrinterDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Pause } from '../pause.ts';
import { askInOrder, feedAndCut, initialise, rasterBand } from './codec.ts';
import { Exchange } from './exchange.ts';

/** Host of a receipt printer. One that is out of paper or open is no device to rely on: it is faulted until it can print. */
export class EscPosDriver implements ByteDriver, PrinterDriver {
  readonly #profile: ProfileOf<'esc-pos'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  #running: Promise<void> | undefined;

  constructor(
    profile: ProfileOf<'esc-pos'>,
    context: ByteDriverContext,
    options: { readonly pollIntervalMs?: number | undefined } = {},
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#exchange = new Exchange(context.channel, profile.timeLimitsMs.reply);
    this.#pollIntervalMs = options.pollIntervalMs ?? profile.pollIntervalMs;
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    await this.#exchange.mustBeAbleToPrint();
    const { maker, model } = this.#profile.name;
    return { model: `${maker} ${model}` };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#running;
  }

  /**
   * Prints a picture and cuts it off; resolves when the printer says that it took everything from its buffer, where it says so. A printer
   * that fails at it is faulted.
   * @throws `picture-too-wide`, `printer-cover-open`, `printer-paper-out`, `printer-fault`, `device-silent`
   */
  print(picture: Bitmap): Promise<void> {
    const { dotsPerLine, rowsPerBand } = this.#profile;
    if (picture.width > dotsPerLine)
      return Promise.reject(bridgeError('picture-too-wide', { width: picture.width, dotsPerLine }));
    return this.#exchange.alone(async () => {
      try {
        await this.#exchange.mustBeAbleToPrint();
        await this.#send(picture, rowsPerBand);
        if (this.#profile.confirms) await this.#untilPrinted();
        else await this.#exchange.mustBeAbleToPrint();
      } catch (error) {
        this.#context.fail(toCustodyError(error));
        throw error;
      }
    });
  }

  async #send(picture: Bitmap, rowsPerBand: number): Promise<void> {
    this.#exchange.expectInOrder();
    await this.#exchange.write(initialise);
    for (let row = 0; row < picture.height; row += rowsPerBand)
      await this.#exchange.write(rasterBand(picture, row, Math.min(rowsPerBand, picture.height - row)));
    await this.#exchange.write(feedAndCut);
  }

  async #untilPrinted(): Promise<void> {
    const { clock, deviceId } = this.#context;
    const { print: limitMs } = this.#profile.timeLimitsMs;
    const startedMs = clock.monotonicMs();
    await this.#exchange.write(askInOrder);
    while (!(await this.#exchange.cameInOrder(this.#pollIntervalMs))) {
      await this.#exchange.mustBeAbleToPrint();
      if (clock.monotonicMs() - startedMs > limitMs) throw bridgeError('device-silent', { deviceId, limitMs });
    }
  }

  async #run(): Promise<void> {
    try {
      while (!this.#pause.ended) {
        await this.#exchange.alone(() => this.#exchange.mustBeAbleToPrint());
        await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }
}
