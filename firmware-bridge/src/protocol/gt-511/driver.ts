import type { ProfileOf } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, FingerprintDriver, OnSensorStore } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { FingerLoop } from '../finger-loop.ts';
import { command, encodePacket, informationBytes, readInformation, refusal, upright } from './codec.ts';
import { Exchange, refused } from './exchange.ts';
import { ModuleStore } from './store.ts';

const defaultPollIntervalMs = 200;
/** Parameters of commands. */
const withInformation = 1;
const on = 1;
const off = 0;
const bestPicture = 1;

/** Host of one GT-511 or GT-521 fingerprint module. */
export class Gt511Driver implements ByteDriver, FingerprintDriver {
  readonly store: OnSensorStore;
  readonly #profile: ProfileOf<'gt-511'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #loop: FingerLoop;
  #baudRate: number;
  #serialNumber: string | undefined;

  constructor(
    profile: ProfileOf<'gt-511'>,
    context: ByteDriverContext,
    options: { readonly baudRate: number; readonly pollIntervalMs?: number | undefined },
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#baudRate = options.baudRate;
    this.#exchange = new Exchange(context.channel, profile.deviceId, profile.timeLimitsMs);
    this.#loop = new FingerLoop({
      glass: {
        look: () => this.#look(),
        take: () => this.#capture(),
        check: () => this.#check(),
        // In the dark it sees no finger.
        show: async (state) => void (await this.#exchange.command(command.light, state === 'idle' ? off : on)),
      },
      pollIntervalMs: options.pollIntervalMs ?? defaultPollIntervalMs,
      fail: context.fail,
    });
    this.store = new ModuleStore(profile, this.#exchange, this.#loop);
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    const { firmware, serialNumber } = await this.#findLineSpeed();
    await this.#raiseLineSpeed();
    await this.#demandPlaces();
    await this.#exchange.command(command.light, off);
    this.#serialNumber = serialNumber;
    const { maker, model } = this.#profile.name;
    return { model: `${maker} ${model}`, serialNumber, firmware };
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop(() =>
      this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId })),
    );
    const lightOff = encodePacket({ code: command.light, parameter: off }, this.#profile.deviceId);
    void this.#context.channel.write(lightOff).catch(() => undefined);
  }

  setCapturing(capturing: boolean): void {
    this.#loop.setCapturing(capturing);
  }

  /** Finds the speed the module was left at: its factory speed first, then the ones an earlier session may have set. */
  async #findLineSpeed() {
    const opened = this.#baudRate;
    const candidates = this.#context.channel.setBaudRate ? [opened, ...this.#profile.fasterBaudRates] : [opened];
    let lastError: unknown;
    for (const baudRate of [...candidates, ...candidates]) {
      try {
        return await this.#openAt(baudRate);
      } catch (error) {
        if (!isCustodyError(error, 'device-silent') && !isCustodyError(error, 'device-garbled')) throw error;
        lastError = error;
      }
    }
    throw lastError;
  }

  /** Sets our side of the line and proves that the module understands. */
  async #openAt(baudRate: number) {
    if (baudRate !== this.#baudRate) await this.#context.channel.setBaudRate?.(baudRate);
    this.#baudRate = baudRate;
    const packet = { code: command.open, parameter: withInformation };
    const answer = await this.#exchange.dataOnce(packet, informationBytes, this.#profile.timeLimitsMs.probe);
    if (answer instanceof Uint8Array) return readInformation(answer);
    throw bridgeError('device-mismatch', { command: command.open, ...answer });
  }

  async #raiseLineSpeed(): Promise<void> {
    if (!this.#context.channel.setBaudRate) return;
    const originalBaudRate = this.#baudRate;
    for (const baudRate of [...this.#profile.fasterBaudRates].sort((a, b) => b - a)) {
      if (baudRate <= originalBaudRate) return;
      const reply = await this.#exchange.command(command.changeBaudRate, baudRate);
      if (!reply.ok) continue;
      try {
        await this.#openAt(baudRate);
        return;
      } catch (error) {
        if (!isCustodyError(error, 'device-silent') && !isCustodyError(error, 'device-garbled')) throw error;
        await this.#openAt(originalBaudRate);
      }
    }
  }

  /** Modules of the family differ in how many fingers they keep, and by that alone can be told apart. @throws `device-mismatch` */
  async #demandPlaces(): Promise<void> {
    const { places } = this.#profile.library;
    const last = await this.#exchange.command(command.checkPlace, places - 1);
    const next = await this.#exchange.command(command.checkPlace, places);
    const hasLast = last.ok || last.refusal !== refusal.noSuchPlace;
    const hasNext = next.ok || next.refusal !== refusal.noSuchPlace;
    if (!hasLast || hasNext) throw bridgeError('device-mismatch', { places, hasLast, hasNext });
  }

  async #check(): Promise<void> {
    const reply = await this.#exchange.command(command.count);
    if (!reply.ok) throw refused(command.count, reply);
  }

  async #look(): Promise<'finger' | 'no-finger'> {
    const reply = await this.#exchange.command(command.isPressed);
    if (reply.ok) return reply.parameter === 0 ? 'finger' : 'no-finger';
    if (reply.refusal === refusal.notPressed) return 'no-finger';
    throw refused(command.isPressed, reply);
  }

  async #capture(): Promise<void> {
    const { clock, deviceId, emit } = this.#context;
    const { sensor, timeLimitsMs, id } = this.#profile;
    const { widthPixels, heightPixels, dotsPerInch } = sensor;
    const capturedAtMs = clock.nowMs();
    const startedMs = clock.monotonicMs();
    const taken = await this.#exchange.command(command.capture, bestPicture, timeLimitsMs.capture);
    if (!taken.ok) {
      // Lifted too soon.
      if (taken.refusal === refusal.notPressed) return;
      throw refused(command.capture, taken);
    }
    const sent = await this.#exchange.data(command.getImage, widthPixels * heightPixels);
    if (!this.#loop.capturing) return;
    emit({
      kind: 'fingerprint-image',
      width: widthPixels,
      height: heightPixels,
      dotsPerInch,
      pixels: upright(sent, sensor),
      provenance: {
        profileId: id,
        deviceId,
        ...(this.#serialNumber !== undefined && { serialNumber: this.#serialNumber }),
        capturedAtMs,
        captureMs: clock.monotonicMs() - startedMs,
        baudRate: this.#baudRate,
      },
    });
  }
}
