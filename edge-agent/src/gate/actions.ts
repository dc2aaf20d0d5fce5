import {
  approvalMeaningSchema,
  officerIdSchema,
  passSchema,
  plainText,
  relationSchema,
  transferSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { writtenMovements } from './movements.ts';

const admissionDetailsSchema = z.strictObject({
  name: plainText(120),
  relation: relationSchema,
  parentage: plainText(120),
  prisonerNumber: plainText(40),
  warrantNumber: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
  policeStation: plainText(80),
});

/** What an officer can do at the gate besides a finger and a paper. */
export const deskActionSchema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('begin-admission') }),
  z.strictObject({ action: z.literal('admission-details'), details: admissionDetailsSchema }),
  z.strictObject({ action: z.literal('begin-queue'), movement: z.enum(['out-to-court', 'back-from-court']) }),
  z.strictObject({ action: z.literal('begin-release'), orderId: plainText(60) }),
  /** Writes out a journey that no list tells of. */
  z.strictObject({ action: z.literal('begin-pass'), movement: z.enum(writtenMovements) }),
  z.strictObject({ action: z.literal('pass-details'), pass: passSchema }),
  z.strictObject({ action: z.literal('transfer-details'), transfer: transferSchema }),
  /** An officer answers for something on the board with their own PIN. */
  z.strictObject({
    action: z.literal('vouch'),
    meaning: approvalMeaningSchema,
    officerId: officerIdSchema,
    pin: z.string().max(64),
    /** Number of the certificate or receipt. */
    paper: plainText(60).optional(),
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
