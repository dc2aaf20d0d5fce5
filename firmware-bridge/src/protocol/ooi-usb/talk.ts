import { setTimeout as pause } from 'node:timers/promises';
import { type ProfileOf, type TriggerName, triggerNames } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { SpectralAxis } from '../../reading.ts';
import { wavelengthAxis } from '../../spectrometer/axis.ts';
import type { SpectrometerSettings } from '../../spectrometer/settings.ts';
import type { Scan, SpectrometerFacts, SpectrometerTalk } from '../../spectrometer/talk.ts';
import {
  command,
  commandBytes,
  countsIn,
  isFastIn,
  mostOrder,
  numberIn,
  saturationIn,
  slot,
  slotIn,
  spectrumBytes,
  textIn,
  wavelengthCount,
} from './codec.ts';
import { Exchange, type Piece } from './exchange.ts';

/** Most spectra whose mean is taken here. */
const mostScans = 1000;
/** Of a spectrum that comes broken: one answer to each question came then, so that none is owed. */
const tries = 3;

/** These begin a scan by themselves, the others wait for a signal from without. */
const unwaited: readonly TriggerName[] = ['normal', 'software'];

/** What is found out of a device when it is opened, and needed for each spectrum. */
interface Calibration {
  readonly x: SpectralAxis;
  readonly pieces: readonly Piece[];
  readonly saturatedFrom: number;
  readonly nonLinearity?: readonly number[];
}

/** Speaks the command set of Ocean Optics with a spectrometer on USB. */
export class OoiUsbTalk implements SpectrometerTalk {
  readonly #profile: ProfileOf<'ooi-usb'>;
  readonly #exchange: Exchange;
  #calibration: Calibration | undefined;
  /** As it was told to be. */
  #told: SpectrometerSettings = {};
  /** Spectra to throw away before the next that counts. */
  #stale = 0;
  /** Whether a spectrum was asked for that did not come: no command is known that takes the question back. */
  #isOwed = false;

