import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { commandError } from '../errors.ts';

/** Readable by everybody, or by the owner alone. */
export type Secrecy = 'public' | 'secret';

const fileMode: Readonly<Record<Secrecy, number>> = { public: 0o644, secret: 0o600 };

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/**
 * Writes a file that is either there whole or not at all, also after a power cut: temporary file, fsync, rename,
 * fsync of the folder. Folders on the way are made.
 * @throws `file-unusable`
 */
export async function writeWhole(path: string, content: string | Uint8Array, secrecy: Secrecy): Promise<void> {
  const folder = dirname(path);
  const temporary = `${path}.${randomBytes(6).toString('hex')}.part`;
  try {
    await mkdir(folder, { recursive: true });
    const file = await open(temporary, 'wx', fileMode[secrecy]);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(folder);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** Reads a text file; undefined when it is not there. @throws `file-unusable` for any other reason */
export async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (hasCode(cause, 'ENOENT')) return undefined;
    throw commandError('file-unusable', { path, reason: String(cause) }, cause);
  }
}

/** Reads a text file that has to be there. @throws `file-unusable` */
export async function readRequired(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text === undefined) throw commandError('file-unusable', { path, reason: 'it is not there' });
  return text;
}
