import type { ProfileOf } from '@custody-edge/device-profiles';
import { isCustodyError, toCustodyError } from '@custody-edge/foundation';
import type { ByteDriver, ByteDriverContext, DeviceIdentity, FingerprintDriver } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { ScannerParameters } from '../../reading.ts';
import { Pause } from '../pause.ts';
import { baudUnit, confirmation, instruction, parameter, parseParameters, unpackPixels } from './codec.ts';
import { type Acknowledgement, Exchange } from './exchange.ts';

const defaultPollIntervalMs = 150;
/** While no capture is wanted, the module is still asked now and then, so that a dead one is noticed. */
const idleCheckMs = 3000;
/** A picture that comes is shown in so many steps: each is a fraction of a second at the line speeds of these modules. */
const shownParts = 16;

/** Host of one 0xEF01 fingerprint module: it takes images only; matching is the station's. */
export class Ef01Driver implements ByteDriver, FingerprintDriver {
  readonly #profile: ProfileOf<'ef01'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #pollIntervalMs: number;
  readonly #pause = new Pause();
  #baudRate: number;
  #parameters: ScannerParameters | undefined;
  #capturing = false;
  #running: Promise<void> | undefined;

  constructor(
    profile: ProfileOf<'ef01'>,
    context: ByteDriverContext,
    options: { readonly baudRate: number; readonly pollIntervalMs?: number | undefined },
  ) {
    this.#profile = profile;
    this.#context = context;
    this.#exchange = new Exchange(context.channel, profile.moduleAddress, profile.timeLimitsMs);
    this.#pollIntervalMs = options.pollIntervalMs ?? defaultPollIntervalMs;
    this.#baudRate = options.baudRate;
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  async identify(): Promise<DeviceIdentity> {
    await this.#findLineSpeed();
    await this.#raiseLineSpeed();
    await this.#enlargePackets();
    this.#parameters = await this.#readParameters();
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

  /** Whether fingers are wanted now. */
  setCapturing(capturing: boolean): void {
    this.#capturing = capturing;
    this.#pause.wake();
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

  async #run(): Promise<void> {
    try {
      while (!this.#pause.ended) {
        if (!this.#capturing) {
          await this.#pause.forMs(idleCheckMs);
          if (!this.#capturing && !this.#pause.ended) await this.#readParameters();
          continue;
        }
        if ((await this.#look()) === 'finger') {
          await this.#capture();
          while (!this.#pause.ended && (await this.#look()) !== 'no-finger')
            await this.#pause.forMs(this.#pollIntervalMs);
        }
        await this.#pause.forMs(this.#pollIntervalMs);
      }
    } catch (error) {
      if (!this.#pause.ended) this.#context.fail(toCustodyError(error));
    }
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
      if (!this.#capturing || come.length - shownBytes < byteCount / shownParts) return;
      shownBytes = come.length;
      const pixels = unpackPixels(come);
      emit({ kind: 'fingerprint-part', width: widthPixels, height: heightPixels, dotsPerInch, pixels });
    });
    if (!this.#parameters || !this.#capturing) return;
    emit({
      kind: 'fingerprint-image',
      width: widthPixels,
      height: heightPixels,
      dotsPerInch,
      pixels: unpackPixels(packed),
      provenance: {
        profileId: this.#profile.id,
        deviceId,
        systemParameters: this.#parameters,
        capturedAtMs,
        captureMs: clock.monotonicMs() - startedMs,
        baudRate: this.#baudRate,
      },
    });
  }
}

function refused(command: number, answer: Acknowledgement) {
  return bridgeError('device-refused', { instruction: command, confirmation: answer.code });
}
