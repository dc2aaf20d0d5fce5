import { z } from 'zod';
import { plainText } from '../text.ts';
import { holdDocumentSchema } from './late-hold.ts';
import { holdSchema, releasedSchema, warrantSchema } from './prisoner.ts';

/** Who of the police takes a person over at the gate, and in which matter. */
export const policeSchema = z.strictObject({
  officer: plainText(120),
  rank: plainText(60),
  beltNumber: plainText(40),
  policeStation: warrantSchema.shape.policeStation,
  /** Of the case, or of the FIR. */
  caseNumber: warrantSchema.shape.caseNumber,
  /** The paper on which they do so, as an officer of this house copied it. */
  document: holdDocumentSchema,
});
export type Police = z.infer<typeof policeSchema>;

/** A person goes from the gate into the hands of named police. */
export const handOverSchema = policeSchema.extend({
  /** Open holds of the centre's statement that it answers; none where police come of whose matter the centre has said nothing. */
  holds: z
    .array(holdSchema.shape.holdId)
    .max(20)
    .refine((holds) => new Set(holds).size === holds.length, 'names a hold twice'),
});
export type HandOver = z.infer<typeof handOverSchema>;

/** A release and a re-arrest: one event, so that neither is on record without the other; the subject is the person. */
export const handOverEvents = {
  'prisoner.released-to-police.v1': releasedSchema.extend({
    /** With the holds that it names; longer than that of a release, and short enough for one message with everybody's word. */
    holdsStatement: z.string().min(1).max(24_000),
    handOver: handOverSchema,
  }),
} as const;
