import type { ProcessingStep, Spectrum } from '@custody-edge/firmware-bridge';
import { decimalsIn, measuredPart, type SpectrumKind, writeJcamp } from '@custody-edge/spectra';
import { type MadeSpectrum, madeOf, pointsWithoutValue, type TakenSpectra } from './made.ts';

/** A file that is kept of a spectrum. */
export interface SpectrumFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** Whose spectrum it is. */
export interface SpectrumAbout {
  readonly label: string;
  readonly laboratory: string;
  readonly operator: string;
}

const kinds = { wavelength: 'uv-vis', wavenumber: 'infrared', 'raman-shift': 'raman' } as const satisfies Record<
  Spectrum['x']['quantity'],
  SpectrumKind
>;

/** The bytes of a spectrum as the instrument sent them: their hash is that by which the JCAMP-DX file names them. */
export function rawFile(what: string, { raw, atMs }: Spectrum): SpectrumFile {
  return { name: `${what} ${stamp(atMs)}.raw`, mediaType: 'application/octet-stream', content: raw.bytes };
}

/**
 * A spectrum as JCAMP-DX 4.24 with what was done to it, step by step, in `##DATA PROCESSING=`.
 * @throws `spectra-not-comparable`, `spectrum-unsound`, `spectrum-not-writable`
 */
export function jcampFile(taken: TakenSpectra, { label, laboratory, operator }: SpectrumAbout): SpectrumFile {
  const made = madeOf(taken);
  const { sample } = taken;
  const { model, serialNumber } = sample.device;
  const yDecimals = made.steps.length === 0 && sample.digits ? decimalsIn(sample.digits) : undefined;
  const text = writeJcamp(measuredPart(made), {
    title: label,
    kind: kinds[made.x.quantity],
    origin: laboratory,
    owner: laboratory,
    instrument: [model, serialNumber].filter((part) => part !== undefined).join(' '),
    operator,
    takenAtMs: sample.atMs,
    processing: processingText(made, sample),
    rawSha256: sample.raw.sha256,
    ...(yDecimals !== undefined && { yDecimals }),
  });
  const name = `${label} ${stamp(sample.atMs)}.jdx`;
  return { name, mediaType: 'chemical/x-jcamp-dx', content: Buffer.from(text, 'utf8') };
}

/** How it was taken, and everything that was done to it after, in its order. */
function processingText(made: MadeSpectrum, { settings, correctedByDevice }: Spectrum): string {
  const { integrationMicroseconds, scansByDevice, scansHere, boxcarByDevice } = settings;
  const withoutValue = pointsWithoutValue(made);
  const byDevice = correctedByDevice === 'not-known' ? 'not known' : correctedByDevice.join(' ') || 'nothing';
  return [
    `taken ${integrationMicroseconds === undefined ? '' : `integration=${integrationMicroseconds}us `}scans=${
      scansByDevice * scansHere
    } boxcar=${boxcarByDevice} corrected-by-device=${byDevice}`,
    ...made.steps.map(stepText),
    ...(withoutValue > 0 ? [`left out ${withoutValue} points without a value`] : []),
    `gives ${made.quantity}`,
  ].join('; ');
}

function stepText(step: ProcessingStep): string {
  switch (step.step) {
    case 'subtract-dark':
      return `subtract-dark sha256=${step.darkSha256}`;
    case 'divide-by-reference':
      return `divide-by-reference sha256=${step.referenceSha256}`;
    case 'linearise':
      return `linearise coefficients=${step.coefficients.join(' ')}`;
    case 'boxcar':
      return `boxcar half-width=${step.halfWidth}`;
    case 'absorbance':
      return step.step;
    case 'raman-shift':
      return `raman-shift laser=${step.laserWavelengthNm}nm`;
  }
}

/** As `20260301-051203`, by UTC: names of files sort by it. */
const stamp = (atMs: number): string =>
  new Date(atMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
