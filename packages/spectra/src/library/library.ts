import type { Curve } from '../curve.ts';
import { spectraError } from '../errors.ts';
import { apply, type Processed } from '../process/apply.ts';
import { gridX } from '../process/grid.ts';
import type { Grid, Recipe } from '../process/recipe.ts';
import type { LibraryEntry } from './entry.ts';
import { likeness, type Measure, rowNorm, scoreOf, weightsOf } from './measure.ts';
import { type LibraryParts, type RowShape, requireGrid } from './parts.ts';
import { type Found, rankedOf } from './ranking.ts';
import type { Rows } from './rows.ts';
import { substancesOf } from './substance.ts';

export interface SearchOptions {
  readonly measure?: Measure;
  /** How many matches are told. */
  readonly top?: number;
  /** Share of the range of the query that an entry has to cover to be compared at all. */
  readonly leastCoverage?: number;
}

/** One entry that was found. Alike is not identical: a match is presumptive whatever its score. */
export interface Match {
  /** From 1. */
  readonly rank: number;
  readonly score: number;
  /** How much higher it scores than the best entry below it that is of another substance; absent where there is none. */
  readonly gap?: number;
  /** Share of the range of the query that the entry covers, and that was compared. */
  readonly coverage: number;
  readonly entry: LibraryEntry;
  /** For `Library.curveAt`. */
  readonly index: number;
}

export interface SearchResult {
  readonly library: { readonly name: string; readonly version: string; readonly entries: number };
  readonly measure: Measure;
  readonly recipe: Recipe;
  readonly query: Processed;
  readonly compared: number;
  /** Entries that cover too little of the range of the query. */
  readonly passedOver: number;
  readonly matches: readonly Match[];
}

/** Norms for so many ranges are kept: a station has a few instruments. */
const keptRanges = 12;

/** Spectra of known substances, all made by one recipe and laid on its grid. */
export class Library {
  readonly name: string;
  readonly recipe: Recipe;
  readonly entries: readonly LibraryEntry[];
  /** SHA-256 of everything that a search depends on, in hexadecimal: recipe, entries, rows. */
  readonly version: string;
  readonly #grid: Grid;
  readonly #shapes: readonly RowShape[];
  readonly #rows: Rows;
  readonly #substances: Int32Array;
  readonly #norms = new Map<string, Float64Array>();

  /**
   * @param rows filled with the values of the parts
   * @throws `recipe-invalid` for a recipe without a grid
   */
  constructor({ name, recipe, entries, shapes, version }: LibraryParts, rows: Rows) {
    this.name = name;
    this.recipe = recipe;
    this.entries = entries;
    this.version = version;
    this.#grid = requireGrid(recipe);
    this.#shapes = shapes;
    this.#rows = rows;
    this.#substances = substancesOf(entries);
  }

  /**
   * The entries most like a spectrum, which is processed by the library's own recipe first.
   * @throws `spectrum-unsound`, `spectrum-featureless`, `spectrum-outside-recipe`
   */
  search(curve: Curve, options: SearchOptions = {}): SearchResult {
    const { measure = 'correlation', top = 10, leastCoverage = 0.8 } = options;
    const query = apply(this.recipe, curve);
    const { scores, coverages } = this.#scores(query, measure, leastCoverage);
    const compared = coverages.reduce((count, coverage) => count + (coverage > 0 ? 1 : 0), 0);
    if (compared === 0) throw spectraError('spectrum-outside-recipe', { reason: 'no-entry-covers', leastCoverage });
    const matches = rankedOf(scores, this.#substances, top).flatMap((found) => this.#matchOf(found, coverages));
    const library = { name: this.name, version: this.version, entries: this.entries.length };
    const passedOver = this.entries.length - compared;
    return { library, measure, recipe: this.recipe, query, compared, passedOver, matches };
  }

  /** An entry as it is compared, for drawing it over the query: the scale of its y is its own. */
  curveAt(index: number): Pick<Processed, 'x' | 'y'> {
    const shape = this.#shapes[index];
    if (!shape) throw new RangeError(`no entry ${index}`);
    const values = Float64Array.from({ length: shape.points }, (_, point) => gridX(this.#grid, shape.first + point));
    return { x: { unit: this.#grid.unit, values }, y: this.#valuesOf(index, shape.first, shape.first + shape.points) };
  }

  /** Of each entry its score, −1 for those that are not compared, and how much of the query it covers, 0 for those. */
  #scores({ first, y }: Processed, measure: Measure, leastCoverage: number) {
    const end = first + y.length;
    const weights = weightsOf(measure, y);
    if (!weights) throw spectraError('spectrum-featureless', { measure });
    const onGrid = new Float64Array(end);
    onGrid.set(weights.values, first);
    const products = this.#rows.dots(onGrid);
    const norms = this.#normsWithin(measure, first, end);
    const coverages = new Float64Array(this.entries.length);
    const scores = new Float64Array(this.entries.length).fill(-1);
    for (const [index, shape] of this.#shapes.entries()) {
      const from = Math.max(first, shape.first);
      const to = Math.min(end, shape.first + shape.points);
      const coverage = (to - from) / y.length;
      if (coverage < leastCoverage || to - from < 2) continue;
      coverages[index] = coverage;
      const product = (products[index] ?? 0) + weights.sum * shape.lowered;
      scores[index] =
        coverage < 1
          ? likeness(measure, y.subarray(from - first, to - first), this.#valuesOf(index, from, to))
          : scoreOf(measure, product / (norms[index] ?? Number.POSITIVE_INFINITY));
    }
    return { scores, coverages };
  }

  /** Norms of all rows within a range, which are the same for every query of it. */
  #normsWithin(measure: Measure, from: number, to: number): Float64Array {
    const key = `${measure} ${from} ${to}`;
    const kept = this.#norms.get(key);
    if (kept) return kept;
    const { stride, values } = this.#rows;
    const norms = new Float64Array(this.entries.length);
    for (const [index, { lowered }] of this.#shapes.entries())
      norms[index] = rowNorm(measure, values.subarray(index * stride + from, index * stride + to), lowered);
    const [oldest] = this.#norms.keys();
    if (this.#norms.size >= keptRanges && oldest !== undefined) this.#norms.delete(oldest);
    this.#norms.set(key, norms);
    return norms;
  }

  #valuesOf(index: number, from: number, to: number): Float64Array {
    const { stride, values } = this.#rows;
    const lowered = this.#shapes[index]?.lowered ?? 0;
    return Float64Array.from(values.subarray(index * stride + from, index * stride + to), (value) => value + lowered);
  }

  #matchOf({ index, rank, score, gap }: Found, coverages: Float64Array): readonly Match[] {
    const entry = this.entries[index];
    if (!entry) return [];
    return [{ rank, score, ...(gap !== undefined && { gap }), coverage: coverages[index] ?? 0, entry, index }];
  }
}
