import type { XUnit, YUnit } from './units.ts';

/** What a spectrum is of, as its file says. */
export const spectrumKinds = ['infrared', 'raman', 'uv-vis', 'mass', 'unknown'] as const;
export type SpectrumKind = (typeof spectrumKinds)[number];

export interface Axis<Unit extends string> {
  readonly unit: Unit;
  /** As the file says it; absent where it says nothing. */
  readonly unitAsWritten?: string;
  readonly values: Float64Array;
}

/** One spectrum: as many x as y, at least two, all finite; x rises or falls all the way, in the order of the file. */
export interface SpectrumData {
  readonly title: string;
  readonly kind: SpectrumKind;
  readonly x: Axis<XUnit>;
  readonly y: Axis<YUnit>;
  /** Plain text of the file, for people: never to be parsed, and a date in whatever form it was written. */
  readonly instrument?: string;
  readonly operator?: string;
  readonly date?: string;
}

export const spectrumFormats = ['jcamp-dx', 'spc', 'bwspec', 'table'] as const;
export type SpectrumFormat = (typeof spectrumFormats)[number];

/** What a file holds; at least one spectrum. */
export interface SpectrumFile {
  readonly format: SpectrumFormat;
  readonly spectra: readonly SpectrumData[];
}

/** What a file may say of its measurement. */
export type Remarks = Pick<SpectrumData, 'instrument' | 'operator' | 'date'>;
