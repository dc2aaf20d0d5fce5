import {
  admissionBelongingsSchema,
  admissionBodySchema,
  bandReasons,
  callBackAnswers,
  fingerExceptionReasons,
  fingerPhotographLacks,
  groupMovements,
  manifestSchema,
  maxPhotographBytes,
  movers,
  orderDifferences,
  passSchema,
  placeId,
  plainText,
  policeSchema,
  queryAnswers,
  references,
  releaseOrderSchema,
  subjectId,
  transferSchema,
  unreadableReasons,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { credentials, isProven, type Unsigned } from '../officers/requests.ts';
import { admissionDetailsSchema, admissionPages } from './admission/admission-details.ts';
import { conflictSteps } from './admission/conflict-steps.ts';
import { writtenMovements } from './board/movements.ts';
import { handOverMeanings, vouchMeanings } from './board/vouch-meanings.ts';
import { matchSteps } from './match/match-steps.ts';
import { isPhotograph } from './photograph/jpeg.ts';
import { reportDetailsSchema, reports } from './report/report-details.ts';
import { comparables } from './sight/comparables.ts';

const photographText = z
  .base64()
  .max(Math.ceil(maxPhotographBytes / 3) * 4)
  .refine((text) => isPhotograph(Buffer.from(text, 'base64')), 'is no JPEG of a modest size');

/** What officers sign, whoever is signed in. @param signer who does, and how that is told from the action */
const signedActions = <Signer extends z.ZodRawShape>(signer: Signer) =>
  z.discriminatedUnion('action', [
    /** An officer answers for what stands on the board, or in a report. */
    z.strictObject({ action: z.literal('vouch'), meaning: z.enum(vouchMeanings), ...signer }),
    /** The medical officer's certificate, or the receipt of property that is back in its owner's hands. */
    z.strictObject({
      action: z.literal('hand-over'),
      meaning: z.enum(handOverMeanings),
      paper: plainText(60),
      ...signer,
    }),
    /** A supervisor answers for whoever has no readable finger. */
    z.strictObject({ action: z.literal('identify'), ...signer }),
    /** A second officer says which fingers of an admission cannot be taken, and why. */
    z.strictObject({
      action: z.literal('except-fingers'),
      every: z.boolean(),
      reason: z.enum(fingerExceptionReasons),
      photograph: z.union([z.strictObject({ jpeg: photographText }), z.enum(fingerPhotographLacks)]),
      ...signer,
    }),
    /** A senior officer opens the record beside an admission, or says what was found. */
    z.strictObject({ action: z.literal('settle-conflict'), conflict: z.enum(conflictSteps), ...signer }),
    /** A senior officer opens whom the centre found alike beside the record, or says what was found and why. */
    z.strictObject({
      action: z.literal('settle-match'),
      person: subjectId,
      finding: z.enum(matchSteps),
      reason: plainText(300).exactOptional(),
      ...signer,
    }),
    /** The superintendent knows of this child. */
    z.strictObject({ action: z.literal('see-juvenile'), subject: subjectId, ...signer }),
    /** A senior officer sends a child back with the police who brought them. */
    z.strictObject({ action: z.literal('refuse-child'), reason: plainText(300), ...signer }),
    /** The court was called: who answered, and what. */
    z.strictObject({
      action: z.literal('call-back'),
      spokeTo: plainText(120),
      answer: z.enum(callBackAnswers),
      ...signer,
    }),
    /** What the court answered to a query about an order. */
    z.strictObject({
      action: z.literal('answer-query'),
      query: z.uuidv7(),
      answer: z.enum(queryAnswers),
      reference: plainText(120),
      ...signer,
    }),
  ]);
const signedActionSchema = signedActions(credentials);
export type SignedAction = z.infer<typeof signedActionSchema>;
/** The same before a security key has signed it. */
export const actionToSignSchema = signedActions({ officerId: credentials.officerId });

/** What an officer can do at the gate besides a finger and a paper. */
const anyActionSchema = z.discriminatedUnion('action', [
  signedActionSchema,
  /** With the id of somebody expected, the paper is filled in as the court sent it. */
  z.strictObject({ action: z.literal('begin-admission'), expected: subjectId.optional() }),
  z.strictObject({ action: z.literal('admission-details'), details: admissionDetailsSchema }),
  z.strictObject({ action: z.literal('admission-body'), body: admissionBodySchema }),
  z.strictObject({ action: z.literal('admission-belongings'), belongings: admissionBelongingsSchema }),
  z.strictObject({ action: z.literal('admission-reference'), reference: z.enum(references) }),
  /** Goes back to a page of the admission, or on to one. */
  z.strictObject({ action: z.literal('admission-page'), page: z.enum(admissionPages) }),
  z.strictObject({ action: z.literal('begin-queue'), movement: z.enum(groupMovements) }),
  /** Who takes people along in which vehicle, and how many heads were counted in it; again, where they were counted again. */
  z.strictObject({ action: z.literal('state-manifest'), manifest: manifestSchema }),
  /** Somebody identified for the vehicle stays behind. */
  z.strictObject({ action: z.literal('take-off'), subject: subjectId }),
  /** Lets the vehicle pass; refused while the counts differ. */
  z.strictObject({ action: z.literal('close-manifest') }),
  /** The vehicle does not pass as it was stated; that goes on record. */
  z.strictObject({ action: z.literal('give-up-manifest') }),
  z.strictObject({ action: z.literal('begin-release'), orderId: plainText(60) }),
  /** What a reader that plugs in as a keyboard typed into the page: a paper like one on the gate's own reader. */
  z.strictObject({ action: z.literal('present-paper'), text: plainText(1_024) }),
  /** Writes out a journey that no list tells of. */
  z.strictObject({ action: z.literal('begin-pass'), movement: z.enum(writtenMovements) }),
  z.strictObject({ action: z.literal('pass-details'), pass: passSchema }),
  z.strictObject({ action: z.literal('transfer-details'), transfer: transferSchema }),
  /** Looks for a person: by what is typed, or by a finger. */
  z.strictObject({ action: z.literal('begin-find') }),
  z.strictObject({ action: z.literal('find'), query: z.string().max(120) }),
  /** Opens a person's record; that it was opened goes on record. */
  z.strictObject({ action: z.literal('open-record'), subject: subjectId }),
  /** Says where in the house the person whose record is open is kept. */
  z.strictObject({ action: z.literal('assign-ward'), ward: placeId }),
  /** Begins a movement of the person whose record is open: the paper first where one has to be written out, then the board. */
  z.strictObject({ action: z.literal('begin-movement'), movement: z.enum(movers) }),
  /** Of the admission in work, or of the person whose record is open: a JPEG in base64. */
  z.strictObject({ action: z.literal('photograph'), jpeg: photographText }),
  /** Begins to put on record what happened to the person whose record is open. */
  z.strictObject({ action: z.literal('begin-report'), report: z.enum(reports) }),
  z.strictObject({ action: z.literal('report-details'), details: reportDetailsSchema }),
  /** No finger of the person on the board can be read. */
  z.strictObject({ action: z.literal('unreadable'), reason: z.enum(unreadableReasons) }),
  /** Instead, the officer at the gate finds the person to be the one in the photograph, or the one with the marks. */
  z.strictObject({ action: z.literal('compared'), what: z.enum(comparables) }),
  /** The paper just refused is to be confirmed by telephone. */
  z.strictObject({ action: z.literal('begin-call-back') }),
  /** What stands on it; the person by number, unless a finger told who it is. */
  z.strictObject({
    action: z.literal('call-back-order'),
    order: releaseOrderSchema,
    prisonerNumber: plainText(40).exactOptional(),
  }),
  /** An order on the board names the person otherwise than the record does: the court is asked. */
  z.strictObject({
    action: z.literal('query-order'),
    orderId: plainText(60),
    differs: z.array(z.enum(orderDifferences)).min(1).max(orderDifferences.length),
  }),
  /** Police take over whoever is released on the board; again, where something of it is written otherwise. */
  z.strictObject({ action: z.literal('to-police'), police: policeSchema }),
  /** They do not. */
  z.strictObject({ action: z.literal('not-to-police') }),
  /** Prints the slips of the event on the glass once more, as copies; that it was done goes on record. */
  z.strictObject({ action: z.literal('print-slip') }),
  /** Another wristband for whoever is on the glass; the one before counts no more. */
  z.strictObject({ action: z.literal('another-wristband'), reason: z.enum(bandReasons) }),
  /** Presses the one button of the board, of the admission or of a report; refused while something is missing. */
  z.strictObject({ action: z.literal('confirm') }),
  /** Somebody is still at the page: the time after which it closes begins anew. */
  z.strictObject({ action: z.literal('stay') }),
  /** Goes on with what closed while nobody touched it. */
  z.strictObject({ action: z.literal('resume') }),
  /** Leaves the step; nothing was recorded. */
  z.strictObject({ action: z.literal('cancel') }),
  /** Answers a stop: the person stays; the stop itself is on record already. */
  z.strictObject({ action: z.literal('keep-in-custody') }),
  z.strictObject({ action: z.literal('acknowledge-alarm'), id: z.string().max(64) }),
]);
export const deskActionSchema = anyActionSchema.refine(...isProven);
export type DeskAction = z.infer<typeof deskActionSchema>;

export type UnsignedAction = Unsigned<SignedAction>;

export const isSignedAction = (action: DeskAction): action is SignedAction => 'officerId' in action;
