import { spectraError } from './errors.ts';

/** More than this is not read, so that no file takes memory or time without end. */
export const limits = {
  fileBytes: 16 * 1024 * 1024,
  /** Of a file of a library, which may hold thousands of spectra. */
  libraryFileBytes: 256 * 1024 * 1024,
  /** Of all spectra of a file. */
  points: 1_000_000,
  spectra: 5000,
  blocks: 5000,
  blockDepth: 8,
  headerLines: 2000,
  lineCharacters: 100_000,
  columns: 200,
  textCharacters: 200,
} as const;

/** @throws `spectrum-file-large` */
export function within(limit: keyof typeof limits, found: number): void {
  if (found > limits[limit]) throw spectraError('spectrum-file-large', { limit, most: limits[limit], found });
}
