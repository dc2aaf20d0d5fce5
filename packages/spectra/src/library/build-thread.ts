// Reads a folder of library files and processes their spectra, in a thread of its own.
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import { recipeSchema } from '../process/recipe.ts';
import { importLibraryFolder } from './folder.ts';
import { partsOf } from './parts.ts';
import { failureOf, toldOf } from './thread.ts';

const { folder, ...settings } = z
  .object({ folder: z.string(), name: z.string(), recipe: recipeSchema })
  .parse(workerData);
try {
  const { parts, quarantined } = partsOf(settings, importLibraryFolder(folder));
  const told = quarantined.map(({ kind: _, error, ...where }) => ({ ...where, error: toldOf(error) }));
  parentPort?.postMessage({ parts, quarantined: told }, [parts.values.buffer]);
} catch (error) {
  parentPort?.postMessage(failureOf(error));
}
