import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSON5 from 'json5';
import { profileError } from './errors.ts';

/** One catalogue file as it was read. */
export interface CatalogueFile {
  /** Path below the catalogue, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

const shippedFolder = fileURLToPath(new URL('../catalogue', import.meta.url));

/** Reads every `*.json5` file below a folder (the shipped catalogue unless told otherwise). @throws `profile-unreadable` */
export function readCatalogueFiles(folder: string = shippedFolder): CatalogueFile[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.json5'))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => ({
        path: relative(folder, path).replaceAll('\\', '/'),
        text: readFileSync(path, 'utf8'),
      }));
  } catch (cause) {
    throw profileError('profile-unreadable', { folder }, cause);
  }
}

/** Parses one file to plain data. @throws `profile-unreadable` */
export function parseFile(file: CatalogueFile): unknown {
  try {
    return JSON5.parse(file.text);
  } catch (cause) {
    throw profileError('profile-unreadable', { path: file.path }, cause);
  }
}

/** Whether a file holds fields for others to import, and is no profile itself. */
export const isFragment = ({ path }: CatalogueFile): boolean => path.startsWith('fragments/');
