export { spectraError } from './errors.ts';
export { limits } from './limits.ts';
export { readSpectrumFile } from './read.ts';
export type { Axis, SpectrumData, SpectrumFile, SpectrumFormat, SpectrumKind } from './spectrum.ts';
export type { XUnit, YUnit } from './units.ts';
