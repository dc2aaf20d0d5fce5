import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

export const lineBarcodeProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('barcode-reader'),
  protocol: z.literal('line-barcode'),
  lines: linesSchema,
  maxLengthBytes: z.int().min(1).max(4096),
  /** Whether a leading AIM symbology identifier (`]C1`) is expected and taken off. */
  aimIdentifier: z.enum(['absent', 'strip']),
  /** Silence after which an unfinished line is refused. */
  timeLimitsMs: z.strictObject({ lineGap: timeLimitMs }),
  ...tail,
});
