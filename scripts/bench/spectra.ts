/**
 * What a search through a library of spectra costs against reading its bytes once, and what it costs to get there. With `--entries 500` a
 * smaller library is searched and the table is left as it is.
 */
import { parseArgs } from 'node:util';
import { apply, importLibraryFile, ramanRecipe, writeJcamp } from '@custody-edge/spectra';
import { type Figure, figuresTable, median, report } from './figures.ts';
import { points, searching, syntheticCurve, targetEntries } from './spectra/searching.ts';
import { timesMs } from './times.ts';

const samples = 51;

const { values: flags } = parseArgs({
  options: { entries: { type: 'string', default: String(targetEntries) }, json: { type: 'boolean' } },
});
const entries = Number(flags.entries);
if (!(Number.isInteger(entries) && entries > 0)) throw new Error('--entries takes a whole number above 0');

const { figures: searches, remarks } = searching(entries);
const one = syntheticCurve(1);
const about = { title: 'synthetic', kind: 'raman', origin: 'nowhere', owner: 'nobody' } as const;
const file = new TextEncoder().encode(writeJcamp(one, about));
const figure = (name: string, count: number, call: () => unknown): Figure => ({
  name,
  ...{ value: median(timesMs(count, call)), unit: 'ms', better: 'lower', samples: count },
});
const figures = [
  ...searches,
  figure('process a spectrum by the recipe for Raman', samples * 4, () => apply(ramanRecipe, one)),
  figure(`import a JCAMP-DX file of ${points} points`, samples, () => [...importLibraryFile('x.jdx', file)]),
  figure(`write a JCAMP-DX file of ${points} points`, samples, () => writeJcamp(one, about)),
];
if (entries !== targetEntries) for (const line of figuresTable(figures)) console.error(line);
else report('spectra', 'packages/spectra/BENCHMARKS.md', remarks, figures);
