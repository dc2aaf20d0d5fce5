import { recipeSchema } from '@custody-edge/spectra';
import { z } from 'zod';
import { libraryResultSchema, librarySearchSchema, libraryStateSchema } from './search-view.ts';

/** What goes over the border between a station and the thread of one library. */
export const orderSchema = z.object({ folder: z.string(), name: z.string(), recipe: recipeSchema });
export type Order = z.infer<typeof orderSchema>;

export const askedSchema = z.object({ id: z.int(), search: librarySearchSchema });

/** An error keeps its code over the border of a thread, not its class. */
const failureSchema = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) });
export type Failure = z.infer<typeof failureSchema>;

export const toldSchema = z.discriminatedUnion('told', [
  z.object({
    told: z.literal('ready'),
    version: z.string(),
    entries: z.int(),
    putAside: libraryStateSchema.shape.putAside,
  }),
  z.object({ told: z.literal('stopped'), failure: failureSchema }),
  z.object({ told: z.literal('found'), id: z.int(), result: libraryResultSchema }),
  z.object({ told: z.literal('refused'), id: z.int(), failure: failureSchema }),
]);
export type Told = z.infer<typeof toldSchema>;
