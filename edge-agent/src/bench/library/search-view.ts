import { sha256Text } from '@custody-edge/event-contract';
import { measures } from '@custody-edge/spectra';
import { z } from 'zod';

/** What libraries are of; each is processed by a recipe of its own. */
export const libraryTechniques = ['infrared', 'raman'] as const;
export type LibraryTechnique = (typeof libraryTechniques)[number];

/** Points that a spectrum of a device here has at most, with room. */
const mostPoints = 20_000;

const numbers = z.array(z.number()).min(2).max(mostPoints);

const inLibrary = {
  technique: z.enum(libraryTechniques),
  /** Which library, where the station has several of the technique; the first by name unless it is said. */
  library: z.string().min(1).max(120).exactOptional(),
} as const;

/** A spectrum to be looked for. x rises or falls all the way. */
export const librarySearchSchema = z
  .strictObject({
    ...inLibrary,
    x: z.strictObject({ unit: z.string().min(1).max(40), values: numbers }),
    y: numbers,
    /** What y is, of a reading; its unit in `yUnit` is then `1` or `%`. */
    quantity: z.string().min(1).max(40).exactOptional(),
    /** What y is, of a file. */
    yUnit: z.string().min(1).max(40).exactOptional(),
  })
  .refine(({ x, y }) => x.values.length === y.length, { message: 'as many x as y' });
export type LibrarySearch = z.infer<typeof librarySearchSchema>;

/** The same, of a file that came to this bench; its technique where the file itself does not say it. */
export const fileSearchSchema = z.strictObject({
  ...inLibrary,
  technique: inLibrary.technique.exactOptional(),
  file: sha256Text,
  /** Which of its spectra, from 0. */
  spectrum: z.int().min(0).max(5_000).default(0),
});
export type FileSearch = z.infer<typeof fileSearchSchema>;

const curveSchema = z.object({ x: z.array(z.number()), y: z.array(z.number()) });

/** One entry that was found: alike, and never said to be the same. */
export const libraryMatchSchema = z.object({
  rank: z.int().min(1),
  /** From 0 to 1. */
  score: z.number(),
  /** How much higher it scores than the best entry of another substance below it; absent where there is none. */
  gap: z.number().exactOptional(),
  /** Share of the range of the query that was compared. */
  coverage: z.number(),
  name: z.string(),
  cas: z.string().exactOptional(),
  source: z.string(),
  fileName: z.string(),
  /** As it was compared, in a scale of its own. */
  curve: curveSchema,
});
export type LibraryMatchView = z.infer<typeof libraryMatchSchema>;

export const libraryResultSchema = z.object({
  library: z.object({ name: z.string(), version: z.string(), entries: z.int() }),
  measure: z.enum(measures),
  /** Unit of x of every curve. */
  unit: z.string(),
  compared: z.int(),
  /** Entries that cover too little of the range of the query. */
  passedOver: z.int(),
  /** The query as it was compared. */
  query: curveSchema,
  matches: z.array(libraryMatchSchema),
});
export type LibraryResultView = z.infer<typeof libraryResultSchema>;

export const libraryStateSchema = z.object({
  technique: z.enum(libraryTechniques),
  name: z.string(),
  state: z.enum(['building', 'ready', 'stopped']),
  version: z.string().exactOptional(),
  entries: z.int().exactOptional(),
  /** What its files hold and is not used, each with the code of its reason; the first ones. */
  putAside: z.array(
    z.object({
      fileName: z.string(),
      line: z.int().exactOptional(),
      title: z.string().exactOptional(),
      code: z.string(),
    }),
  ),
  /** Code of why it is stopped. */
  code: z.string().exactOptional(),
});
export type LibraryStateView = z.infer<typeof libraryStateSchema>;
