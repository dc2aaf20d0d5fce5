import { type ProfileOf, type TriggerName, triggerNames } from '@custody-edge/device-profiles';
import { isCustodyError } from '@custody-edge/foundation';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { SpectralAxis } from '../../reading.ts';
import { wavelengthAxis } from '../../spectrometer/axis.ts';
import type { SpectrometerSettings } from '../../spectrometer/settings.ts';
import type { Scan, SpectrometerFacts, SpectrometerTalk } from '../../spectrometer/talk.ts';
import { constantNumber, mostNonLinearity, type SpectrumForm, slot, versionText, wavelengthCount } from './codec.ts';
import { Exchange, type Received } from './exchange.ts';

/** Most spectra whose mean is taken here. */
const mostScans = 1000;
/** Of a spectrum that came damaged. */
const tries = 3;
/** How often a spectrum of another integration time is thrown away before it counts as wrong. */
const mostOfOtherTime = 8;
/** Integration time is told in whole milliseconds. */
const stepMicroseconds = 1000;

/** These begin a scan by themselves, the others wait for a signal from without. */
const unwaited: readonly TriggerName[] = ['normal', 'software'];

/** Speaks with an Ocean Optics spectrometer over RS-232. */
export class OoiSerialTalk implements SpectrometerTalk {
  readonly #profile: ProfileOf<'ooi-serial'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #form: SpectrumForm;
  #axis: SpectralAxis | undefined;
  #nonLinearity: readonly number[] | undefined;

