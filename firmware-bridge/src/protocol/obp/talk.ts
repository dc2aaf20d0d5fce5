import { type ProfileOf, type TriggerName, triggerNames } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { SpectralAxis } from '../../reading.ts';
import { wavelengthAxis } from '../../spectrometer/axis.ts';
import type { SpectrometerSettings } from '../../spectrometer/settings.ts';
import type { Scan, SpectrometerFacts, SpectrometerTalk } from '../../spectrometer/talk.ts';
import { countsIn, floatIn, messageType, u8, u32, wholeIn } from './codec.ts';
import { Exchange } from './exchange.ts';

/** Most spectra whose mean is taken here. */
const mostScans = 1000;
const mostCoefficients = 16;
/** How often a spectrum of another integration time is thrown away before it counts as wrong. */
const mostOfOtherTime = 8;

const messageOf = {
  raw: messageType.rawSpectrum,
  corrected: messageType.correctedSpectrum,
  buffered: messageType.bufferedSpectrum,
} as const;

/** These begin a scan by themselves, the others wait for a signal from without. */
const unwaited: readonly TriggerName[] = ['normal', 'software', 'internal'];

/** Speaks the Ocean Binary Protocol with a spectrometer. */
export class ObpTalk implements SpectrometerTalk {
  readonly #profile: ProfileOf<'obp'>;
  readonly #exchange: Exchange;
  #axis: SpectralAxis | undefined;
  #nonLinearity: readonly number[] | undefined;
  /** Spectra to throw away before the next that counts. */
  #stale = 0;

