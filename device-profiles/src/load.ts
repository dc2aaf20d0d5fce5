import { type CatalogueFile, isFragment, readCatalogueFiles } from './catalogue-file.ts';
import { profileError } from './errors.ts';
import { expand } from './import.ts';
import { type Profile, profileSchema } from './profile/profile.ts';

/** Profiles by id. */
export type Catalogue = ReadonlyMap<string, Profile>;

/**
 * Builds the catalogue.
 * @param shipped files of the product; those beside this one unless told otherwise
 * @param site files of this site: new models, and changed ones under the id they have in the product
 * @throws `profile-unreadable`, `profile-import-failed`, `profile-invalid` or `profile-duplicate`
 */
export function loadCatalogue(shipped?: readonly CatalogueFile[], site: readonly CatalogueFile[] = []): Catalogue {
  if (shipped === undefined) return site.length === 0 ? shippedCatalogue() : loadCatalogue(readCatalogueFiles(), site);
  const layers = [site, shipped];
  return new Map([...readLayer(shipped, layers), ...readLayer(site, layers)]);
}

/** The shipped catalogue with what a site keeps in a folder of its own. @throws as `loadCatalogue` */
export function loadSiteCatalogue(folder: string | undefined): Catalogue {
  return loadCatalogue(undefined, folder === undefined ? [] : readCatalogueFiles(folder));
}

let shippedOnce: Catalogue | undefined;

/** The files of the product are read once: they are a part of the program that runs. */
function shippedCatalogue(): Catalogue {
  shippedOnce ??= loadCatalogue(readCatalogueFiles());
  return shippedOnce;
}

function readLayer(files: readonly CatalogueFile[], layers: readonly (readonly CatalogueFile[])[]): Catalogue {
  const catalogue = new Map<string, Profile>();
  for (const file of files.filter((one) => !isFragment(one))) {
    const parsed = profileSchema.safeParse(expand(file, layers));
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
