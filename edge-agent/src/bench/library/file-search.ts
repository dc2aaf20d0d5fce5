import { curveOf, readSpectrumFile, type SpectrumKind, spectraError } from '@custody-edge/spectra';
import { agentError } from '../../errors.ts';
import type { FileSearch, LibrarySearch, LibraryTechnique } from './search-view.ts';

/**
 * What is looked for of a file, by what it holds.
 * @throws why it gives no spectrum
 */
export function searchOfFile(
  { technique, library, spectrum }: FileSearch,
  { name, content }: { readonly name: string; readonly content: Uint8Array },
): LibrarySearch {
  const read = readSpectrumFile(name, content);
  if (!read.ok) throw read.error;
  const found = read.value.spectra[spectrum];
  if (!found) throw spectraError('spectrum-absent', { spectrum, spectra: read.value.spectra.length });
  const { x, y, yUnit } = curveOf(found);
  return {
    technique: technique ?? techniqueOf(found.kind),
    ...(library !== undefined && { library }),
    x: { unit: x.unit, values: Array.from(x.values) },
    y: Array.from(y),
    ...(yUnit !== undefined && { yUnit }),
  };
}

/** @throws `library-technique-unknown` where the file does not say it, `library-none-of-kind` */
function techniqueOf(kind: SpectrumKind): LibraryTechnique {
  switch (kind) {
    case 'infrared':
    case 'raman':
      return kind;
    case 'unknown':
      throw agentError('library-technique-unknown');
    case 'uv-vis':
    case 'mass':
      throw agentError('library-none-of-kind', { kind });
  }
}
