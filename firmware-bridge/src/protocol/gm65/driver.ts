import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { BarcodeDriver, ByteDriver, ByteDriverContext, DeviceIdentity } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { CodeLines } from '../code-lines.ts';
import { Pause } from '../pause.ts';
import { type Parted, ReplySieve } from './codec.ts';
import { Exchange } from './exchange.ts';

/** A reply that was begun and not ended for so long is text. */
const replyGapMs = 200;
const triggerBit = 0x01;

/** Host of a GROW reader module: codes one a line, and zones that are read and written on the same line. */
export class Gm65Driver implements ByteDriver, BarcodeDriver {
  readonly #profile: ProfileOf<'gm65'>;
  readonly #context: ByteDriverContext;
  readonly #lines: CodeLines;
  readonly #exchange: Exchange;
  readonly #sieve = new ReplySieve();
  readonly #pause = new Pause();
  #running: Promise<void> | undefined;
  #gapTimer: NodeJS.Timeout | undefined;

  constructor(profile: ProfileOf<'gm65'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
    this.#lines = new CodeLines(profile, context);
    this.#exchange = new Exchange(context.channel, profile.timeLimitsMs.reply);
  }

  receive(chunk: Uint8Array): void {
    if (this.#pause.ended) return;
    clearTimeout(this.#gapTimer);
    this.#take(this.#sieve.push(chunk));
    if (this.#sieve.unfinished) this.#gapTimer = setTimeout(() => this.#take(this.#sieve.flush()), replyGapMs);
  }

  async identify(): Promise<DeviceIdentity> {
    const { name, zones } = this.#profile;
    const model = `${name.maker} ${name.model}`;
    if (!zones.versions) {
      await this.#exchange.beAlive();
      return { model };
    }
    const hardware = await this.#exchange.read(zones.versions.hardware);
    const software = await this.#exchange.read(zones.versions.software);
    return { model, firmware: `hardware ${hardware}, software ${software}` };
  }

  start(): void {
    this.#lines.start();
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    this.#lines.stop();
    clearTimeout(this.#gapTimer);
    this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId }));
    await this.#running;
  }

  /** The zone of the trigger holds other settings beside it. */
  async setTrigger(pulled: boolean): Promise<void> {
    const { trigger } = this.#profile.zones;
    const held = await this.#exchange.read(trigger);
    await this.#exchange.write(trigger, pulled ? held | triggerBit : held & ~triggerBit);
  }

  /** Asks now and then whether it still answers: a reader that hangs says nothing by itself. */
  async #run(): Promise<void> {
    try {
      for (;;) {
        await this.#pause.forMs(this.#profile.aliveIntervalMs);
        if (this.#pause.ended) return;
        await this.identify();
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  #take({ text, replies }: Parted): void {
    for (const reply of replies) this.#exchange.put(reply);
    this.#lines.push(text);
  }
}
