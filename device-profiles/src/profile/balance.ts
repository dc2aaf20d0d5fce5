import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

export const mtSicsProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('balance'),
  protocol: z.literal('mt-sics'),
  lines: linesSchema,
  /** `poll` asks with SI; `repeat` lets the balance send by SIR. */
  reading: z.enum(['poll', 'repeat']),
  pollIntervalMs: z.int().min(20).max(5000),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** Commands that wait for a stable pan: T and Z. */
    stable: timeLimitMs,
  }),
  ...tail,
});
