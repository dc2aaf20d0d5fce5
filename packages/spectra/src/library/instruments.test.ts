import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseRecipe, type Recipe, ramanRecipe } from '../process/recipe.ts';
import { readSpectrumFile } from '../read.ts';
import { buildLibrary } from './build.ts';
import type { LibrarySpectrum } from './entry.ts';
import type { Measure } from './measure.ts';

/**
 * Real Raman spectra of three substances by five set-ups of instruments, read in place where they are at hand: the library from one
 * set-up, the queries from the others. Three substances that look nothing like each other: this proves the way from file to rank, and
 * says nothing of how well drugs are told apart.
 */
const real = fileURLToPath(new URL('../../../../../shared/data/spectra/raman-charisma/', import.meta.url));
const setUps = existsSync(real) ? ['FMNT-M_BW532', 'FMNT-M_Ho785', 'ICV_BW532', 'ICV_BW785', 'TOP_Ho633'] : [];

/** By the samples' codes in the names of the files. */
const substances: readonly (readonly [RegExp, string])[] = [
  [/^(PST|Pol)/, 'polystyrene'],
  [/^(S[01][BNP]|Sil?\d*_)/, 'silicon'],
  [/^[ns]CAL/, 'calcite'],
];

function spectraOf(setUp: string): readonly LibrarySpectrum[] {
  return readdirSync(real + setUp)
    .toSorted()
    .flatMap((fileName) => {
      const name = substances.find(([code]) => code.test(fileName))?.[1];
      if (name === undefined) return [];
      const read = readSpectrumFile(fileName, readFileSync(`${real}${setUp}/${fileName}`));
      const [spectrum] = read.ok ? read.value.spectra : [];
      if (!spectrum) throw new Error(`${fileName} gives no spectrum`);
      // Two bare columns name no unit; their owner says that they are Raman shifts.
      const curve = { x: { unit: '/cm', values: spectrum.x.values }, y: spectrum.y.values };
      return [{ kind: 'entry', entry: { name, source: setUp, fileName, fileSha256: '', line: 1 }, curve }];
    });
}

const all = setUps.map(spectraOf);

function trial(recipe: Recipe, measure: Measure): { readonly searches: number; readonly right: number } {
  let [searches, right] = [0, 0];
  for (const [index, own] of all.entries()) {
    const { library, quarantined } = buildLibrary({ name: setUps[index] ?? '', recipe }, own);
    expect(quarantined).toEqual([]);
    for (const { entry, curve } of all.filter((_, other) => other !== index).flat()) {
      const { matches } = library.search(curve, { measure, top: 1 });
      searches += 1;
      if (matches[0]?.entry.name === entry.name) right += 1;
    }
  }
  return { searches, right };
}

describe.skipIf(setUps.length === 0)('across instruments', () => {
  it('76 spectra are at hand', () => {
    expect(all.flat()).toHaveLength(76);
  });

  it('all of 304 searches find the substance by the recipe for Raman, where spectra as measured find 268', () => {
    expect(trial(ramanRecipe, 'correlation')).toEqual({ searches: 304, right: 304 });
    const asMeasured = parseRecipe({ name: 'as measured', steps: [ramanRecipe.steps[0]] });
    expect(trial(asMeasured, 'correlation')).toEqual({ searches: 304, right: 268 });
  });
});