  constructor(profile: ProfileOf<'ooi-usb'>, { channel }: ByteDriverContext) {
    this.#profile = profile;
    const { reply: replyMs, transfer: transferMs } = profile.timeLimitsMs;
    this.#exchange = new Exchange(channel, profile.endpoints, { replyMs, transferMs });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  async identify(): Promise<SpectrometerFacts> {
    const { name, detector, integrationMicroseconds, triggers, lamp, tellsSaturation } = this.#profile;
    await this.#start();
    const serialNumber = textIn(await this.#slot(slot.serialNumber));
    const x = wavelengthAxis(await this.#wavelengthCoefficients(), detector.pixelCount);
    const nonLinearity = await this.#nonLinearity();
    const saturation = tellsSaturation ? saturationIn(await this.#slot(slot.saturation)) : undefined;
    this.#calibration = {
      x,
      pieces: await this.#pieces(),
      saturatedFrom: saturation ?? detector.largestCount,
      ...(nonLinearity && { nonLinearity }),
    };
    const start = {
      integrationMicroseconds: integrationMicroseconds.initial,
      trigger: 'normal',
      ...(lamp && { lampOn: false }),
    } as const;
    await this.set(start);
    return {
      identity: { model: `${name.maker} ${name.model}`, ...(serialNumber && { serialNumber }) },
      abilities: {
        integrationMicroseconds,
        scansToAverage: { least: 1, most: mostScans, by: 'station' },
        triggers: triggerNames.filter((each) => triggers[each] !== undefined),
        ...(lamp && { lamp }),
      },
      settings: { ...start, scansToAverage: 1 },
    };
  }

  /** @throws `spectrometer-setting-refused` for a time that the device cannot count in its own steps */
  async set(change: SpectrometerSettings): Promise<void> {
    const { integrationMicroseconds = 0 } = change;
    const { integrationStepMicroseconds } = this.#profile;
    if (integrationMicroseconds % integrationStepMicroseconds !== 0)
      throw bridgeError('spectrometer-setting-refused', { change, allowed: { integrationStepMicroseconds } });
    if (this.#isOwed) {
      // What it was asked for would come as the device was set before.
      await this.#start();
      await this.#tell(this.#told);
    }
    await this.#tell(change);
    this.#told = { ...this.#told, ...change };
  }

  /** @throws `spectrum-malformed` with the bytes that came, or `spectrum-not-triggered` among others */
  async measure({ integrationMicroseconds = 0, trigger = 'normal' }: SpectrometerSettings): Promise<Scan> {
    const { detector, spectrum: layout } = this.#profile;
    if (!this.#calibration) throw bridgeError('device-not-ready', {});
    const { x, pieces, saturatedFrom, nonLinearity } = this.#calibration;
    const isWaited = !unwaited.includes(trigger);
    // The time of a device that runs freely may have begun just before it was asked.
    const exposureMs = (2 * integrationMicroseconds) / 1000;
    for (let broken = 0; ; ) {
      const bytes = await this.#spectrum(pieces, exposureMs, isWaited);
      const counts = countsIn(bytes, { pixelCount: detector.pixelCount, ...layout });
      if (typeof counts === 'string') {
        broken += 1;
        if (broken < tries && !isWaited) continue;
        throw bridgeError('spectrum-malformed', {
          wrong: counts,
          wantedBytes: spectrumBytes(detector.pixelCount),
          bytes: bytes.length,
          rawBase64: Buffer.from(bytes).toString('base64'),
        });
      }
      broken = 0;
      if (this.#stale > 0 && !isWaited) this.#stale -= 1;
      else
        return {
          kind: 'scan',
          x,
          y: counts,
          quantity: 'counts',
          yUnit: '1',
          bytes,
          saturatedFrom,
          correctedByDevice: 'not-known',
          ...(nonLinearity && { nonLinearity }),
        };
    }
  }

  async check(): Promise<void> {
    await this.#slot(slot.serialNumber);
  }

  async #spectrum(pieces: readonly Piece[], exposureMs: number, isWaited: boolean): Promise<Uint8Array> {
    const { trigger: triggerMs, reply: replyMs } = this.#profile.timeLimitsMs;
    // One that came when nobody waited is of a light that nobody asked for.
    const isOwed = this.#isOwed && !this.#exchange.hasMissed;
    this.#isOwed = true;
    try {
      const ask = () => this.#exchange.tell(commandBytes(command.spectrum));
      const begin = isOwed ? async () => undefined : ask;
      const bytes = await this.#exchange.spectrum(pieces, begin, exposureMs + (isWaited ? triggerMs : replyMs));
      this.#isOwed = false;
      return bytes;
    } catch (error) {
      if (!isWaited || !isCustodyError(error, 'device-silent')) throw error;
      throw bridgeError('spectrum-not-triggered', { limitMs: triggerMs }, error);
    }
  }

  async #start(): Promise<void> {
    await this.#exchange.tell(commandBytes(command.start));
    await pause(this.#profile.timeLimitsMs.start);
    this.#isOwed = false;
  }

  async #tell({ integrationMicroseconds, trigger, lampOn }: SpectrometerSettings): Promise<void> {
    const { triggers, integrationStepMicroseconds, spectrum } = this.#profile;
    if (integrationMicroseconds !== undefined) {
      const steps = integrationMicroseconds / integrationStepMicroseconds;
      await this.#exchange.tell(commandBytes(command.integrationTime, steps, 4));
      this.#stale = spectrum.staleCount;
    }
    const code = trigger && triggers[trigger];
    if (code !== undefined) await this.#exchange.tell(commandBytes(command.trigger, code, 2));
    if (lampOn !== undefined) await this.#exchange.tell(commandBytes(command.lamp, lampOn ? 1 : 0, 2));
  }

  #slot(number: number): Promise<Uint8Array> {
    return this.#exchange.ask(commandBytes(command.slot, number, 1), (answer) => slotIn(answer, number));
  }

  /** @throws `spectrum-axis-unusable` where one of them is no number */
  async #wavelengthCoefficients(): Promise<number[]> {
    const coefficients: number[] = [];
    for (let power = 0; power < wavelengthCount; power++) {
      const held = await this.#slot(slot.wavelength + power);
      const coefficient = numberIn(held);
      if (coefficient === undefined)
        throw bridgeError('spectrum-axis-unusable', {
          slot: slot.wavelength + power,
          held: Buffer.from(held).toString('hex'),
        });
      coefficients.push(coefficient);
    }
    return coefficients;
  }

  /** Nothing where the device has none, or memory that was never written. */
  async #nonLinearity(): Promise<readonly number[] | undefined> {
    const order = numberIn(await this.#slot(slot.order));
    if (order === undefined || !Number.isInteger(order) || order < 0 || order > mostOrder) return undefined;
    const coefficients: number[] = [];
    for (let power = 0; power <= order; power++) {
      const coefficient = numberIn(await this.#slot(slot.nonLinearity + power));
      if (coefficient === undefined) return undefined;
      coefficients.push(coefficient);
    }
    return coefficients.some((each) => each !== 0) ? coefficients : undefined;
  }

  /** Where the bytes of a spectrum come from, in their order. */
  async #pieces(): Promise<readonly Piece[]> {
    const { endpoints, detector } = this.#profile;
    const { head, spectrum: endpoint } = endpoints;
    const byteCount = spectrumBytes(detector.pixelCount);
    if (!head) return [{ endpoint, byteCount }];
    const isFast = await this.#exchange.ask(commandBytes(command.status), isFastIn);
    if (!isFast) return [{ endpoint, byteCount }];
    return [
      { endpoint: head.endpoint, byteCount: head.bytes },
      { endpoint, byteCount: byteCount - head.bytes },
    ];
  }
}
