import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What tells one state of a file from another: its path from the root of the project, its size in bytes, and when it was written. */
export type FileState = readonly [path: string, sizeBytes: number, writtenMs: number];

/** A program in one piece. */
export interface Built {
  /** What it was built of; nothing while it is being built. */
  readonly of: readonly FileState[];
  /** The files that it consists of. */
  readonly chunks: readonly string[];
}

/** Where the program is built, from the root of the project. */
export const builtFolder = 'scripts/dist/program';
const recordFile = 'built.json';
const recordIn = (project: string): string => join(project, builtFolder, recordFile);

/** @returns undefined where nothing was built, or what says so cannot be read */
export function readBuilt(project: string): Built | undefined {
  try {
    const { of, chunks }: Built = JSON.parse(readFileSync(recordIn(project), 'utf8'));
    return Array.isArray(of) && Array.isArray(chunks) ? { of, chunks } : undefined;
  } catch {
    return undefined;
  }
}

export function writeBuilt(project: string, built: Built): void {
  writeFileSync(recordIn(project), JSON.stringify(built), { flush: true });
}

/** @param path from the root of the project @throws as `statSync` */
export function stateOf(project: string, path: string): FileState {
  const { size, mtimeMs } = statSync(join(project, path));
  return [path, size, mtimeMs];
}

/** Whether every file is as it was when the program was built of it. */
export function isBuiltOfWhatIsThere(project: string): boolean {
  const { of = [] } = readBuilt(project) ?? {};
  try {
    return of.length > 0 && of.every((state) => `${state}` === `${stateOf(project, state[0])}`);
  } catch {
    return false;
  }
}

/**
 * Takes away what neither this program nor the one before it consists of. A station that was not started again since this was built still
 * imports from the one before, whenever a device is plugged in that it did not have.
 */
export function forgetOlder(project: string, chunks: readonly string[], before: readonly string[]): void {
  // The same program, built once more, makes nothing older.
  if (chunks.length === before.length && chunks.every((chunk) => before.includes(chunk))) return;
  const folder = join(project, builtFolder);
  const kept = new Set([recordFile, ...chunks, ...before]);
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name), { recursive: true });
}
