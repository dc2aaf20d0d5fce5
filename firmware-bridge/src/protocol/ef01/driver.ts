import type { ProfileOf } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, FingerprintDriver, OnSensorStore } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { ScannerParameters } from '../../reading.ts';
import { FingerLoop, type GlassState } from '../finger-loop.ts';
import {
  baudUnit,
  confirmation,
  encodePacket,
  instruction,
  packetType,
  parameter,
  parseParameters,
  parseProduct,
  ring,
  unpackPixels,
} from './codec.ts';
import { Exchange, refused } from './exchange.ts';
import { ModuleStore } from './store.ts';

const defaultPollIntervalMs = 150;
/** A picture that comes is shown in so many steps: each is a fraction of a second at the line speeds of these modules. */
const shownParts = 16;

/** How a lit ring shows what the module is at: it breathes blue while it waits, is purple while a picture comes and green when it has come. */
const ringOf: Readonly<Record<GlassState, readonly [control: number, colour: number]>> = {
  idle: [ring.off, ring.blue],
  waiting: [ring.breathe, ring.blue],
  reading: [ring.on, ring.purple],
  done: [ring.on, ring.green],
};
const ringSpeed = 0x80;
const ringForEver = 0;
const lightCommand = (state: GlassState): number[] => {
  const [control, colour] = ringOf[state];
  return [instruction.auraLed, control, ringSpeed, colour, ringForEver];
};

/** Host of one 0xEF01 fingerprint module. */
export class Ef01Driver implements ByteDriver, FingerprintDriver {
  readonly #profile: ProfileOf<'ef01'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #loop: FingerLoop;
  readonly store: OnSensorStore;
  #baudRate: number;
  #parameters: ScannerParameters | undefined;
  #serialNumber: string | undefined;

