import { type CatalogueFile, parseFile } from './catalogue-file.ts';
import { profileError } from './errors.ts';

/** The key under which an object names the file whose fields it takes over. */
export const importKey = '$import';

/** Most files that one may stand on; more is a circle. */
const deepest = 8;

/** Files of one origin by path: the site's own before the shipped ones. */
type Layers = readonly (readonly CatalogueFile[])[];

/**
 * What a file says, with the fields of the files that its `$import`s name put in wherever they stand, under those that it writes itself.
 * A site's file may stand on the shipped one of the same path.
 * @throws `profile-unreadable`, or `profile-import-failed` for a file that is not there, holds no object, or comes back to itself
 */
export function expand(file: CatalogueFile, layers: Layers): unknown {
  return put(parseFile(file), file, layers, 0);
}

function put(data: unknown, file: CatalogueFile, layers: Layers, depth: number): unknown {
  if (Array.isArray(data)) return data.map((item) => put(item, file, layers, depth));
  if (!isObject(data)) return data;
  const { [importKey]: name, ...written } = data;
  const own = Object.fromEntries(Object.entries(written).map(([key, value]) => [key, put(value, file, layers, depth)]));
  if (name === undefined) return own;
  const fail = (why: string) => profileError('profile-import-failed', { path: file.path, import: name, why });
  if (depth >= deepest) throw fail('goes round in a circle');
  const below = layers.slice(
    Math.max(
      0,
      layers.findIndex((layer) => layer.includes(file)),
    ),
  );
  const found = below.flatMap((layer) => layer.filter((other) => other.path === name && other !== file))[0];
  if (!found) throw fail('no such file');
  const fields = put(parseFile(found), found, layers, depth + 1);
  if (!isObject(fields)) throw fail('holds no fields');
  return { ...fields, ...own };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
