import { z } from 'zod';

/** Which device's line is to be seen; all of them where none is named. */
export const wireRequestSchema = z.strictObject({ deviceId: z.string().min(1).max(64).exactOptional() });
export type WireRequest = z.infer<typeof wireRequestSchema>;
