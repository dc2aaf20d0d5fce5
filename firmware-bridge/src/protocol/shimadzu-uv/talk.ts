import type { ProfileOf } from '@custody-edge/device-profiles';
import type { ByteDriverContext } from '../../driver.ts';
import { bridgeError } from '../../errors.ts';
import type { SpectralQuantity } from '../../reading.ts';
import { givenAxis } from '../../spectrometer/axis.ts';
import { agree, isDecimal, noValue, numberOf, photometricOf } from '../../spectrometer/photometry.ts';
import type { ScanRange, SpectrometerAdjustment, SpectrometerSettings } from '../../spectrometer/settings.ts';
import type { NoValue, Scan, SpectrometerFacts, SpectrometerTalk, Value } from '../../spectrometer/talk.ts';
import { parsePoint, tenths, valueIn } from './codec.ts';
import { Exchange } from './exchange.ts';

type Mode = keyof ProfileOf<'shimadzu-uv'>['modes'];

/** A step between two wavelengths that is told in tenths is one of the device's steps, or not at all. */
const mostSlipNm = 0.051;

const isMode = (quantity: string): quantity is Mode =>
  quantity === 'absorbance' || quantity === 'transmittance' || quantity === 'energy';

/** What a mode gives for a spectrum; light in no known unit is none. */
const spectrumOf: Readonly<
  Record<Mode, { readonly quantity: SpectralQuantity; readonly yUnit: '1' | '%' } | undefined>
> = {
  absorbance: { quantity: 'absorbance', yUnit: '1' },
  transmittance: { quantity: 'transmittance', yUnit: '%' },
  energy: undefined,
};

/** Speaks with a Shimadzu UVmini-1240. */
export class ShimadzuUvTalk implements SpectrometerTalk {
  readonly #profile: ProfileOf<'shimadzu-uv'>;
  readonly #exchange: Exchange;
  #mode: Mode = 'absorbance';
  #isScanning = false;

  constructor(profile: ProfileOf<'shimadzu-uv'>, context: ByteDriverContext) {
    this.#profile = profile;
    this.#exchange = new Exchange(context.channel, profile.timeLimitsMs.reply);
  }

  receive(chunk: Uint8Array): void {
    this.#exchange.receive(chunk);
  }

  close(error: Error): void {
    this.#exchange.close(error);
  }

  /** It does not say who it is: two values that belong together are the proof. @throws `device-mismatch` among others */
  async identify(): Promise<SpectrometerFacts> {
    const { name, wavelengthNm, initialNm, gathering, scan } = this.#profile;
    const start = {
      wavelengthNm: initialNm,
      integrationMicroseconds: gathering.initialMicroseconds,
    } as const;
    await this.set(start);
    await this.set({ quantity: 'transmittance' });
    const transmittance = await this.#value();
    await this.set({ quantity: 'absorbance' });
    const absorbance = await this.#value();
    if (!agree(numberOf(absorbance), numberOf(transmittance)))
      throw bridgeError('device-mismatch', { absorbance: absorbance.raw, transmittance: transmittance.raw });
    const times = gathering.codes.map(({ microseconds }) => microseconds);
    return {
      identity: { model: `${name.maker} ${name.model}` },
      abilities: {
        integrationMicroseconds: { least: Math.min(...times), most: Math.max(...times) },
        wavelengthNm,
        quantities: ['absorbance', 'transmittance', 'energy'],
        scanNm: { ...wavelengthNm, ...scan },
        adjustments: ['zero', 'baseline'],
      },
      settings: { ...start, quantity: 'absorbance' },
    };
  }

