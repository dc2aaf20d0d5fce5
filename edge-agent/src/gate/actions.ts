import {
  admissionBelongingsSchema,
  admissionBodySchema,
  approvalMeaningSchema,
  fingerExceptionReasons,
  officerIdSchema,
  passSchema,
  plainText,
  references,
  subjectId,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { admissionDetailsSchema, admissionPages } from './admission-details.ts';
import { conflictSteps } from './conflict-steps.ts';
import { passMovements } from './movements.ts';

/** What an officer can do at the gate besides a finger and a paper. */
export const deskActionSchema = z.discriminatedUnion('action', [
  /** With the id of somebody expected, the paper is filled in as the court sent it. */
  z.strictObject({ action: z.literal('begin-admission'), expected: subjectId.optional() }),
  z.strictObject({ action: z.literal('admission-details'), details: admissionDetailsSchema }),
  z.strictObject({ action: z.literal('admission-body'), body: admissionBodySchema }),
  z.strictObject({ action: z.literal('admission-belongings'), belongings: admissionBelongingsSchema }),
  z.strictObject({ action: z.literal('admission-reference'), reference: z.enum(references) }),
  /** Goes back to a page of the admission, or on to one. */
  z.strictObject({ action: z.literal('admission-page'), page: z.enum(admissionPages) }),
  z.strictObject({ action: z.literal('begin-queue'), movement: z.enum(['out-to-court', 'back-from-court']) }),
  z.strictObject({ action: z.literal('begin-release'), orderId: plainText(60) }),
  /** Writes out a journey that no list tells of. */
  z.strictObject({ action: z.literal('begin-pass'), movement: z.enum(passMovements) }),
  z.strictObject({ action: z.literal('pass-details'), pass: passSchema }),
  /** An officer answers for something on the board with their own PIN. */
  z.strictObject({
    action: z.literal('vouch'),
    meaning: approvalMeaningSchema,
    officerId: officerIdSchema,
    pin: z.string().max(64),
    /** Number of the certificate or receipt. */
    paper: plainText(60).optional(),
    /** Which fingers of an admission cannot be taken, and why. */
    exception: z.strictObject({ every: z.boolean(), reason: z.enum(fingerExceptionReasons) }).optional(),
    /** Opens the record beside an admission, or says what was found. */
    conflict: z.enum(conflictSteps).optional(),
    /** Whom the superintendent knows of. */
    subject: subjectId.optional(),
  }),
  /** Presses the one button of the board or of the admission; refused while something is missing. */
  z.strictObject({ action: z.literal('confirm') }),
  /** Leaves the step; nothing was recorded. */
  z.strictObject({ action: z.literal('cancel') }),
  /** Answers a stop: the person stays; the stop itself is on record already. */
  z.strictObject({ action: z.literal('keep-in-custody') }),
  z.strictObject({ action: z.literal('acknowledge-alarm'), id: z.string().max(64) }),
]);
export type DeskAction = z.infer<typeof deskActionSchema>;
