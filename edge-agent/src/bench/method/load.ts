import { type CustodyError, isCustodyError } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';
import { type FiledMethod, methodSchema } from './method.ts';
import { hashOf, isFormer, type MethodFile, parseMethodFile, readMethodFiles } from './method-file.ts';
import { blanksOf, structureProblems } from './structure.ts';

/** The methods of a bench. */
export interface Methods {
  /** Those that exhibits begin with, by id. */
  readonly current: ReadonlyMap<string, FiledMethod>;
  /** All that are known, former ones too, by hash: whoever began with one goes on with that one. */
  readonly byHash: ReadonlyMap<string, FiledMethod>;
  /** Why files are none; none stands in for the one of its name, not even a shipped one. */
  readonly refused: ReadonlyMap<string, CustodyError>;
}

/**
 * The methods of the product and those of a site, of which those of the site come before.
 * A file that is none is kept out by itself: the others are followed as before.
 */
export function loadMethods(
  shipped: readonly MethodFile[] = readMethodFiles(),
  site: readonly MethodFile[] = [],
): Methods {
  const current = new Map<string, FiledMethod>();
  const byHash = new Map<string, FiledMethod>();
  const refused = new Map<string, CustodyError>();
  for (const file of [...shipped, ...site]) {
    const name = nameOf(file);
    if (!isFormer(file)) current.delete(name);
    const filed = tryToRead(file);
    if (isCustodyError(filed)) {
      refused.set(file.path, filed);
      continue;
    }
    byHash.set(filed.hash, filed);
    if (isFormer(file)) continue;
    refused.delete(file.path);
    current.set(name, filed);
  }
  return { current, byHash, refused };
}

/** The shipped methods with what a site keeps in a folder of its own. @throws `methods-unreadable` */
export const loadSiteMethods = (folder: string | undefined): Methods =>
  loadMethods(readMethodFiles(), folder === undefined ? [] : readMethodFiles(folder));

/** Reads and checks one file. @throws `method-invalid` */
export function readMethod(file: MethodFile): FiledMethod {
  const data = parseMethodFile(file);
  const parsed = methodSchema.safeParse(data);
  const problems = parsed.success
    ? structureProblems(parsed.data).map(({ message }) => message)
    : parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
  if (parsed.success && !isFormer(file) && parsed.data.id !== nameOf(file))
    problems.push(`the file of ${parsed.data.id} is called ${parsed.data.id}.json5`);
  if (!parsed.success || !file.bytes || problems.length > 0)
    throw agentError('method-invalid', { path: file.path, problems: problems.slice(0, 20) });
  return { method: parsed.data, hash: hashOf(file.bytes) };
}

/** What the record says of a method with which an exhibit was begun. */
export interface Begun {
  readonly id: string;
  readonly version: string;
  readonly hash: string;
}

/**
 * The method that an exhibit may begin with.
 * @param begun methods that the record knows: one that was changed has another version, so that a report says which it was
 * @throws `method-unknown`, `method-invalid`, `method-incomplete` or `method-changed`
 */
export function methodToBegin({ current, refused }: Methods, id: string, begun: readonly Begun[]): FiledMethod {
  const filed = current.get(id);
  if (!filed) throw refused.get(`${id}.json5`) ?? agentError('method-unknown', { id, known: [...current.keys()] });
  const { method, hash } = filed;
  const blanks = blanksOf(method);
  if (blanks.length > 0) throw agentError('method-incomplete', { id, blanks });
  const other = begun.find((one) => one.id === id && one.version === method.version && one.hash !== hash);
  if (other) throw agentError('method-changed', { id, version: method.version, hash, before: other.hash });
  return filed;
}

/** The method with which an exhibit was begun. @throws `method-not-here` where no file of this bench is that one */
export function methodBegun({ byHash }: Methods, { id, version, hash }: Begun): FiledMethod {
  const filed = byHash.get(hash);
  if (!filed) throw agentError('method-not-here', { id, version, hash });
  return filed;
}

function tryToRead(file: MethodFile): FiledMethod | CustodyError {
  try {
    return readMethod(file);
  } catch (error) {
    if (isCustodyError(error)) return error;
    throw error;
  }
}

const nameOf = ({ path }: MethodFile): string => path.replace(/^.*\//, '').replace(/\.json5$/, '');
