import { createHash } from 'node:crypto';
import { isCustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import { spectraError } from '../errors.ts';
import { apply } from '../process/apply.ts';
import { type Grid, gridOf, type Recipe, recipeSchema } from '../process/recipe.ts';
import { type Imported, type LibraryEntry, libraryEntrySchema, type Quarantined } from './entry.ts';
import { strideOf } from './rows.ts';
import { lessMean, normOf, sumOf } from './vector.ts';

export interface LibrarySettings {
  readonly name: string;
  /** With a grid. */
  readonly recipe: Recipe;
}

/** Where an entry's row has values, and what was done to them. */
const rowShapeSchema = z
  .object({
    first: z.int(),
    points: z.int(),
    /** What was taken off the values, after they were divided. */
    lowered: z.number(),
  })
  .readonly();
export type RowShape = z.infer<typeof rowShapeSchema>;

/** All that a library is made of; plain data, as it goes from thread to thread. */
export const libraryPartsSchema = z.object({
  name: z.string(),
  recipe: recipeSchema,
  entries: z.array(libraryEntrySchema),
  shapes: z.array(rowShapeSchema),
  /** A row an entry, less its mean and of norm 1, with nought where the grid goes beyond it. */
  values: z.instanceof(Float32Array),
  /** SHA-256 of everything that a search depends on, in hexadecimal. */
  version: z.string(),
});
export type LibraryParts = Readonly<z.infer<typeof libraryPartsSchema>>;

/**
 * Processes what was imported; what the recipe cannot take is put aside with the reason, and the others are kept.
 * @throws `library-empty` where nothing is left, `recipe-invalid` for a recipe without a grid
 */
export function partsOf(
  { name, recipe }: LibrarySettings,
  imported: Iterable<Imported>,
): { readonly parts: LibraryParts; readonly quarantined: readonly Quarantined[] } {
  const { points } = requireGrid(recipe);
  const entries: LibraryEntry[] = [];
  const shapes: RowShape[] = [];
  const rows: Float32Array[] = [];
  const quarantined: Quarantined[] = [];
  for (const item of imported) {
    if (item.kind === 'quarantined') {
      quarantined.push(item);
      continue;
    }
    const { entry, curve } = item;
    try {
      const { first, y } = apply(recipe, curve);
      const { row, lowered } = rowOf(y);
      rows.push(row);
      shapes.push({ first, points: y.length, lowered });
      entries.push(entry);
    } catch (error) {
      if (!isCustodyError(error)) throw error;
      const { fileName, fileSha256, line, name: title } = entry;
      quarantined.push({ kind: 'quarantined', fileName, fileSha256, line, title, error });
    }
  }
  if (entries.length === 0) throw spectraError('library-empty', { name, quarantined: quarantined.length });
  const stride = strideOf(points);
  const values = new Float32Array(rows.length * stride);
  for (const [index, row] of rows.entries()) values.set(row, index * stride + (shapes[index]?.first ?? 0));
  const version = createHash('sha256')
    .update(JSON.stringify({ name, recipe, entries, shapes }))
    .update(new Uint8Array(values.buffer))
    .digest('hex');
  return { parts: { name, recipe, entries, shapes, values, version }, quarantined };
}

/** @throws `recipe-invalid` */
export function requireGrid(recipe: Recipe): Grid {
  const grid = gridOf(recipe);
  if (!grid) throw spectraError('recipe-invalid', { issues: ['a library needs a recipe with a grid'] });
  return grid;
}

/** The mean keeps what a cosine needs. */
function rowOf(y: Float64Array): { readonly row: Float32Array; readonly lowered: number } {
  const centred = lessMean(y);
  const norm = normOf(centred) || 1;
  return { row: Float32Array.from(centred, (value) => value / norm), lowered: sumOf(y) / y.length / norm };
}
