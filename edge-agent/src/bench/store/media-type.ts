import { extname } from 'node:path';

/** What the names of files that instruments write say of them; anything else is bytes. */
const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.tif': 'image/tiff',
  '.tiff': 'image/tiff',
  '.csv': 'text/csv',
  '.txt': 'text/plain',
  '.xml': 'application/xml',
  '.json': 'application/json',
  '.jdx': 'chemical/x-jcamp-dx',
  '.dx': 'chemical/x-jcamp-dx',
};

/** What spectra are written as; a report may be text as well. */
const spectral: ReadonlySet<string> = new Set(['.jdx', '.dx', '.spc', '.csv', '.txt']);

/** Whether a file may hold a spectrum, by its name. */
export const maybeSpectrum = (name: string): boolean => spectral.has(extname(name).toLowerCase());

export const mediaTypeOf = (name: string): string => types[extname(name).toLowerCase()] ?? 'application/octet-stream';
