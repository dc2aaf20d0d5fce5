import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSON5 from 'json5';
import { profileError } from './errors.ts';
import { type Profile, profileSchema } from './profile.ts';

/** One catalogue file as it was read. */
export interface CatalogueFile {
  /** Path below the catalogue, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Profiles by id. */
export type Catalogue = ReadonlyMap<string, Profile>;

const shippedFolder = fileURLToPath(new URL('../catalogue', import.meta.url));

/** Reads every `*.json5` file below a folder (the shipped catalogue unless told otherwise). */
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

/**
 * Builds the catalogue.
 * @throws `profile-unreadable`, `profile-invalid` or `profile-duplicate`
 */
export function loadCatalogue(files: readonly CatalogueFile[] = readCatalogueFiles()): Catalogue {
  const catalogue = new Map<string, Profile>();
  for (const file of files) {
    const parsed = profileSchema.safeParse(parseFile(file));
    if (!parsed.success) {
      const issues = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
      throw profileError('profile-invalid', { path: file.path, issues });
    }
    if (catalogue.has(parsed.data.id)) throw profileError('profile-duplicate', { path: file.path, id: parsed.data.id });
    catalogue.set(parsed.data.id, parsed.data);
  }
  return catalogue;
}

/** @throws `profile-unknown` */
export function findProfile(catalogue: Catalogue, id: string): Profile {
  const profile = catalogue.get(id);
  if (!profile) throw profileError('profile-unknown', { id, known: [...catalogue.keys()] });
  return profile;
}
