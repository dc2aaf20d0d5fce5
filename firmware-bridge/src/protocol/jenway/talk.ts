import type { ProfileOf } from '@custody-edge/device-profiles';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import { agree, noValue, numberOf, photometricOf } from '../../spectrometer/photometry.ts';
import type { SpectrometerAdjustment, SpectrometerSettings } from '../../spectrometer/settings.ts';
import type { NoValue, SpectrometerFacts, SpectrometerTalk, Value } from '../../spectrometer/talk.ts';
import { letterOf } from './codec.ts';
import { Exchange, type Heard } from './exchange.ts';

type Quantity = Value['quantity'];

/** What a printout says beside a value, and what that is; a concentration in another unit is not understood. */
const printedUnits: Readonly<Record<string, readonly [Quantity, string]>> = {
  '%T': ['transmittance', '%'],
  ABS: ['absorbance', '1'],
  'mg/l': ['concentration', 'mg/L'],
};

/** What is shown as zero, in absorbance and in per cent of transmittance. */
const zeroAbsorbance = 0.005;
const zeroPercent = 0.5;
/** Between two looks at whether it has done something that it does not answer. */
const lookMs = 100;

/** Speaks with a Jenway 63xx. */
export class JenwayTalk implements SpectrometerTalk {
  readonly #profile: ProfileOf<'jenway'>;
  readonly #context: ByteDriverContext;
  readonly #exchange: Exchange;
  readonly #model: string;

  constructor(profile: ProfileOf<'jenway'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#context = context;
    this.#model = `${profile.name.maker} ${profile.name.model}`;
    this.#exchange = new Exchange(context.channel, (heard) => this.#unasked(heard));
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  /** It does not say who it is: two values that belong together are the proof. @throws `device-mismatch` among others */
  async identify(): Promise<SpectrometerFacts> {
    await this.#exchange.tell('SO');
    const absorbance = await this.#value('absorbance');
    const transmittance = await this.#value('transmittance');
    if (!agree(numberOf(absorbance), numberOf(transmittance)))
      throw bridgeError('device-mismatch', { absorbance: absorbance.raw, transmittance: transmittance.raw });
    return {
      identity: { model: this.#model },
      abilities: {
        wavelengthNm: this.#profile.wavelengthNm,
        quantities: ['absorbance', 'transmittance', 'concentration', 'energy'],
        shutter: true,
        adjustments: ['zero', 'dark'],
      },
      // Where it stands, somebody may turn at any time: each value says it.
      settings: { quantity: 'absorbance', shutterOpen: true },
    };
  }

  /** @throws `spectrometer-setting-refused` for a wavelength between whole nanometres, or where it does not go to */
  async set({ wavelengthNm, shutterOpen }: SpectrometerSettings): Promise<void> {
    if (wavelengthNm !== undefined && !Number.isInteger(wavelengthNm))
      throw bridgeError('spectrometer-setting-refused', { wavelengthNm, stepNm: 1 });
    if (shutterOpen !== undefined) await this.#exchange.tell(shutterOpen ? 'SO' : 'SC');
    if (wavelengthNm === undefined) return;
    await this.#exchange.tell(`G${wavelengthNm}`);
    const shown = await this.#until(
      () => this.#value('transmittance'),
      (said) => said.kind === 'photometric' && Number(said.wavelength) === wavelengthNm,
    );
    if (shown) throw bridgeError('spectrometer-setting-refused', { wavelengthNm, shown: shown.raw });
  }

  measure({ quantity = 'absorbance' }: SpectrometerSettings): Promise<Value | NoValue> {
    return this.#value(quantity);
  }

  /** @throws `device-refused` where it does not show the zero that it was told to set */
  async adjust(what: SpectrometerAdjustment): Promise<void> {
    const isDark = what === 'dark';
    const [quantity, most] = isDark
      ? (['transmittance', zeroPercent] as const)
      : (['absorbance', zeroAbsorbance] as const);
    await this.#exchange.tell(isDark ? 'SC' : 'SO');
    try {
      await this.#exchange.tell('Z');
      const shown = await this.#until(
        () => this.#value(quantity),
        (said) => Math.abs(numberOf(said) ?? Number.POSITIVE_INFINITY) <= most,
      );
      if (shown) throw bridgeError('device-refused', { command: 'Z', shown: shown.raw });
    } finally {
      if (isDark) await this.#exchange.tell('SO');
    }
  }

  async check(): Promise<void> {
    await this.#value('absorbance');
  }

  async #value(quantity: Quantity): Promise<Value | NoValue> {
    const { raw, line } = await this.#exchange.ask(letterOf[quantity], this.#profile.timeLimitsMs.reply);
    return photometricOf(quantity, line.digits, raw, this.#profile.limits, { wavelength: line.wavelength });
  }

  /** Looks again and again. @returns nothing once it is so, or else what was seen last */
  async #until(
    look: () => Promise<Value | NoValue>,
    isSo: (said: Value | NoValue) => boolean,
  ): Promise<Value | NoValue | undefined> {
    const deadlineMs = performance.now() + this.#profile.timeLimitsMs.work;
    for (;;) {
      const said = await look();
      if (isSo(said)) return undefined;
      if (performance.now() > deadlineMs) return said;
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
  }

  /** Somebody pressed PRINT, or something came that is no line of this device. */
  #unasked({ raw, line }: Heard): void {
    if (line.kind === 'head' || line.kind === 'answer') return;
    const { clock, deviceId } = this.#context;
    const moment = {
      device: { deviceId, profileId: this.#profile.id, model: this.#model },
      atMs: clock.nowMs(),
      monotonicMs: clock.monotonicMs(),
    };
    const [quantity, unit] = (line.kind === 'printed' && printedUnits[line.unit]) || [];
    const said =
      line.kind === 'printed' && quantity && unit
        ? photometricOf(quantity, line.digits, raw, this.#profile.limits, { unit, wavelength: line.wavelength })
        : noValue(raw);
    this.#context.emit({ ...said, ...moment });
  }
}
