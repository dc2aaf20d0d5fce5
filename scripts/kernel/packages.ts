import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  optionalDependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * Real folders of installed packages and of everything that they need at run time, themselves included.
 * An optional package that is not installed, as one for another processor, is left out.
 */
export function withNeededPackages(folders: readonly string[]): string[] {
  const found = new Set<string>();
  const visit = (folder: string): void => {
    if (found.has(folder)) return;
    found.add(folder);
    const { dependencies, optionalDependencies } = manifestSchema.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const installed = installedAt(folder, name);
      if (installed !== undefined) visit(installed);
      else if (!(name in optionalDependencies)) throw new Error(`${name} is not installed: run npm install`);
    }
  };
  for (const folder of folders) visit(realpathSync(folder));
  return [...found];
}

/** Where Node finds a package from a folder: in the nearest `node_modules` above that has it. */
function installedAt(folder: string, name: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', name);
    if (existsSync(join(candidate, 'package.json'))) return realpathSync(candidate);
    if (at === dirname(at)) return undefined;
  }
}
