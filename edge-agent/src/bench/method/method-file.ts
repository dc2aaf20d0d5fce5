import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import JSON5 from 'json5';
import { agentError } from '../../errors.ts';

/** A file of a method as it was found, read or not. */
export interface MethodFile {
  /** Its name; below `former/` what exhibits began with, and no exhibit begins with any more. */
  readonly path: string;
  /** Undefined where it is too large to be one. */
  readonly bytes: Buffer | undefined;
}

/** The folder of what was begun with and is not begun with any more. */
const formerFolder = 'former';
export const isFormer = ({ path }: MethodFile): boolean => path.startsWith(`${formerFolder}/`);

/** Most bytes of a file: the longest shipped one has a tenth of them. */
const largestFileBytes = 131_072;

const shippedFolder = fileURLToPath(new URL('../../../methods', import.meta.url));

/**
 * Every `*.json5` file of a folder of methods, the shipped one unless told otherwise, and of `former` in it.
 * @throws `methods-unreadable`
 */
export function readMethodFiles(folder: string = shippedFolder): MethodFile[] {
  try {
    return [...namesIn(folder), ...namesIn(join(folder, formerFolder), `${formerFolder}/`)].map((path) => {
      const file = join(folder, path);
      return { path, bytes: statSync(file).size > largestFileBytes ? undefined : readFileSync(file) };
    });
  } catch (cause) {
    throw agentError('methods-unreadable', { folder }, cause);
  }
}

function namesIn(folder: string, before = ''): string[] {
  if (before !== '' && !statSync(folder, { throwIfNoEntry: false })) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.json5'))
    .map(({ name }) => `${before}${name}`)
    .sort();
}

/** SHA-256 of a file in base64url, as the record writes it. */
export const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url');

/** What a file says, as plain data. @throws `method-invalid` */
export function parseMethodFile({ path, bytes }: MethodFile): unknown {
  if (!bytes) throw agentError('method-invalid', { path, problems: [`larger than ${largestFileBytes} bytes`] });
  try {
    return JSON5.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw agentError('method-invalid', { path, problems: ['no JSON5'] }, cause);
  }
}
