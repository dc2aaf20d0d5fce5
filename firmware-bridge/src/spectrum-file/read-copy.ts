import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { limits, spectraError } from '@custody-edge/spectra';
import { bridgeError } from '../errors.ts';

/** The bytes of a copy, if they are still those that arrived; one that is too large to be read as a spectrum is not loaded. */
export function readCopy(path: string, sha256: string): Result<Uint8Array, CustodyError> {
  const { size } = statSync(path);
  if (size > limits.fileBytes) return fail(spectraError('spectrum-file-large', { limit: 'fileBytes', found: size }));
  const bytes = readFileSync(path);
  const found = createHash('sha256').update(bytes).digest('hex');
  return found === sha256 ? ok(bytes) : fail(bridgeError('file-copy-altered', { sha256, found }));
}
