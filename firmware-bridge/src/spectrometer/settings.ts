import type { TriggerName } from '@custody-edge/device-profiles';
import type { CustodyError } from '@custody-edge/foundation';
import { bridgeError } from '../errors.ts';

/** How a spectrometer is set. Each model has some of these: what it does not have is absent, and is not set. */
export interface SpectrometerSettings {
  /** For which light is gathered, each scan. */
  readonly integrationMicroseconds?: number;
  /** Scans whose mean is one spectrum. */
  readonly scansToAverage?: number;
  /** Pixels to each side that the device itself averages with each; smoothing here is a matter of the recipe. */
  readonly boxcarHalfWidth?: number;
  readonly trigger?: TriggerName;
  readonly lampOn?: boolean;
  readonly shutterOpen?: boolean;
  /** Of a photometer. */
  readonly wavelengthNm?: number;
  /** Of a photometer: what it shows. */
  readonly quantity?: 'absorbance' | 'transmittance' | 'concentration' | 'energy';
  /** Of a scanning photometer: a spectrum from one wavelength to the other; absent where it measures at one. */
  readonly scan?: ScanRange;
}

/** From one wavelength to the other, every so many nanometres; the model's own step where none is named. */
export interface ScanRange {
  readonly fromNm: number;
  readonly toNm: number;
  readonly stepNm?: number;
}

/**
 * `zero`: 100 % of light, 0 of absorbance, with what lies in the beam now. `baseline`: the same at every wavelength. `dark`: 0 % of light, with
 * the shutter closed for it.
 */
export type SpectrometerAdjustment = 'zero' | 'baseline' | 'dark';

interface Range {
  readonly least: number;
  readonly most: number;
}

interface ScanAbility extends Range {
  /** From end to end. */
  readonly leastSpanNm: number;
  /** Its steps, and the longest way that it goes in each; the first is taken where none is named. */
  readonly steps: readonly { readonly nm: number; readonly mostSpanNm: number }[];
}

/** What a model can be set to; what it does not have is absent. */
export interface SpectrometerAbilities {
  readonly integrationMicroseconds?: Range;
  /** Averaged by the device itself, or of so many spectra here. */
  readonly scansToAverage?: Range & { readonly by: 'device' | 'station' };
  readonly boxcarHalfWidth?: Range;
  readonly triggers?: readonly TriggerName[];
  readonly lamp?: boolean;
  readonly shutter?: boolean;
  readonly wavelengthNm?: Range;
  readonly quantities?: readonly NonNullable<SpectrometerSettings['quantity']>[];
  readonly scanNm?: ScanAbility;
  readonly adjustments?: readonly SpectrometerAdjustment[];
}

const isWithin = (value: number, range: Range | undefined): boolean =>
  range !== undefined && value >= range.least && value <= range.most;

const isWholeWithin = (value: number, range: Range | undefined): boolean =>
  Number.isInteger(value) && isWithin(value, range);

/** Why a model cannot be set so, if it cannot: `spectrometer-setting-refused`. */
export function refusalOf(change: SpectrometerSettings, abilities: SpectrometerAbilities): CustodyError | undefined {
  const { integrationMicroseconds, scansToAverage, boxcarHalfWidth, trigger, lampOn, shutterOpen } = change;
  const { wavelengthNm, quantity, scan } = change;
  const refused = {
    ...(integrationMicroseconds !== undefined &&
      !isWholeWithin(integrationMicroseconds, abilities.integrationMicroseconds) && {
        integrationMicroseconds: abilities.integrationMicroseconds ?? null,
      }),
    ...(scansToAverage !== undefined &&
      !isWholeWithin(scansToAverage, abilities.scansToAverage) && { scansToAverage: abilities.scansToAverage ?? null }),
    ...(boxcarHalfWidth !== undefined &&
      !isWholeWithin(boxcarHalfWidth, abilities.boxcarHalfWidth) && {
        boxcarHalfWidth: abilities.boxcarHalfWidth ?? null,
      }),
    ...(trigger !== undefined && !abilities.triggers?.includes(trigger) && { trigger: abilities.triggers ?? null }),
    ...(lampOn !== undefined && !abilities.lamp && { lampOn: null }),
    ...(shutterOpen !== undefined && !abilities.shutter && { shutterOpen: null }),
    ...(wavelengthNm !== undefined &&
      !isWithin(wavelengthNm, abilities.wavelengthNm) && { wavelengthNm: abilities.wavelengthNm ?? null }),
    ...(quantity !== undefined &&
      !abilities.quantities?.includes(quantity) && { quantity: abilities.quantities ?? null }),
    ...(scan !== undefined && !isScan(scan, abilities.scanNm) && { scan: abilities.scanNm ?? null }),
  };
  return Object.keys(refused).length === 0
    ? undefined
    : bridgeError('spectrometer-setting-refused', { change, allowed: refused });
}

function isScan({ fromNm, toNm, stepNm }: ScanRange, ability: ScanAbility | undefined): boolean {
  const step = ability?.steps.find(({ nm }) => stepNm === undefined || nm === stepNm);
  if (!ability || !step || !isWithin(fromNm, ability) || !isWithin(toNm, ability)) return false;
  const spanNm = Math.abs(toNm - fromNm);
  return spanNm >= ability.leastSpanNm && spanNm <= step.mostSpanNm;
}

/** Settings after a change: who goes to one wavelength scans no more. */
export function changed(settings: SpectrometerSettings, change: SpectrometerSettings): SpectrometerSettings {
  const { scan, ...atOne } = settings;
  return change.wavelengthNm !== undefined || scan === undefined ? { ...atOne, ...change } : { ...settings, ...change };
}
