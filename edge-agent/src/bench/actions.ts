import { z } from 'zod';

/** What an analyst can do at the bench besides a label and a weight on the pan. */
export const benchActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('accept') }),
  z.strictObject({ action: z.literal('cancel') }),
  z.strictObject({ action: z.literal('tare') }),
  z.strictObject({ action: z.literal('zero') }),
]);
export type BenchAction = z.infer<typeof benchActionSchema>;
