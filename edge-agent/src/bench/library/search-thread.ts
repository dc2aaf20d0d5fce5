// Reads the files of one library, keeps it, and answers searches, in a thread of its own: balances are heard meanwhile.
import { parentPort, workerData } from 'node:worker_threads';
import { isCustodyError } from '@custody-edge/foundation';
import { buildLibrary, importLibraryFolder, type Library, spectraError } from '@custody-edge/spectra';
import type { LibraryResultView, LibrarySearch } from './search-view.ts';
import { askedSchema, type Failure, orderSchema, type Told } from './thread-messages.ts';

/** Of what was put aside the first are told; a library that holds more of it has another trouble. */
const mostPutAside = 100;
const mostMatches = 10;

const tell = (told: Told): void => parentPort?.postMessage(told);

const { folder, ...settings } = orderSchema.parse(workerData);
try {
  const { library, quarantined } = buildLibrary(settings, importLibraryFolder(folder));
  tell({
    told: 'ready',
    version: library.version,
    entries: library.entries.length,
    putAside: quarantined.slice(0, mostPutAside).map(({ fileName, line, title, error }) => ({
      fileName,
      ...(line !== undefined && { line }),
      ...(title !== undefined && { title }),
      code: error.code,
    })),
  });
  parentPort?.on('message', (message) => {
    const { id, search } = askedSchema.parse(message);
    try {
      tell({ told: 'found', id, result: found(library, search) });
    } catch (error) {
      tell({ told: 'refused', id, failure: failureOf(error) });
    }
  });
} catch (error) {
  tell({ told: 'stopped', failure: failureOf(error) });
}

function found(library: Library, { x, y, quantity, yUnit }: LibrarySearch): LibraryResultView {
  const curve = { x, y, ...(quantity !== undefined && { quantity }), ...(yUnit !== undefined && { yUnit }) };
  const { query, matches, measure, compared, passedOver, ...result } = library.search(curve, { top: mostMatches });
  return {
    library: result.library,
    measure,
    unit: query.x.unit,
    compared,
    passedOver,
    query: { x: [...query.x.values], y: [...query.y] },
    matches: matches.map(({ rank, score, gap, coverage, entry, index }) => {
      const compared = library.curveAt(index);
      return {
        rank,
        score,
        ...(gap !== undefined && { gap }),
        coverage,
        name: entry.name,
        ...(entry.cas !== undefined && { cas: entry.cas }),
        source: entry.source,
        fileName: entry.fileName,
        curve: { x: [...compared.x.values], y: [...compared.y] },
      };
    }),
  };
}

function failureOf(error: unknown): Failure {
  const { code, details } = isCustodyError(error) ? error : spectraError('library-building-stopped', {}, error);
  return { code, details: JSON.parse(JSON.stringify(details)) };
}
