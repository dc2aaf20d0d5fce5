import { z } from 'zod';

/** What a bridge in a process of its own cost while it was measured. */
export const bridgeCostSchema = z.strictObject({
  shareOfCore: z.number(),
  megabytes: z.number(),
  readings: z.number(),
  spectra: z.number(),
  elapsedMs: z.number(),
});
