export { type Curve, curveOf, measuredPart } from './curve.ts';
export { spectraError } from './errors.ts';
export { decimalsIn, type JcampAbout, writeJcamp } from './jcamp/write.ts';
export { type Built, buildLibrary } from './library/build.ts';
export type { Imported, LibraryEntry, LibrarySpectrum, Quarantined } from './library/entry.ts';
export { importLibraryFolder } from './library/folder.ts';
export { importLibraryFile } from './library/import.ts';
export type { Library, Match, SearchOptions, SearchResult } from './library/library.ts';
export { type Measure, measures } from './library/measure.ts';
export type { LibrarySettings } from './library/parts.ts';
export { type BuildOrder, buildLibraryFromFolder } from './library/thread.ts';
export { limits } from './limits.ts';
export { apply, type Processed } from './process/apply.ts';
export {
  infraredRecipe,
  parseRecipe,
  type Recipe,
  type RecipeStep,
  ramanRecipe,
  recipeSchema,
  recipeText,
} from './process/recipe.ts';
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
export {
  type Category,
  categories,
  type Finding,
  type Missing,
  type Standing,
  standingOf,
  type Technique,
} from './wording/standing.ts';
