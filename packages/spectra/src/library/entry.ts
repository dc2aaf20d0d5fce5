import type { CustodyError } from '@custody-edge/foundation';
import { z } from 'zod';
import type { Curve } from '../curve.ts';

/** What a library says of one of its spectra. */
export const libraryEntrySchema = z
  .object({
    name: z.string(),
    /** CAS registry number, its check digit right. */
    cas: z.string().exactOptional(),
    /** What the file gives as CAS registry number and is none. */
    casAsWritten: z.string().exactOptional(),
    /** Who measured or published it, as the file says. */
    source: z.string(),
    fileName: z.string(),
    /** Of the whole file, in hexadecimal. */
    fileSha256: z.string(),
    /** Of its title in the file, from 1. */
    line: z.int(),
  })
  .readonly();
export type LibraryEntry = z.infer<typeof libraryEntrySchema>;

export interface LibrarySpectrum {
  readonly kind: 'entry';
  readonly entry: LibraryEntry;
  readonly curve: Curve;
}

/** What a file of a library holds and is not used, for a person to look at. */
export interface Quarantined {
  readonly kind: 'quarantined';
  readonly fileName: string;
  /** Absent where the file could not be opened, or is too large to be read. */
  readonly fileSha256?: string;
  /** Absent where it is about the whole file. */
  readonly line?: number;
  readonly title?: string;
  readonly error: CustodyError;
}

export type Imported = LibrarySpectrum | Quarantined;
