import type { ProfileOf } from '@custody-edge/device-profiles';
import { toCustodyError } from '@custody-edge/foundation';
import type { DeviceIdentity, DriverContext, GateIoDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { Contacts } from '../../gate-io/contacts.ts';
import { type GateOutput, GateOutputs } from '../../gate-io/outputs.ts';
import type { GateSignal } from '../../gate-io/signal.ts';
import { Pause } from '../pause.ts';
import type { GpioLines, LineRequest } from './lines.ts';
import { inputsOf, outputsOf, type Wiring } from './wiring.ts';

interface GpioSettings {
  readonly wiring?: Partial<Wiring> | undefined;
  readonly pollIntervalMs?: number | undefined;
}

/** A gate wired to lines of the machine itself: they are looked at so often that a contact that bounces is told once. */
export class GpioDriver implements GateIoDriver {
  readonly #profile: ProfileOf<'gpio'>;
  readonly #context: DriverContext;
  readonly #open: (request: LineRequest) => Promise<GpioLines>;
  readonly #wiring: Wiring;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  readonly #contacts: Contacts;
  readonly #outputs: GateOutputs;
  #opening: Promise<GpioLines> | undefined;
  #running: Promise<void> | undefined;

  /** @param open takes the lines of the chip that this device is wired to */
  constructor(
    profile: ProfileOf<'gpio'>,
    context: DriverContext,
    open: (request: LineRequest) => Promise<GpioLines>,
    settings: GpioSettings = {},
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#open = open;
    this.#wiring = { ...profile.wiring, ...settings.wiring };
    this.#pollIntervalMs = settings.pollIntervalMs ?? profile.pollIntervalMs;
    this.#contacts = new Contacts(context, profile.debounceMs);
    const limits = { longestPulseMs: profile.longestPulseMs, turnstilePulseMs: this.#wiring.turnstile?.pulseMs };
    this.#outputs = new GateOutputs(context, limits, (output, on) => this.#write(output, on));
  }

  async identify(): Promise<DeviceIdentity> {
    const outputs = outputsOf(this.#wiring).map(([, line]) => line);
    this.#opening = this.#open({ outputs, inputs: inputsOf(this.#wiring) });
    const lines = await this.#opening;
    await this.#outputs.secure();
    await lines.read();
    const { maker, model } = this.#profile.name;
    return { model: `${maker} ${model}`, firmware: lines.via };
  }

  start(): void {
    this.#running = this.#run();
  }

  async stop(): Promise<void> {
    this.#pause.end();
    await Promise.allSettled([this.#running, this.#outputs.end()]);
    const lines = await this.#opening?.catch(() => undefined);
    await lines?.close();
  }

  pulseLock(durationMs: number): Promise<void> {
    return this.#outputs.pulseLock(durationMs);
  }

  signal(what: GateSignal): Promise<void> {
    return this.#outputs.signal(what);
  }

  async #run(): Promise<void> {
    const { doorContact, tamperLoop } = this.#wiring;
    try {
      while (!this.#pause.ended) {
        const [door, tamper] = await (await this.#lines()).read();
        this.#contacts.see('door', door === doorContact.activeValue);
        this.#contacts.see('tamper', tamper === tamperLoop.activeValue);
        await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
  }

  async #write(output: GateOutput, on: boolean): Promise<void> {
    const place = outputsOf(this.#wiring).findIndex(([name]) => name === output);
    if (place >= 0) await (await this.#lines()).write(place, on);
  }

  async #lines(): Promise<GpioLines> {
    const lines = await this.#opening;
    if (!lines) throw bridgeError('device-not-ready', { deviceId: this.#context.deviceId });
    return lines;
  }
}
