import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { builtFolder, isBuiltOfWhatIsThere } from './built.ts';

/** What the program in one piece can be entered by: the command line, a station without it, and what a station reaches its devices through. */
export const sources = {
  cli: 'scripts/cli.ts',
  agent: 'scripts/commands/agent.ts',
  bridge: 'firmware-bridge/src/index.ts',
} as const;

export type EntryName = keyof typeof sources;

export const root = join(import.meta.dirname, '../..');

/**
 * Where to import a part of the program from. Built into one piece it starts with half the work of its more than thousand files, but only
 * what was built of these very files is them: after a change of any of them, the files themselves run.
 */
export function entry(name: EntryName, project: string = root): string {
  return pathToFileURL(join(project, isBuiltOfWhatIsThere(project) ? `${builtFolder}/${name}.js` : sources[name])).href;
}
