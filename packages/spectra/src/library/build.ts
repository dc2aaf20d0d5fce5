import type { Imported, Quarantined } from './entry.ts';
import { Library } from './library.ts';
import { type LibraryParts, type LibrarySettings, partsOf, requireGrid } from './parts.ts';
import { fastRows, type Rows } from './rows.ts';

export interface Built {
  readonly library: Library;
  /** What was not used, each with its reason. */
  readonly quarantined: readonly Quarantined[];
}

/**
 * Makes a library of what was imported.
 * @throws as `partsOf`
 */
export function buildLibrary(
  settings: LibrarySettings,
  imported: Iterable<Imported>,
  rowsFor: (count: number, length: number) => Rows = fastRows,
): Built {
  const { parts, quarantined } = partsOf(settings, imported);
  return { library: libraryOf(parts, rowsFor), quarantined };
}

export function libraryOf(parts: LibraryParts, rowsFor: (count: number, length: number) => Rows = fastRows): Library {
  const rows = rowsFor(parts.entries.length, requireGrid(parts.recipe).points);
  rows.values.set(parts.values);
  return new Library(parts, rows);
}
