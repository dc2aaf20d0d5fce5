import type {
  Measurement,
  SpectralQuantity,
  SpectrometerAbilities,
  SpectrometerAdjustment,
  SpectrometerSettings,
  Spectrum,
} from '@custody-edge/firmware-bridge';
import { type CustodyError, isCustodyError, toCustodyError } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';
import type { StationParts } from '../../station/station-parts.ts';
import type { TakenSpectra } from './made.ts';

/** Eyes follow no faster, and the page need not draw more. */
const shortestPauseMs = 300;
/** What was shown last: whoever accepts means the one that they saw. */
const keptSpectra = 8;

/** What was taken of an instrument without light, and without a sample. */
interface Standards {
  readonly dark?: Spectrum;
  readonly reference?: Spectrum;
}

/** The spectrometers of the bench: the one that is looked at measures again and again, one that has to scan does so when it is told. */
export class Spectrometers {
  private readonly parts: Pick<StationParts, 'bridge' | 'changed' | 'config'>;
  private readonly standards = new Map<string, Standards>();
  private looked: { readonly deviceId: string; readonly stop: () => void } | undefined;
  private shown: readonly Spectrum[] = [];
  /** Why what came last is no spectrum. */
  private failure: CustodyError | undefined;
  private isBusy = false;
  private setting: Promise<void> = Promise.resolve();

  constructor(parts: Pick<StationParts, 'bridge' | 'changed' | 'config'>) {
    this.parts = parts;
  }

  get devices(): string[] {
    return this.parts.bridge.statuses().flatMap(({ kind, deviceId }) => (kind === 'spectrometer' ? [deviceId] : []));
  }

  /** The first one, unless one is named. @throws `device-not-configured` */
  choose(deviceId: string | undefined): string {
    const found = this.devices.find((one) => deviceId === undefined || one === deviceId);
    if (found === undefined) throw agentError('device-not-configured', { kind: 'spectrometer', deviceId });
    return found;
  }

  /** From now on this one is shown, and no other; none where none is named. */
  look(deviceId: string | undefined): void {
    if (this.looked?.deviceId === deviceId) return;
    this.looked?.stop();
    this.looked = undefined;
    this.forget();
    if (deviceId === undefined) return;
    const looked = { deviceId, stop: () => {} };
    this.looked = looked;
    if (this.scans(deviceId)) return;
    looked.stop = this.parts.bridge.spectrometer(deviceId).live(async (measurement) => {
      if (this.looked !== looked) return;
      // It was away before, and shows only now that it scans.
      if (this.scans(deviceId)) return looked.stop();
      this.take(measurement);
      await new Promise((done) => setTimeout(done, shortestPauseMs).unref());
    });
  }

  /** Whether it goes from wavelength to wavelength: that takes its time and its lamp, and is asked for. */
  scans(deviceId: string): boolean {
    return this.abilities(deviceId).scanNm !== undefined;
  }

  /** It is away: what it showed is no longer there to be accepted, and its lamp may be another one when it is back. */
  away(deviceId: string): void {
    this.standards.delete(deviceId);
    if (this.looked?.deviceId === deviceId) this.forget();
  }

  /** Whoever comes takes a dark and a reference of their own: they answer for what is made with them. */
  forgetStandards(): void {
    this.standards.clear();
  }

  get state(): { readonly newest?: Spectrum; readonly failure?: CustodyError; readonly isBusy: boolean } {
    const newest = this.shown.at(-1);
    const { failure, isBusy } = this;
    return { isBusy, ...(newest && { newest }), ...(failure && { failure }) };
  }

  /** What it can be set to; nothing while it is away. */
  abilities(deviceId: string): SpectrometerAbilities {
    return this.whileReady(() => this.parts.bridge.spectrometer(deviceId).abilities(), {});
  }

  settings(deviceId: string): SpectrometerSettings {
    return this.whileReady(() => this.parts.bridge.spectrometer(deviceId).settings(), {});
  }

  standardsOf(deviceId: string): Standards {
    return this.standards.get(deviceId) ?? {};
  }

