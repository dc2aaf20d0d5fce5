import fc from 'fast-check';
import type { Curve } from '../curve.ts';
import type { LibrarySpectrum } from '../library/entry.ts';
import { parseRecipe } from '../process/recipe.ts';

/** Points of 20 /cm: small enough to work everything out twice. */
export const smallRecipe = parseRecipe({
  name: 'small',
  steps: [{ step: 'grid', unit: '/cm', from: 200, to: 1000, points: 41 }],
});

export const curveFrom = (y: readonly number[], firstX = 200): Curve => ({
  x: { unit: '/cm', values: y.map((_, at) => firstX + 20 * at) },
  y,
});

export const entryOf = (name: string, curve: Curve, cas?: string): LibrarySpectrum => ({
  kind: 'entry',
  entry: { name, ...(cas !== undefined && { cas }), source: 's', fileName: `${name}.jdx`, fileSha256: 'ab', line: 1 },
  curve,
});

/** Values of which no two neighbours need be alike. */
export const anyValues = (points = 41): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: -400, max: 1000 }), { minLength: points, maxLength: points });
