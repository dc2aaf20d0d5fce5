import { bridgeError } from '../errors.ts';
import type { SpectralAxis, SpectralQuantity, Spectrum } from '../reading.ts';
import { hasSameAxis, polynomialAt, ramanShiftAxis } from './axis.ts';

/** What is to be made of a spectrum; nothing of it changes the spectrum itself. */
export interface Recipe {
  /** Taken without light, and subtracted pixel by pixel. */
  readonly dark?: Spectrum;
  /** Taken without a sample: what absorbance and transmittance are relative to. */
  readonly reference?: Spectrum;
  /** Whether counts are divided by the device's own polynomial; needs a dark spectrum, since the polynomial is of the light alone. */
  readonly linearise?: boolean;
  /** Pixels to each side whose mean stands for each. */
  readonly boxcarHalfWidth?: number;
  /** Wavelength in nm, in digits, of the laser from which the light is shifted: the axis is that of the shift then. */
  readonly laserWavelengthNm?: string | undefined;
  readonly quantity: SpectralQuantity;
}

/** One thing that was done, in the order in which it was done. */
export type ProcessingStep =
  | { readonly step: 'subtract-dark'; readonly darkSha256: string }
  | { readonly step: 'linearise'; readonly coefficients: readonly number[] }
  | { readonly step: 'boxcar'; readonly halfWidth: number }
  | { readonly step: 'divide-by-reference'; readonly referenceSha256: string }
  | { readonly step: 'absorbance' }
  | { readonly step: 'raman-shift'; readonly laserWavelengthNm: string };

/** What was made of a spectrum, and how: whoever has the named spectra can make it again. */
export interface ProcessedSpectrum {
  readonly x: SpectralAxis;
  /** Nothing where no value can be stated: a saturated pixel, a reference without light, absorbance of no light at all. */
  readonly y: readonly (number | null)[];
  readonly quantity: SpectralQuantity;
  readonly yUnit: '1';
  readonly steps: readonly ProcessingStep[];
  /** Of the raw bytes of the spectrum that it was made of. */
  readonly sampleSha256: string;
}

type Values = readonly (number | null)[];

/**
 * Applies a recipe: dark, non-linearity, boxcar, reference, absorbance, Raman shift, in this order and the same to sample and reference.
 * A pixel that was saturated anywhere on its way has no value.
 * @throws `spectra-not-comparable` where dark or reference are of another device, axis, integration time or boxcar, where they are missing
 * for what is asked, where the spectrum holds no counts, or where a shift is asked of what is laid out along no wavelength
 */
export function processed(sample: Spectrum, recipe: Recipe): ProcessedSpectrum {
  const { dark, reference, linearise = false, boxcarHalfWidth = 0, laserWavelengthNm, quantity } = recipe;
  const isRelative = quantity !== 'counts';
  if (sample.quantity !== 'counts') throw bridgeError('spectra-not-comparable', { quantity: sample.quantity });
  if (!Number.isInteger(boxcarHalfWidth) || boxcarHalfWidth < 0)
    throw bridgeError('spectra-not-comparable', { boxcarHalfWidth });
  if (laserWavelengthNm !== undefined && sample.x.quantity !== 'wavelength')
    throw bridgeError('spectra-not-comparable', { laserWavelengthNm, axis: sample.x.quantity });
  if (isRelative && !reference) throw bridgeError('spectra-not-comparable', { missing: 'reference', quantity });
  const coefficients = linearise ? sample.nonLinearity : undefined;
  if (linearise && (!coefficients || !dark))
    throw bridgeError('spectra-not-comparable', { missing: dark ? 'non-linearity' : 'dark' });
  for (const other of [dark, reference]) if (other) mustBeComparable(sample, other);
  const light = (spectrum: Spectrum): Values => {
    const lit = subtracted(unsaturated(spectrum), dark && unsaturated(dark));
    return smoothed(coefficients ? linearised(lit, coefficients) : lit, boxcarHalfWidth);
  };
  const steps: ProcessingStep[] = [
    ...(dark ? [{ step: 'subtract-dark' as const, darkSha256: dark.raw.sha256 }] : []),
    ...(coefficients ? [{ step: 'linearise' as const, coefficients }] : []),
    ...(boxcarHalfWidth > 0 ? [{ step: 'boxcar' as const, halfWidth: boxcarHalfWidth }] : []),
    ...(isRelative && reference
      ? [{ step: 'divide-by-reference' as const, referenceSha256: reference.raw.sha256 }]
      : []),
    ...(quantity === 'absorbance' ? [{ step: 'absorbance' as const }] : []),
    ...(laserWavelengthNm === undefined ? [] : [{ step: 'raman-shift' as const, laserWavelengthNm }]),
  ];
  const own = light(sample);
  const relative = isRelative && reference ? divided(own, light(reference)) : own;
  const y = quantity === 'absorbance' ? relative.map(absorbanceOf) : relative;
  const x = laserWavelengthNm === undefined ? sample.x : ramanShiftAxis(sample.x, Number(laserWavelengthNm));
  return { x, y, quantity, yUnit: '1', steps, sampleSha256: sample.raw.sha256 };
}

