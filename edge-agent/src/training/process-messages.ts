import { z } from 'zod';

/** What the station says to the process that practice runs in: where, how, and which real finger or paper was shown meanwhile. */
export const toPracticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('open'),
    folder: z.string(),
    /** The house’s policy for its gate, as its configuration says it. */
    policy: z.record(z.string(), z.unknown()),
  }),
  z.strictObject({
    kind: z.literal('finger'),
    width: z.int().min(1).max(4_096),
    height: z.int().min(1).max(4_096),
    dotsPerInch: z.number().positive(),
    pixels: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
  }),
  z.strictObject({ kind: z.literal('paper'), text: z.string().max(8_192) }),
]);
export type ToPractice = z.infer<typeof toPracticeSchema>;

/** What that process answers. */
export const fromPracticeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('progress'), done: z.int(), of: z.int() }),
  z.strictObject({ kind: z.literal('ready') }),
]);
export type FromPractice = z.infer<typeof fromPracticeSchema>;

/** Where that process answers, inside its folder: the gate of practice, and the lessons beside it. */
export const sockets = { desk: 'desk.sock', lesson: 'lesson.sock' } as const;
