import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Twelve digits that change with the engine's sources and parameters: equal ones stand for equal scores. */
export function engineVersion(): string {
  const root = fileURLToPath(new URL('../../../packages/fingerprint/', import.meta.url));
  const parts = ['assembly', 'src/image', 'src/extract', 'src/template', 'src/match'];
  const files = [...parts.flatMap((part) => globSync(`${part}/**/*.ts`, { cwd: root })), 'src/parameters.ts']
    .filter((name) => !name.endsWith('.test.ts'))
    .sort();
  const hash = createHash('sha256');
  for (const name of files) hash.update(name).update(readFileSync(`${root}${name}`));
  return hash.digest('hex').slice(0, 12);
}
