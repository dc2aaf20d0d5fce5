import { z } from 'zod';
import { plainText, subjectId } from '../text.ts';
import type { Mover } from './gate.ts';

/** Movements in which people go, or come, together under an escort. */
export const groupMovements = [
  'out-to-court',
  'back-from-court',
  'out-to-hospital',
  'back-from-hospital',
  'out-on-remand',
  'back-from-remand',
  'transfer-dispatched',
  'transfer-received',
  'back-from-transfer',
] as const satisfies readonly Mover[];
export type GroupMovement = (typeof groupMovements)[number];

/** More people than any prison bus seats. */
const maxHeads = 100;

/** What the officer at the gate states of a vehicle before it passes. */
export const manifestSchema = z.strictObject({
  /** Its registration. */
  vehicle: plainText(40),
  /** Who commands the escort. */
  escort: plainText(120),
  /** Belt or service number of that officer. */
  escortNumber: plainText(40),
  /** People in it besides the escort, counted by eye. */
  headCount: z.int().min(1).max(maxHeads),
});
export type Manifest = z.infer<typeof manifestSchema>;

const { headCount, ...escorted } = manifestSchema.shape;
const counted = z.strictObject({
  movement: z.enum(groupMovements),
  ...escorted,
  /** Each count of heads as it was stated, the last one last. */
  headCounts: z.array(headCount).min(1).max(20),
  /** Of whom the court's list, or the record of who is out, says that they go this way; not every journey has a list. */
  listed: z.int().min(0).exactOptional(),
});

/** Their subject is the station. */
export const manifestEvents = {
  /** A vehicle passed: as many people were counted as were identified, and each of their movements is named. */
  'gate.manifest-closed.v1': counted
    .extend({ movements: z.array(z.uuidv7()).min(1).max(maxHeads) })
    .refine(({ headCounts, movements }) => headCounts.at(-1) === movements.length, 'counts others than it names'),
  /** A vehicle did not pass as it was stated; through a wicket some people may have passed already. */
  'gate.manifest-given-up.v1': counted.extend({
    /** Who was identified for it. */
    people: z.array(subjectId).max(maxHeads),
    /** Of those who had gone through a wicket. */
    movements: z.array(z.uuidv7()).max(maxHeads),
  }),
} as const;
