import { subjectId } from '@custody-edge/event-contract';
import { z } from 'zod';

/** What a station of the evacuation is told: a line on standard input. */
export const wordsSchema = z.discriminatedUnion('say', [
  z.strictObject({ say: z.literal('how-is-it') }),
  /** An officer comes on duty. */
  z.strictObject({ say: z.literal('attend'), oneTimeCode: z.string() }),
  z.strictObject({ say: z.literal('evacuate') }),
  /** Wristbands before its reader, so many a second; as fast as they are recorded where no rate is named. */
  z.strictObject({ say: z.literal('scan'), people: z.array(subjectId), perSecond: z.number().exactOptional() }),
  /** Until its glass says that so many are missing. */
  z.strictObject({ say: z.literal('glass'), missing: z.int() }),
  /** Until its list of the missing is this one. */
  z.strictObject({ say: z.literal('list'), missing: z.array(subjectId) }),
]);
export type Words = z.infer<typeof wordsSchema>;

/** What it answers to each. */
export const answerSchema = z.strictObject({
  ok: z.literal(true),
  /** When it was done, in milliseconds since 1970 by the monotonic clock. */
  atMs: z.number(),
  /** Processor time of the whole process since its start. */
  cpuMs: z.number(),
  people: z.int(),
  /** As the glass says it. */
  accounted: z.int(),
  missing: z.int(),
});
export type Answer = z.infer<typeof answerSchema>;
