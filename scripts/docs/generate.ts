import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere, writeWhole } from '../provision/files.ts';

/** Text of each page by its file name. */
type Pages = ReadonlyMap<string, string>;

/** Writes every generated page. @returns their names */
export async function writePages(folder: string, pages: Pages): Promise<string[]> {
  for (const [name, text] of pages) await writeWhole(join(folder, name), text, 'public');
  return [...pages.keys()];
}

/** Names of pages that are missing, differ from the code, or are no longer generated. */
export async function outdatedPages(folder: string, pages: Pages): Promise<string[]> {
  const outdated: string[] = [];
  for (const [name, text] of pages) {
    if ((await readIfThere(join(folder, name))) !== text) outdated.push(name);
  }
  const present = await readdir(folder).catch(() => []);
  return [...outdated, ...present.filter((name) => !pages.has(name))];
}