  constructor(
    profile: ProfileOf<'ef01'>,
    context: ByteDriverContext,
    options: { readonly baudRate: number; readonly pollIntervalMs?: number | undefined },
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#exchange = new Exchange(context.channel, profile.moduleAddress, profile.timeLimitsMs);
    this.#baudRate = options.baudRate;
    this.#loop = new FingerLoop({
      glass: {
        look: () => this.#look(),
        take: () => this.#capture(),
        check: async () => void (await this.#readParameters()),
        ...(profile.extras.includes('aura-led') && { show: (state: GlassState) => this.#light(state) }),
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
    await this.#findLineSpeed();
    await this.#raiseLineSpeed();
    await this.#enlargePackets();
    this.#parameters = await this.#readParameters();
    this.#serialNumber = await this.#readProduct();
    const { maker, model } = this.#profile.name;
    return { model: `${maker} ${model}`, ...(this.#serialNumber && { serialNumber: this.#serialNumber }) };
  }

  start(): void {
    this.#loop.start();
  }

  async stop(): Promise<void> {
    await this.#loop.stop(() =>
      this.#exchange.close(bridgeError('device-not-ready', { deviceId: this.#context.deviceId })),
    );
    if (this.#profile.extras.includes('aura-led'))
      void this.#context.channel.write(this.#lightOff()).catch(() => undefined);
  }

  setCapturing(capturing: boolean): void {
    this.#loop.setCapturing(capturing);
  }

  /** Finds the speed the module was left at: its factory speed first, then the ones an earlier session may have set. */
  async #findLineSpeed(): Promise<void> {
    const opened = this.#baudRate;
    const candidates = this.#context.channel.setBaudRate ? [opened, ...this.#profile.fasterBaudRates] : [opened];
    let lastError: unknown;
    // Two rounds: a module that was just powered does not hear the first.
    for (const baudRate of [...candidates, ...candidates]) {
      try {
        await this.#speakAt(baudRate);
        return;
      } catch (error) {
        if (!isCustodyError(error, 'device-silent') && !isCustodyError(error, 'device-garbled')) throw error;
        lastError = error;
      }
    }
    throw lastError;
  }

  /** Sets our side of the line and proves that the module understands. */
  async #speakAt(baudRate: number): Promise<void> {
    if (baudRate !== this.#baudRate) await this.#context.channel.setBaudRate?.(baudRate);
    this.#baudRate = baudRate;
    const { password, timeLimitsMs } = this.#profile;
    const { code } = await this.#exchange.once(
      [instruction.verifyPassword, password >>> 24, (password >>> 16) & 255, (password >>> 8) & 255, password & 255],
      timeLimitsMs.probe,
    );
    if (code !== confirmation.ok) throw bridgeError('device-mismatch', { confirmation: code, password: 'refused' });
  }

  async #raiseLineSpeed(): Promise<void> {
    if (!this.#context.channel.setBaudRate) return;
    const originalBaudRate = this.#baudRate;
    for (const baudRate of [...this.#profile.fasterBaudRates].sort((a, b) => b - a)) {
      if (baudRate <= originalBaudRate) return;
      const { code } = await this.#exchange.command([
        instruction.setParameter,
        parameter.baudRate,
        baudRate / baudUnit,
      ]);
      if (code !== confirmation.ok) continue;
      if (this.#profile.newBaudRate === 'at-power-on') return;
      try {
        await this.#speakAt(baudRate);
        return;
      } catch (error) {
        // Accepted but not applied: such modules change at their next power-on, so go on as before.
        if (!isCustodyError(error, 'device-silent') && !isCustodyError(error, 'device-garbled')) throw error;
        await this.#speakAt(originalBaudRate);
      }
    }
  }

  async #enlargePackets(): Promise<void> {
    const largest = Math.max(...this.#profile.packetBytes);
    const { packetBytes } = await this.#readParameters();
    if (packetBytes === largest) return;
    // A refusal is no fault: the data phase takes packets of any size.
    await this.#exchange.command([instruction.setParameter, parameter.packetSize, Math.log2(largest / 32)]);
  }

  async #readParameters(): Promise<ScannerParameters> {
    const answer = await this.#exchange.command([instruction.readParameters]);
    const parameters = answer.code === confirmation.ok ? parseParameters(answer.body) : undefined;
    if (!parameters) throw refused(instruction.readParameters, answer);
    return parameters;
  }

  /** The serial number of a module that tells it. @throws `device-mismatch` when its picture has another size than the profile says */
  async #readProduct(): Promise<string | undefined> {
    if (!this.#profile.extras.includes('product-information')) return undefined;
    const answer = await this.#exchange.command([instruction.productInformation]);
    const product = answer.code === confirmation.ok ? parseProduct(answer.body) : undefined;
    if (!product) return undefined;
    const { widthPixels, heightPixels } = this.#profile.sensor;
    if (product.widthPixels !== widthPixels || product.heightPixels !== heightPixels)
      throw bridgeError('device-mismatch', { ...product });
    return product.serialNumber;
  }

  /** Takes an image into the module's buffer. A failed picture of a moving finger is simply taken again. */
  async #look(): Promise<'finger' | 'no-finger' | 'failed'> {
    const answer = await this.#exchange.command([instruction.takeImage]);
    if (answer.code === confirmation.ok) return 'finger';
    if (answer.code === confirmation.noFinger) return 'no-finger';
    if (answer.code === confirmation.imageFailed) return 'failed';
    throw refused(instruction.takeImage, answer);
  }

  async #capture(): Promise<void> {
    const { clock, deviceId, emit } = this.#context;
    const { widthPixels, heightPixels, bitsPerPixel, dotsPerInch } = this.#profile.sensor;
    const capturedAtMs = clock.nowMs();
    const startedMs = clock.monotonicMs();
    const byteCount = (widthPixels * heightPixels * bitsPerPixel) / 8;
    let shownBytes = 0;
    const packed = await this.#exchange.image(byteCount, (come) => {
      // One that was damaged comes again from its start.
      if (come.length < shownBytes) shownBytes = 0;
      if (!this.#loop.capturing || come.length - shownBytes < byteCount / shownParts) return;
      shownBytes = come.length;
      const pixels = unpackPixels(come);
      emit({ kind: 'fingerprint-part', width: widthPixels, height: heightPixels, dotsPerInch, pixels });
    });
    if (!this.#parameters || !this.#loop.capturing) return;
    emit({
      kind: 'fingerprint-image',
      width: widthPixels,
      height: heightPixels,
      dotsPerInch,
      pixels: unpackPixels(packed),
      provenance: {
        profileId: this.#profile.id,
        deviceId,
        ...(this.#serialNumber && { serialNumber: this.#serialNumber }),
        systemParameters: this.#parameters,
        capturedAtMs,
        captureMs: clock.monotonicMs() - startedMs,
        baudRate: this.#baudRate,
      },
    });
  }

  /** A refusal is no fault: the light is for people only. */
  async #light(state: GlassState): Promise<void> {
    await this.#exchange.command(lightCommand(state));
  }

  #lightOff(): Uint8Array {
    const payload = Uint8Array.from(lightCommand('idle'));
    return encodePacket({ type: packetType.command, address: this.#profile.moduleAddress, payload });
  }
}
