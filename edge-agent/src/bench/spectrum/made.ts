import { type ProcessingStep, processed, type SpectralQuantity, type Spectrum } from '@custody-edge/firmware-bridge';
import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';

/** Spectra of one instrument that belong together, and what is to be made of them. */
export interface TakenSpectra {
  readonly sample: Spectrum;
  /** Taken without light. */
  readonly dark?: Spectrum;
  /** Taken without a sample. */
  readonly reference?: Spectrum;
  /** Of counts; what an instrument gives as absorbance or transmittance stays so. */
  readonly quantity: SpectralQuantity;
  /** Of the laser of an instrument that measures Raman scattering. */
  readonly laserWavelengthNm?: string | undefined;
}

/** What was made of a spectrum, and how. */
export interface MadeSpectrum {
  readonly x: Spectrum['x'];
  /** Nothing where no value can be stated. */
  readonly y: readonly (number | null)[];
  readonly quantity: SpectralQuantity;
  readonly yUnit: '1' | '%';
  readonly steps: readonly ProcessingStep[];
}

/**
 * Dark out, the detector's own bend out where the instrument tells it, over the reference where one is asked for, along the shift from the laser
 * where there is one.
 * @throws `spectra-not-comparable`
 */
export function madeOf({ sample, dark, reference, quantity, laserWavelengthNm }: TakenSpectra): MadeSpectrum {
  if (sample.quantity !== 'counts' && laserWavelengthNm === undefined) {
    const { x, y, yUnit } = sample;
    return { x, y, quantity: sample.quantity, yUnit, steps: [] };
  }
  const linearise = dark !== undefined && sample.nonLinearity !== undefined;
  return processed(sample, {
    ...{ quantity, linearise, laserWavelengthNm },
    ...(dark && { dark }),
    ...(reference && { reference }),
  });
}

/** Why a spectrum must not go on record; undefined where nothing is against it. */
export function flawOf(taken: TakenSpectra): CustodyError | undefined {
  const { saturated } = taken.sample;
  if (saturated.length > 0) return agentError('spectrum-saturated', { pixels: saturated.length });
  try {
    const values = madeOf(taken).y.filter((value) => value !== null);
    const [first] = values;
    if (first === undefined || values.length < 2) return agentError('spectrum-without-values');
    return values.every((value) => value === first) ? agentError('spectrum-flat') : undefined;
  } catch (error) {
    if (isCustodyError(error)) return error;
    throw error;
  }
}

/** Points of which nothing can be said, as where the reference has no light; they are left out of what is written. */
export const pointsWithoutValue = ({ y }: MadeSpectrum): number => y.filter((value) => value === null).length;
