import { type Bitmap, toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, PrinterDriver } from '../driver.ts';
import { bridgeError } from '../errors.ts';
import { Pause } from './pause.ts';

/** What the host of a printer must know of its model. */
interface PrinterModel {
  readonly name: { readonly maker: string; readonly model: string };
  readonly dotsPerLine: number;
  readonly pollIntervalMs: number;
}

/** What one language of printers has words for. A conversation has the line to itself. */
export interface PrinterTalk {
  receive(chunk: Uint8Array): void;
  /** @throws `device-silent`, or `printer-cover-open`, `printer-paper-out`, `printer-fault` */
  mustBeAbleToPrint(): Promise<void>;
  /** Sends a picture, cuts it off or feeds it out, and waits until the printer says that it is printed, where it says so. @throws as `mustBeAbleToPrint` */
  print(picture: Bitmap): Promise<void>;
  /** Makes what waits for an answer reject. */
  close(error: Error): void;
}

/** Host of a printer in any language. One that is out of paper or open is no device to rely on: it is faulted until it can print. */
export class PrinterHost implements ByteDriver, PrinterDriver {
  readonly #model: PrinterModel;
  readonly #context: ByteDriverContext;
  readonly #talk: PrinterTalk;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  #queue: Promise<unknown> = Promise.resolve();
  #running: Promise<void> | undefined;

  constructor(
    model: PrinterModel,
    context: ByteDriverContext,
    talk: PrinterTalk,
    options: { readonly pollIntervalMs?: number | undefined } = {},
  ) {
    this.#model = model;
    this.#context = context;
    this.#talk = talk;
    this.#pollIntervalMs = options.pollIntervalMs ?? model.pollIntervalMs;
  }

  receive(chunk: Uint8Array): void {
    this.#talk.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    await this.#talk.mustBeAbleToPrint();
    const { maker, model } = this.#model.name;
    return { model: `${maker} ${model}` };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#talk.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#running;
  }

  /**
   * Prints a picture; resolves when the printer says that it is printed, where it says so. A printer that fails at it is faulted.
   * @throws `picture-too-wide`, `printer-cover-open`, `printer-paper-out`, `printer-fault`, `device-silent`
   */
  print(picture: Bitmap): Promise<void> {
    const { dotsPerLine } = this.#model;
    if (picture.width > dotsPerLine)
      return Promise.reject(bridgeError('picture-too-wide', { width: picture.width, dotsPerLine }));
    return this.#alone(async () => {
      try {
        await this.#talk.mustBeAbleToPrint();
        await this.#talk.print(picture);
      } catch (error) {
        this.#context.fail(toCustodyError(error));
        throw error;
      }
    });
  }

  async #run(): Promise<void> {
    try {
      while (!this.#pause.ended) {
        await this.#alone(() => this.#talk.mustBeAbleToPrint());
        await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  /** Runs one conversation with the line to itself: a question within a picture would become part of it. */
  #alone<Value>(conversation: () => Promise<Value>): Promise<Value> {
    const result = this.#queue.then(conversation);
    this.#queue = result.catch(() => undefined);
    return result;
  }
}