  constructor(profile: ProfileOf<'obp'>, context: ByteDriverContext) {
    this.#profile = profile;
    const { reply: replyMs, transfer: transferMs } = profile.timeLimitsMs;
    this.#exchange = new Exchange(context.channel, { replyMs, transferMs });
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  async identify(): Promise<SpectrometerFacts> {
    const { name, detector, integrationMicroseconds, triggers, lamp } = this.#profile;
    const serialNumber = textIn(await this.#exchange.query(messageType.serialNumber));
    await this.#useChecksums();
    const firmware = await this.#exchange.queryIfKnown(messageType.firmwareRevision);
    const told = await this.#exchange.queryIfKnown(messageType.pixelCount);
    const pixelCount = (told && wholeIn(told)) || detector.pixelCount;
    const coefficients = await this.#coefficients(
      messageType.wavelengthCoefficientCount,
      messageType.wavelengthCoefficient,
    );
    this.#axis = wavelengthAxis(coefficients, pixelCount);
    this.#nonLinearity = await this.#nonLinearityOfDevice();
    const start = { integrationMicroseconds: integrationMicroseconds.initial, trigger: 'normal' } as const;
    await this.set(start);
    const lampOn = lamp ? await this.#lamp() : undefined;
    return {
      identity: {
        model: `${name.maker} ${name.model}`,
        ...(serialNumber && { serialNumber }),
        ...(firmware && firmware.length > 0 && { firmware: Buffer.from(firmware).reverse().toString('hex') }),
      },
      abilities: {
        integrationMicroseconds,
        scansToAverage: { least: 1, most: mostScans, by: 'station' },
        triggers: triggersOf(triggers),
        ...(lamp && { lamp }),
      },
      settings: { ...start, scansToAverage: 1, ...(lampOn !== undefined && { lampOn }) },
    };
  }

  async set({ integrationMicroseconds, trigger, lampOn }: SpectrometerSettings): Promise<void> {
    const { spectrum, triggers } = this.#profile;
    if (integrationMicroseconds !== undefined) {
      await this.#exchange.command(messageType.setIntegrationTime, u32(integrationMicroseconds));
      this.#stale = spectrum.staleCount;
    }
    const code = trigger && triggers[trigger];
    if (code !== undefined) await this.#exchange.command(messageType.setTrigger, u8(code));
    if (lampOn !== undefined) await this.#exchange.command(messageType.setLamp, u8(lampOn ? 1 : 0));
  }

  /** @throws `spectrum-malformed`, `spectrum-not-triggered` among others */
  async measure({ integrationMicroseconds = 0, trigger = 'normal' }: SpectrometerSettings): Promise<Scan> {
    const { detector, spectrum } = this.#profile;
    const x = this.#axis;
    if (!x) throw bridgeError('device-not-ready', {});
    const isWaited = !unwaited.includes(trigger);
    // The time of a device that runs freely may have begun just before it was asked.
    const exposureMs = (2 * integrationMicroseconds) / 1000;
    for (let ofOtherTime = 0; ofOtherTime <= mostOfOtherTime; ) {
      const bytes = isWaited ? await this.#triggered(exposureMs) : await this.#spectrum(exposureMs);
      const found = countsIn(bytes, x.values.length, spectrum);
      if (!found)
        throw bridgeError('spectrum-malformed', { bytes: bytes.length, pixels: x.values.length, ...spectrum });
      if (this.#stale > 0 && !isWaited) this.#stale -= 1;
      else if ((found.integrationMicroseconds ?? integrationMicroseconds) !== integrationMicroseconds) ofOtherTime += 1;
      else
        return {
          kind: 'scan',
          x,
          y: found.counts,
          quantity: 'counts',
          yUnit: '1',
          bytes,
          saturatedFrom: detector.largestCount,
          correctedByDevice: spectrum.isUncorrected ? [] : 'not-known',
          ...(this.#nonLinearity && { nonLinearity: this.#nonLinearity }),
        };
    }
    throw bridgeError('spectrum-malformed', { integrationMicroseconds, ofOtherTime: mostOfOtherTime });
  }

  async check(): Promise<void> {
    await this.#exchange.query(messageType.serialNumber);
  }

  #spectrum(extraMs: number): Promise<Uint8Array> {
    return this.#exchange.query(messageOf[this.#profile.spectrum.message], new Uint8Array(), extraMs);
  }

  /** One spectrum at a signal from without. Where none comes, the device is told to wait no more. */
  async #triggered(exposureMs: number): Promise<Uint8Array> {
    const { spectrum, timeLimitsMs } = this.#profile;
    try {
      return await this.#exchange.queryOnce(messageOf[spectrum.message], exposureMs + timeLimitsMs.trigger);
    } catch (error) {
      if (!isCustodyError(error, 'device-silent')) throw error;
      await this.#exchange.command(messageType.abort).catch((cause: unknown) => {
        throw isCustodyError(cause, 'device-refused')
          ? bridgeError('device-silent', { ...error.details }, cause)
          : cause;
      });
      throw bridgeError('spectrum-not-triggered', { limitMs: timeLimitsMs.trigger }, error);
    }
  }

  /** A device that does not know the message goes on without. */
  async #useChecksums(): Promise<void> {
    try {
      await this.#exchange.command(messageType.setChecksum, u8(1));
      this.#exchange.checksum = 'md5';
    } catch (error) {
      if (!isCustodyError(error, 'device-refused')) throw error;
    }
  }

  async #coefficients(countType: number, type: number): Promise<number[]> {
    const count = wholeIn(await this.#exchange.query(countType)) ?? 0;
    if (count > mostCoefficients) throw bridgeError('device-garbled', { type: countType, count });
    const coefficients: number[] = [];
    for (let index = 0; index < count; index++)
      coefficients.push(floatIn(await this.#exchange.query(type, u8(index))) ?? Number.NaN);
    return coefficients;
  }

  /** Nothing where the device has none, or memory that was never written. */
  async #nonLinearityOfDevice(): Promise<readonly number[] | undefined> {
    try {
      const coefficients = await this.#coefficients(
        messageType.nonLinearityCoefficientCount,
        messageType.nonLinearityCoefficient,
      );
      const isWritten = coefficients.some((each) => each !== 0) && coefficients.every(Number.isFinite);
      return isWritten ? coefficients : undefined;
    } catch (error) {
      if (isCustodyError(error, 'device-refused')) return undefined;
      throw error;
    }
  }

  /** Whether the lamp is on; one that does not tell is switched off. */
  async #lamp(): Promise<boolean> {
    const told = await this.#exchange.queryIfKnown(messageType.lamp);
    const state = told && wholeIn(told);
    if (state === undefined) await this.set({ lampOn: false });
    return state === 1;
  }
}

const triggersOf = (triggers: ProfileOf<'obp'>['triggers']): TriggerName[] =>
  triggerNames.filter((name) => triggers[name] !== undefined);

/** Text up to its first zero byte; only what can be printed. */
function textIn(data: Uint8Array): string {
  const [text = ''] = Buffer.from(data).toString('latin1').split('\0');
  return text.trim().replaceAll(/[^\x20-\x7e]/g, '');
}
