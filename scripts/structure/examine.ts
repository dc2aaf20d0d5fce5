import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cruise } from 'dependency-cruiser';
import { rules, workspaces } from './rules.ts';

/** What the check saw. */
export interface StructureReport {
  readonly modules: number;
  /** `rule: from → to`, with the way round a circle. */
  readonly violations: readonly string[];
}

/**
 * Reads every import of a checkout and holds it against the rules.
 * @param root folder that holds the workspaces
 */
export async function examineStructure(root: string): Promise<StructureReport> {
  const folders = workspaces.filter((workspace) => existsSync(join(root, workspace)));
  const { output } = await cruise(folders, {
    // Without a slash at its end, which the library does not take.
    baseDir: resolve(root),
    // TypeScript 7 has no compiler interface that the library knows: without swc it would read nothing.
    parser: 'swc',
    tsPreCompilationDeps: true,
    combinedDependencies: true,
    exclude: { path: '(^|/)dist/' },
    doNotFollow: { path: '(^|/)node_modules/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
    validate: true,
    ruleSet: { forbidden: rules },
  });
  if (typeof output === 'string') throw new TypeError('the dependency reader answered with text instead of a result');
  const own = output.modules.filter(({ source }) => !source.includes('node_modules/') && /\.tsx?$/.test(source));
  return {
    modules: own.length,
    violations: output.summary.violations.map(({ rule, from, to, cycle }) => {
      const way = cycle ? cycle.map(({ name }) => name).join(' → ') : to;
      return `${rule.name}: ${from} → ${way}`;
    }),
  };
}
