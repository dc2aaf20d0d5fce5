import { z } from 'zod';
import { head, tail, timeLimitMs } from './common.ts';

/** An instrument of which nothing is known but the folder into which its maker's software drops files. */
export const folderProfileSchema = z.strictObject({
  ...head,
  kind: z.literal('instrument'),
  protocol: z.literal('folder'),
  /** How often the folder is looked through: a share of another machine tells nothing by itself. */
  pollIntervalMs: z.int().min(10).max(60_000),
  /** A file is whole once its size and content have stood still for so long. */
  settleMs: z.int().min(10).max(600_000),
  largestBytes: z
    .int()
    .min(1)
    .max(2 ** 40),
  /** Names of files that are still written, in any case of letters; `*` stands for any run of characters. */
  ignoredNames: z.array(z.string().min(1).max(100)).max(50),
  timeLimitsMs: z.strictObject({
    /** One look at the folder, one piece read or written. */
    answer: timeLimitMs,
  }),
  ...tail,
});