  constructor(profile: ProfileOf<'ooi-serial'>, context: ByteDriverContext) {
    const { reply: replyMs, quiet: quietMs, transfer: transferMs } = profile.timeLimitsMs;
    this.#profile = profile;
    this.#context = context;
    this.#exchange = new Exchange(context.channel, { replyMs, quietMs, transferMs });
    this.#form = { pixelCount: profile.detector.pixelCount, ...profile.spectrum };
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  /** @throws `device-mismatch` for firmware that is not understood, `spectrum-axis-unusable` among others */
  async identify(): Promise<SpectrometerFacts> {
    const { name, firmware, integrationMicroseconds, triggers, lamp, mostBoxcar } = this.#profile;
    await this.#exchange.attend();
    const version = await this.#exchange.firmware();
    if (version < firmware.least || version > firmware.most)
      throw bridgeError('device-mismatch', { firmware: versionText(version), version, allowed: firmware });
    await this.#exchange.command('Q');
    await this.#exchange.set('A', 1);
    await this.#exchange.command('G', this.#form.isCompressed ? 1 : 0);
    await this.#exchange.command('k', this.#form.isSummed ? 1 : 0);
    const serialNumber = await this.#exchange.constant(slot.serialNumber);
    this.#axis = wavelengthAxis(await this.#numbers(slot.wavelength, wavelengthCount), this.#form.pixelCount);
    this.#nonLinearity = await this.#nonLinearityOfDevice();
    const start = {
      integrationMicroseconds: integrationMicroseconds.initial,
      boxcarHalfWidth: 0,
      trigger: 'normal',
    } as const;
    await this.set(start);
    const lampOn = lamp ? (await this.#exchange.value('J')) === 1 : undefined;
    return {
      identity: {
        model: `${name.maker} ${name.model}`,
        ...(serialNumber && { serialNumber }),
        firmware: versionText(version),
      },
      abilities: {
        integrationMicroseconds,
        scansToAverage: { least: 1, most: mostScans, by: 'station' },
        boxcarHalfWidth: { least: 0, most: mostBoxcar },
        triggers: triggerNames.filter((each) => triggers[each] !== undefined),
        ...(lamp && { lamp }),
      },
      settings: { ...start, scansToAverage: 1, ...(lampOn !== undefined && { lampOn }) },
    };
  }

  /** @throws `spectrometer-setting-refused` for a time between whole milliseconds, `device-refused` among others */
  async set({ integrationMicroseconds, boxcarHalfWidth, trigger, lampOn }: SpectrometerSettings): Promise<void> {
    if (integrationMicroseconds !== undefined && integrationMicroseconds % stepMicroseconds !== 0)
      throw bridgeError('spectrometer-setting-refused', { integrationMicroseconds, stepMicroseconds });
    if (integrationMicroseconds !== undefined)
      await this.#exchange.set('I', integrationMicroseconds / stepMicroseconds);
    if (boxcarHalfWidth !== undefined) await this.#exchange.set('B', boxcarHalfWidth);
    const code = trigger && this.#profile.triggers[trigger];
    if (code !== undefined) await this.#exchange.set('T', code);
    if (lampOn !== undefined) await this.#exchange.set('J', lampOn ? 1 : 0);
  }

  /** @throws `spectrum-malformed` with the bytes that came, `spectrum-not-triggered` among others */
  async measure({ integrationMicroseconds = 0, trigger = 'normal' }: SpectrometerSettings): Promise<Scan> {
    const x = this.#axis;
    if (!x) throw bridgeError('device-not-ready', {});
    const isWaited = !unwaited.includes(trigger);
    // The time of a device that runs freely may have begun just before it was asked.
    const exposureMs = (2 * integrationMicroseconds) / 1000;
    let received = await (isWaited ? this.#triggered(exposureMs) : this.#spectrum(exposureMs));
    for (let left = mostOfOtherTime; ; left--) {
      const { answer, bytes } = received;
      if (answer.integrationMs * stepMicroseconds === integrationMicroseconds)
        return {
          kind: 'scan',
          x,
          y: answer.counts,
          quantity: 'counts',
          yUnit: '1',
          bytes,
          saturatedFrom: this.#profile.detector.largestCount,
          correctedByDevice: 'not-known',
          ...(this.#nonLinearity && { nonLinearity: this.#nonLinearity }),
        };
      if (left === 0 || isWaited)
        throw bridgeError('spectrum-malformed', {
          reason: 'integration time',
          integrationMicroseconds,
          toldMs: answer.integrationMs,
          bytesBase64: Buffer.from(bytes).toString('base64'),
        });
      received = await this.#spectrum(exposureMs);
    }
  }

  check(): Promise<void> {
    return this.#exchange.check();
  }

  /** Asks again where nothing or something damaged came. */
  async #spectrum(exposureMs: number): Promise<Received> {
    for (let left = tries - 1; ; left--) {
      try {
        return await this.#exchange.spectrum(this.#form, exposureMs);
      } catch (error) {
        const mayPass = isCustodyError(error, 'spectrum-malformed') || isCustodyError(error, 'device-silent');
        if (left === 0 || !mayPass) throw error;
        await this.#exchange.attend();
      }
    }
  }

  /** One spectrum at a signal from without. No command calls off the wait for it: a device that then does not answer is opened again. */
  async #triggered(exposureMs: number): Promise<Received> {
    const { trigger: triggerMs } = this.#profile.timeLimitsMs;
    try {
      return await this.#exchange.spectrum(this.#form, exposureMs + triggerMs);
    } catch (error) {
      if (!isCustodyError(error, 'device-silent')) throw error;
      await this.#exchange.attend().catch((cause: unknown) => {
        if (isCustodyError(cause)) this.#context.fail(cause);
      });
      throw bridgeError('spectrum-not-triggered', { limitMs: triggerMs }, error);
    }
  }

  /** Constants in a row; not a number where one tells none. */
  async #numbers(first: number, count: number): Promise<number[]> {
    const numbers: number[] = [];
    for (let index = 0; index < count; index++)
      numbers.push(constantNumber((await this.#exchange.constant(first + index)) ?? '') ?? Number.NaN);
    return numbers;
  }

  /** Nothing where the device has none, or memory that was never written. */
  async #nonLinearityOfDevice(): Promise<readonly number[] | undefined> {
    try {
      const order = constantNumber((await this.#exchange.constant(slot.nonLinearityOrder)) ?? '');
      if (order === undefined || !Number.isInteger(order) || order < 0 || order >= mostNonLinearity) return undefined;
      const coefficients = await this.#numbers(slot.nonLinearity, order + 1);
      const isWritten = coefficients.some((each) => each !== 0) && coefficients.every(Number.isFinite);
      return isWritten ? coefficients : undefined;
    } catch (error) {
      if (isCustodyError(error, 'device-refused')) return undefined;
      throw error;
    }
  }
}
