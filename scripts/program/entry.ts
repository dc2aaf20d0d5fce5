import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the program in one piece can be entered by: the command line, a station without it, and what a station reaches its devices through. */
export const sources = {
  cli: 'scripts/cli.ts',
  agent: 'scripts/commands/agent.ts',
  bridge: 'firmware-bridge/src/index.ts',
} as const;

export type EntryName = keyof typeof sources;

/** What tells one state of a file from another: its path from the root of the project, its size in bytes, and when it was written. */
export type FileState = readonly [path: string, sizeBytes: number, writtenMs: number];

export const root = join(import.meta.dirname, '../..');
/** Where the program is built, from the root of the project. */
export const builtFolder = 'scripts/dist/program';
/** Beside the built program: the state of every file it was built of. */
export const builtOf = `${builtFolder}/built-of.json`;

/**
 * Where to import a part of the program from. Built into one piece it starts with half the work of its more than thousand files, but only
 * what was built of these very files is them: after a change of any of them, the files themselves run.
 */
export function entry(name: EntryName, project: string = root): string {
  return pathToFileURL(join(project, isBuiltOfThese(project) ? `${builtFolder}/${name}.js` : sources[name])).href;
}

/** @param path from the root of the project */
export function stateOf(path: string, project: string = root): FileState {
  const { size, mtimeMs } = statSync(join(project, path));
  return [path, size, mtimeMs];
}

function isBuiltOfThese(project: string): boolean {
  try {
    const states: readonly FileState[] = JSON.parse(readFileSync(join(project, builtOf), 'utf8'));
    return states.every(([path, sizeBytes, writtenMs]) => {
      const [, size, written] = stateOf(path, project);
      return size === sizeBytes && written === writtenMs;
    });
  } catch {
    return false;
  }
}
