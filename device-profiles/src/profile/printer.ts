import { z } from 'zod';
import { head, linesSchema, tail, timeLimitMs } from './common.ts';

export const escPosProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('printer'),
  protocol: z.literal('esc-pos'),
  lines: linesSchema,
  /** Dots of the head: 384 for paper of 58 mm, 576 for 80 mm, at 203 dots per inch. */
  dotsPerLine: z.int().multipleOf(8).min(128).max(1024),
  /** Rows sent with one command; what a small buffer holds. */
  rowsPerBand: z.int().min(8).max(255),
  /** Whether it answers GS r once it has taken everything before from its buffer. */
  confirms: z.boolean(),
  pollIntervalMs: z.int().min(10).max(5000),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** From the last byte sent until it says that it has printed. */
    print: timeLimitMs,
  }),
  ...tail,
});

export const zplProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('printer'),
  protocol: z.literal('zpl'),
  lines: linesSchema,
  /** Dots of the head. */
  dotsPerLine: z.int().multipleOf(8).min(128).max(4096),
  pollIntervalMs: z.int().min(10).max(5000),
  timeLimitsMs: z.strictObject({
    reply: timeLimitMs,
    /** From the last byte sent until no label waits. */
    print: timeLimitMs,
  }),
  ...tail,
});
