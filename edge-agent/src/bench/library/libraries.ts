import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { infraredRecipe, type Recipe, ramanRecipe, recipeText } from '@custody-edge/spectra';
import { agentError } from '../../errors.ts';
import { answerOf, type LibraryAnswerView } from './kept-search.ts';
import { LibraryThread } from './library-thread.ts';
import { type LibrarySearch, type LibraryStateView, type LibraryTechnique, libraryTechniques } from './search-view.ts';

const recipes: Readonly<Record<LibraryTechnique, Recipe>> = { infrared: infraredRecipe, raman: ramanRecipe };

interface Kept {
  readonly technique: LibraryTechnique;
  readonly name: string;
  readonly thread: LibraryThread;
}

const foldersIn = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((found) => found.isDirectory())
        .map(({ name }) => name)
        .toSorted()
    : [];

/** The libraries of spectra that the laboratory owns: in their folder one folder for each technique, in it one for each library. */
export class Libraries {
  private readonly kept: readonly Kept[];

  /** @param dir none: the bench has no libraries */
  constructor(dir: string | undefined) {
    this.kept = libraryTechniques.flatMap((technique) => {
      const recipe = recipes[technique];
      const folder = dir === undefined ? undefined : join(dir, technique);
      if (folder === undefined) return [];
      return foldersIn(folder).map((name) => ({
        technique,
        name,
        thread: new LibraryThread({ folder: join(folder, name), name, recipe }),
      }));
    });
  }

  states(): LibraryStateView[] {
    return this.kept.map(({ technique, name, thread }) => ({ technique, name, ...thread.state }));
  }

  /** @throws `library-unknown`, `library-not-ready`, and why the spectrum cannot be compared */
  async search(search: LibrarySearch): Promise<LibraryAnswerView> {
    const { technique, library } = search;
    const found = this.kept.find((one) => one.technique === technique && (library ?? one.name) === one.name);
    if (!found) throw agentError('library-unknown', { technique, library });
    return answerOf(await found.thread.search(search), technique, recipeText(recipes[technique]));
  }

  async close(): Promise<void> {
    await Promise.all(this.kept.map(({ thread }) => thread.close()));
  }
}
