/** In UCUM where it has one (`m/z` it has not). `/cm` is the wavenumber, absolute or as Raman shift: `SpectrumKind` says which. */
export const xUnits = ['/cm', 'nm', 'um', 'm/z', 'unknown'] as const;
export type XUnit = (typeof xUnits)[number];

export const yUnits = [
  'transmittance',
  'percent-transmittance',
  'absorbance',
  'reflectance',
  'percent-reflectance',
  'kubelka-munk',
  'counts',
  'relative-abundance',
  'arbitrary',
  'unknown',
] as const;
export type YUnit = (typeof yUnits)[number];

/**
 * Words by which files name their axes: the labels of JCAMP-DX 4.24 and 5.01 (##XUNITS, ##YUNITS), the type codes of SPC, and headings of
 * columns. A bare wavelength is not nanometres, a bare intensity not counts.
 */
const xWords: readonly (readonly [RegExp, XUnit])[] = [
  [/raman[ _]?shift|wave[ _]?number|^(1\/cm|cm-1|cm\^-1|cm⁻¹)$|[([](1\/cm|cm-1|cm\^-1|cm⁻¹)[)\]]/i, '/cm'],
  [/nanomet|(^|[^a-z])nm([^a-z]|$)/i, 'nm'],
  [/micromet|micron|(^|[^a-z])[uµμ]m([^a-z]|$)/i, 'um'],
  [/(^|[^a-z])m\/z([^a-z]|$)/i, 'm/z'],
];

const yWords: readonly (readonly [RegExp, YUnit])[] = [
  [/(%|percent) ?(t$|tr$|trans)|trans\w* ?[([]?%/i, 'percent-transmittance'],
  [/transmi/i, 'transmittance'],
  [/absorb|^abs\.?$/i, 'absorbance'],
  [/(%|percent) ?(r$|refl)|refl\w* ?[([]?%/i, 'percent-reflectance'],
  [/reflect/i, 'reflectance'],
  [/kubelka/i, 'kubelka-munk'],
  [/counts?\b/i, 'counts'],
  [/relative abundance/i, 'relative-abundance'],
  [/arbitrary|\ba\. ?u\./i, 'arbitrary'],
];

const unitOf = <Unit extends string>(words: readonly (readonly [RegExp, Unit])[], written: string) =>
  words.find(([pattern]) => pattern.test(written.trim()))?.[1] ?? 'unknown';

export const xUnitOf = (written: string): XUnit => unitOf(xWords, written);
export const yUnitOf = (written: string): YUnit => unitOf(yWords, written);