  /** @throws `spectrum-gone` where it is not among those that were shown last */
  shownOne(sha256: string): Spectrum {
    const found = this.shown.find(({ raw }) => raw.sha256 === sha256);
    if (!found) throw agentError('spectrum-gone');
    return found;
  }

  /** Wavelength in nm of the laser before it; undefined where it measures no Raman scattering. */
  laserOf(deviceId: string): string | undefined {
    return this.parts.config.devices.find(({ id }) => id === deviceId)?.settings?.laserWavelengthNm;
  }

  /** A spectrum with the dark and the reference of its instrument. */
  taken(deviceId: string, sample: Spectrum, quantity: SpectralQuantity): TakenSpectra {
    return { sample, quantity, laserWavelengthNm: this.laserOf(deviceId), ...this.standardsOf(deviceId) };
  }

  /** What was shown is what the light is without a sample, or what there is without light. @throws `spectrum-gone`, `spectrum-saturated` */
  keepAs(deviceId: string, what: keyof Standards, sha256: string): void {
    const spectrum = this.shownOne(sha256);
    const { saturated } = spectrum;
    if (saturated.length > 0) throw agentError('spectrum-saturated', { pixels: saturated.length });
    this.standards.set(deviceId, { ...this.standardsOf(deviceId), [what]: spectrum });
  }

  /**
   * Gathers light so many times as long as it does once everything that was asked for before is set; what was shown before was taken otherwise.
   * @throws `action-not-possible` where there is no such time, and as the bridge's `set`
   */
  gatherLight(deviceId: string, times: number): Promise<void> {
    const set = this.setting.then(async () => {
      const { integrationMicroseconds } = this.settings(deviceId);
      if (integrationMicroseconds === undefined) throw agentError('action-not-possible');
      const longer = Math.round(integrationMicroseconds * times);
      await this.parts.bridge.spectrometer(deviceId).set({ integrationMicroseconds: longer });
      this.forget();
    });
    this.setting = set.catch(() => undefined);
    return set;
  }

  /** Has the instrument set its own zero or take its own line: begins it, and is heard of once it is done. @throws as `measure` */
  adjust(deviceId: string, what: SpectrometerAdjustment): void {
    this.begin(async () => {
      await this.parts.bridge.spectrometer(deviceId).adjust(what);
      this.forget();
    });
  }

  /** Begins one scan over all that the instrument reaches; what comes of it is shown. @throws `action-not-possible` while something goes on */
  measure(deviceId: string): void {
    this.begin(async () => {
      const measurement = await this.scan(deviceId);
      if (this.looked?.deviceId === deviceId) this.take(measurement);
    });
  }

  /** What takes longer than a page waits for its answer. */
  private begin(work: () => Promise<void>): void {
    if (this.isBusy) throw agentError('action-not-possible');
    this.isBusy = true;
    void work()
      .catch((error: unknown) => {
        this.failure = toCustodyError(error);
      })
      .finally(() => {
        this.isBusy = false;
        this.parts.changed();
      });
  }

  private async scan(deviceId: string): Promise<Measurement> {
    const spectrometer = this.parts.bridge.spectrometer(deviceId);
    const { scanNm: range } = spectrometer.abilities();
    if (range && spectrometer.settings().scan === undefined) {
      const spanNm = range.most - range.least;
      const step = range.steps.find(({ mostSpanNm }) => mostSpanNm >= spanNm);
      await spectrometer.set({ scan: { fromNm: range.most, toNm: range.least, ...(step && { stepNm: step.nm }) } });
    }
    return spectrometer.take();
  }

  private take(measurement: Measurement): void {
    if (measurement.kind === 'spectrum') {
      this.shown = [...this.shown, measurement].slice(-keptSpectra);
      this.failure = undefined;
    } else {
      this.failure = measurement.kind === 'photometric' ? agentError('spectrum-is-value') : measurement.error;
    }
    this.parts.changed();
  }

  private forget(): void {
    this.shown = [];
    this.failure = undefined;
  }

  private whileReady<Told>(ask: () => Told, otherwise: Told): Told {
    try {
      return ask();
    } catch (error) {
      if (isCustodyError(error, 'device-not-ready')) return otherwise;
      throw error;
    }
  }
}
