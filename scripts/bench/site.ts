/** The stations of one prison among themselves: each figure is a file of `site/`. `--only NAME` prints one and keeps the page as it is. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figuresTable, type Measured, report } from './figures.ts';
import { apart } from './site/apart.ts';
import { evacuation } from './site/evacuation.ts';
import { visit } from './site/visit.ts';

/** Each works in an empty folder of its own. */
const parts: Readonly<Record<string, (dir: string) => Promise<Measured>>> = { apart, evacuation, visit };

const only = process.argv[process.argv.indexOf('--only') + 1];
const names = process.argv.includes('--only') ? [only ?? ''] : Object.keys(parts);
const found: Measured[] = [];
for (const name of names) {
  const measure = parts[name];
  if (!measure) throw new Error(`no such part: ${name}; there are ${Object.keys(parts).join(', ')}`);
  const dir = mkdtempSync(join(tmpdir(), 'custody-bench-'));
  try {
    found.push(await measure(dir));
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
const figures = found.flatMap((part) => part.figures);
if (process.argv.includes('--only')) for (const line of figuresTable(figures)) console.error(line);
else
  report(
    'site',
    fileURLToPath(new URL('../../edge-agent/BENCHMARKS.md', import.meta.url)),
    found.flatMap(({ remarks }) => remarks),
    figures,
  );
