/**
 * What a whole laboratory asks of its bench: readings, times, memory, searches and reports. `--hours 0.1` takes so much of the hour’s
 * readings, `--share 0.1` so much of the other samples; with either, or with `--only pace` (or another of the names below, several times),
 * the table is left as it is.
 */

import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { type Figure, figuresTable, type Measured, report } from './figures.ts';
import { losses } from './lab/losses.ts';
import { pace } from './lab/pace.ts';
import { issuing } from './report/issuing.ts';
import { searching } from './spectra/searching.ts';

const { values: flags } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    hours: { type: 'string' },
    share: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const hours = Number(flags.hours ?? 1);
const share = Number(flags.share ?? 1);
if (!(hours > 0)) throw new Error('--hours takes a number above 0');
if (!(share > 0 && share <= 1)) throw new Error('--share takes a number above 0, up to 1');

const parts: Readonly<Record<string, () => Promise<Measured> | Measured>> = {
  losses: () => losses(hours),
  pace: () => pace(share),
  search: () => searching(),
  report: () => issuing(),
};
const figures: Figure[] = [];
const remarks: string[] = [];
for (const name of flags.only ?? Object.keys(parts)) {
  const measure = parts[name];
  if (!measure) throw new Error(`--only takes ${Object.keys(parts).join(', ')}, not ${name}`);
  console.error(`measuring: ${name}`);
  const found = await measure();
  figures.push(...found.figures);
  remarks.push(...found.remarks);
}
if (flags.only || flags.hours || flags.share)
  for (const line of [...figuresTable(figures), ...remarks]) console.error(line);
else report('lab', fileURLToPath(new URL('../../edge-agent/BENCHMARKS.md', import.meta.url)), remarks, figures);
