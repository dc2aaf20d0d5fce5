export { spectraError } from './errors.ts';
export { limits } from './limits.ts';
export { readSpectrumFile } from './read.ts';
export {
  type Axis,
  type SpectrumData,
  type SpectrumFile,
  type SpectrumFormat,
  type SpectrumKind,
  spectrumFormats,
  spectrumKinds,
} from './spectrum.ts';
export { type XUnit, xUnits, type YUnit, yUnits } from './units.ts';
