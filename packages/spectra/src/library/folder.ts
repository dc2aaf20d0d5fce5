import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isCustodyError } from '@custody-edge/foundation';
import { spectraError } from '../errors.ts';
import { within } from '../limits.ts';
import type { Imported } from './entry.ts';
import { importLibraryFile } from './import.ts';

/**
 * The spectra of all files under a folder, in the order of their names, so that the same files make the same library. What is no JCAMP-DX
 * or cannot be opened is put aside with its reason.
 * @throws `library-file-unreadable` where the folder itself cannot be read
 */
export function* importLibraryFolder(folder: string): Generator<Imported> {
  for (const fileName of namesUnder(folder)) {
    let bytes: Uint8Array;
    try {
      bytes = read(join(folder, fileName));
    } catch (error) {
      const reason = isCustodyError(error) ? error : spectraError('library-file-unreadable', { fileName }, error);
      yield { kind: 'quarantined', fileName, error: reason };
      continue;
    }
    yield* importLibraryFile(fileName, bytes);
  }
}

function namesUnder(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((found) => !found.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name).slice(join(folder, '/').length))
      .toSorted();
  } catch (error) {
    throw spectraError('library-file-unreadable', { folder }, error);
  }
}

/** Not more than can be used is read, and of pipes and sockets nothing. */
function read(path: string): Uint8Array {
  const found = statSync(path);
  if (!found.isFile()) throw new Error('no file');
  within('libraryFileBytes', found.size);
  return readFileSync(path);
}
