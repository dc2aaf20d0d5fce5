import { type CustodyError, fail, isCustodyError, ok, type Result } from '@custody-edge/foundation';
import { damaged, spectraError } from './errors.ts';
import { isJcamp, readJcamp } from './jcamp/jcamp.ts';
import { within } from './limits.ts';
import { isSpc, readSpc } from './spc/spc.ts';
import type { SpectrumFile, SpectrumFormat } from './spectrum.ts';
import { isBwspec, readBwspec } from './table/bwspec.ts';
import { readTable } from './table/table.ts';
import { headOf, isText } from './text.ts';

const readers: Readonly<Record<SpectrumFormat, (bytes: Uint8Array) => SpectrumFile['spectra']>> = {
  'jcamp-dx': readJcamp,
  spc: readSpc,
  bwspec: readBwspec,
  table: readTable,
};

/** What a name promises; its content has to keep it. */
const promised: readonly (readonly [RegExp, SpectrumFormat])[] = [
  [/\.(jdx|dx|jcm|jcamp)$/i, 'jcamp-dx'],
  [/\.spc$/i, 'spc'],
];

/**
 * Reads the spectra of a file, or says why it gives none. Pure, and never throws; how long it takes grows with the file, which is limited.
 * @param name of the file; its content decides first
 */
export function readSpectrumFile(name: string, bytes: Uint8Array): Result<SpectrumFile, CustodyError> {
  try {
    within('fileBytes', bytes.length);
    if (bytes.length === 0) throw spectraError('spectrum-absent', { found: 'an empty file' });
    const format = formatOf(name, bytes);
    return ok({ format, spectra: readers[format](bytes) });
  } catch (error) {
    return fail(isCustodyError(error) ? error : damaged('reader-failed', {}, error));
  }
}

/** @throws `spectrum-format-unknown` */
function formatOf(name: string, bytes: Uint8Array): SpectrumFormat {
  const head = headOf(bytes);
  if (isJcamp(head)) return 'jcamp-dx';
  if (isBwspec(head)) return 'bwspec';
  if (isSpc(bytes)) return 'spc';
  const [, expected] = promised.find(([form]) => form.test(name)) ?? [];
  if (expected !== undefined)
    throw spectraError('spectrum-format-unknown', { found: `no ${expected} behind a name that says so` });
  if (!isText(bytes)) throw spectraError('spectrum-format-unknown', { found: 'bytes that are no text' });
  return 'table';
}