function mustBeComparable(sample: Spectrum, other: Spectrum): void {
  const differs = {
    device: sample.device.serialNumber !== other.device.serialNumber || sample.device.model !== other.device.model,
    quantity: sample.quantity !== other.quantity,
    axis: sample.y.length !== other.y.length || !hasSameAxis(sample, other),
    integrationMicroseconds: sample.settings.integrationMicroseconds !== other.settings.integrationMicroseconds,
    boxcarByDevice: sample.settings.boxcarByDevice !== other.settings.boxcarByDevice,
  };
  const named = Object.entries(differs).flatMap(([name, isSo]) => (isSo ? [name] : []));
  if (named.length > 0) throw bridgeError('spectra-not-comparable', { differs: named });
}

function unsaturated({ y, saturated }: Spectrum): Values {
  const lost = new Set(saturated);
  return y.map((value, pixel) => (lost.has(pixel) ? null : value));
}

/** Pixel by pixel; nothing where either has no value. */
const joined = (one: Values, other: Values, join: (one: number, other: number) => number | null): Values =>
  one.map((value, pixel) => {
    const second = other[pixel] ?? null;
    return value === null || second === null ? null : join(value, second);
  });

const subtracted = (values: Values, dark: Values | undefined): Values =>
  dark ? joined(values, dark, (value, without) => value - without) : values;

/** What the detector would have shown if it were linear: its counts above dark, divided by the polynomial of them. */
const linearised = (values: Values, coefficients: readonly number[]): Values =>
  values.map((value) => {
    if (value === null) return null;
    const share = polynomialAt(coefficients, value);
    return share > 0 ? value / share : null;
  });

/** Mean of a pixel and its neighbours, fewer of them at both ends; a pixel without a value has no part in it. */
export function smoothed(values: Values, halfWidth: number): Values {
  if (halfWidth === 0) return values;
  return values.map((value, pixel) => {
    if (value === null) return null;
    const near = values
      .slice(Math.max(0, pixel - halfWidth), pixel + halfWidth + 1)
      .filter((neighbour) => neighbour !== null);
    return near.reduce((sum, neighbour) => sum + neighbour, 0) / near.length;
  });
}

/** Share of the light of the reference that came through; nothing where the reference has none. */
const divided = (sample: Values, reference: Values): Values =>
  joined(sample, reference, (lit, unhindered) => (unhindered > 0 ? lit / unhindered : null));

/** Nothing where no light came through: how much is absorbed is not known then. */
const absorbanceOf = (share: number | null): number | null => (share !== null && share > 0 ? -Math.log10(share) : null);