  async set({ wavelengthNm, quantity, integrationMicroseconds, scan }: SpectrometerSettings): Promise<void> {
    const { modes, gathering, timeLimitsMs } = this.#profile;
    const time = gathering.codes.find(({ microseconds }) => microseconds === integrationMicroseconds);
    const mode = quantity !== undefined && isMode(quantity) ? quantity : this.#mode;
    const scans = scan !== undefined || (this.#isScanning && wavelengthNm === undefined);
    const refused = {
      ...(scans && !spectrumOf[mode] && { quantity: 'no spectrum of it' }),
      ...(integrationMicroseconds !== undefined && !time && { integrationMicroseconds: gathering.codes }),
      ...(wavelengthNm !== undefined && !isTold(wavelengthNm) && { wavelengthNm: 'tenths' }),
      ...(scan &&
        !(isTold(scan.fromNm) && isTold(scan.toNm) && isWhole(scan, this.#stepOf(scan).nm)) && { scan: 'steps' }),
    };
    if (Object.keys(refused).length > 0) throw bridgeError('spectrometer-setting-refused', { allowed: refused });
    if (time) await this.#exchange.command(`j${time.code}`, timeLimitsMs.work);
    if (quantity !== undefined) await this.#exchange.command(`v${modes[mode]}`, timeLimitsMs.work);
    this.#mode = mode;
    this.#isScanning = scans;
    if (wavelengthNm !== undefined) await this.#exchange.command(`w${tenths(wavelengthNm)}`, timeLimitsMs.work);
  }

  /** @throws `spectrum-malformed` among others */
  measure({ scan }: SpectrometerSettings): Promise<Scan | Value | NoValue> {
    return scan ? this.#scan(scan) : this.#value();
  }

  async adjust(what: SpectrometerAdjustment): Promise<void> {
    const { wavelengthNm, timeLimitsMs } = this.#profile;
    if (what === 'baseline') {
      const { least, most } = wavelengthNm;
      await this.#exchange.command(`c${tenths(most)},${tenths(least)}`, timeLimitsMs.baseline);
    } else await this.#exchange.command('x', timeLimitsMs.work);
  }

  check(): Promise<void> {
    return this.#exchange.attend();
  }

  async #value(): Promise<Value | NoValue> {
    const [text = ''] = await this.#exchange.query('d', 1, this.#profile.timeLimitsMs.work);
    return photometricOf(this.#mode, valueIn(text), text, this.#profile.limits);
  }

  async #scan(range: ScanRange): Promise<Scan | NoValue> {
    const { timeLimitsMs, limits } = this.#profile;
    const shape = spectrumOf[this.#mode];
    if (!shape) throw bridgeError('spectrometer-setting-refused', { scan: range, quantity: this.#mode });
    const step = this.#stepOf(range);
    const [longNm, shortNm] = [Math.max(range.fromNm, range.toNm), Math.min(range.fromNm, range.toNm)];
    const count = Math.round((longNm - shortNm) / step.nm) + 1;
    await this.#exchange.command(`a${tenths(longNm)},${tenths(shortNm)},${step.code}`, timeLimitsMs.scan);
    const blocks = await this.#exchange.query(`f${count}`, count, timeLimitsMs.work);
    const found = blocks.map(parsePoint).filter((point) => point !== undefined);
    const wrong = found.findIndex(
      ({ wavelengthNm }, index) => Math.abs(wavelengthNm - (longNm - index * step.nm)) > mostSlipNm,
    );
    if (blocks.length !== count || found.length !== count || wrong !== -1)
      throw bridgeError('spectrum-malformed', { blocks: blocks.length, expected: count, wrong: blocks[wrong] ?? null });
    const none = blocks[found.findIndex(({ digits }) => !isDecimal(digits))];
    if (none !== undefined) return { ...noValue(none), raw: blocks.join('\n') };
    return {
      kind: 'scan',
      x: givenAxis(
        'wavelength',
        'nm',
        found.map(({ wavelengthNm }) => wavelengthNm),
      ),
      y: found.map(({ digits }) => Number(digits)),
      digits: found.map(({ digits }) => digits),
      ...shape,
      bytes: Buffer.from(blocks.map((block) => `${block}\0`).join(''), 'latin1'),
      saturatedFrom:
        limits?.[shape.quantity === 'absorbance' ? 'absorbance' : 'transmittance']?.most ?? Number.POSITIVE_INFINITY,
      // It divides by what it was zeroed with: how, and with what else, is not told.
      correctedByDevice: 'not-known',
    };
  }

  #stepOf({ stepNm }: ScanRange) {
    const { steps } = this.#profile.scan;
    const step = steps.find(({ nm }) => stepNm === undefined || nm === stepNm);
    if (!step) throw bridgeError('spectrometer-setting-refused', { stepNm, allowed: steps });
    return step;
  }
}

/** Whether commands have a word for it. */
const isTold = (nm: number): boolean => Math.abs(10 * nm - tenths(nm)) < 1e-6;

/** Whether it is as long as so many steps. */
const isWhole = ({ fromNm, toNm }: ScanRange, stepNm: number): boolean => {
  const steps = Math.abs(toNm - fromNm) / stepNm;
  return Math.abs(steps - Math.round(steps)) < 1e-6;
};
