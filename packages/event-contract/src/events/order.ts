import { z } from 'zod';
import { instant, plainText } from '../text.ts';
import { officerIdSchema, officerRoleSchema } from './officer.ts';
import { approvalsOf, releaseOrderSchema } from './prisoner.ts';

/** A number as a telephone directory prints it. */
const telephoneSchema = z.string().regex(/^\+?\d[\d -]{3,28}\d$/, 'digits, spaces and hyphens');

/** Where a court is called to ask whether an order is its own. */
export const courtSchema = z.strictObject({ court: plainText(120), telephone: telephoneSchema });
export type Court = z.infer<typeof courtSchema>;

/** What a court says of a paper that its feed did not confirm. */
export const callBackAnswers = ['confirmed', 'denied', 'not-found'] as const;
export type CallBackAnswer = (typeof callBackAnswers)[number];

/** What of an order may differ from the record of the person whom it seems to mean. */
export const orderDifferences = ['name', 'parentage', 'case', 'court'] as const;
export type OrderDifference = (typeof orderDifferences)[number];

/** Whom the court meant. */
export const queryAnswers = ['this-person', 'another-person'] as const;
export type QueryAnswer = (typeof queryAnswers)[number];

/** What officers find out about an order before a person is released on it; the subject is the person. */
export const orderEvents = {
  /** The court was asked by telephone whether it wrote a paper: the second channel, where its feed says nothing. */
  'prisoner.order-called-back.v1': z.strictObject({
    order: releaseOrderSchema,
    /** The number that was called: the one of the centre's directory, never one that stands on the paper. */
    telephone: telephoneSchema,
    /** The command by which the centre said it. */
    directory: z.uuid(),
    /** Who answered for the court, by name and office. */
    spokeTo: plainText(120),
    answer: z.enum(callBackAnswers),
    /** Who called and signed it; may not sign the release. */
    officerId: officerIdSchema,
    approvals: approvalsOf(1),
  }),
  /** An order names the person otherwise than the record does: the court is asked whom it meant. */
  'prisoner.order-queried.v1': z.strictObject({
    order: releaseOrderSchema,
    differs: z.array(z.enum(orderDifferences)).min(1).max(orderDifferences.length),
    /** Until when the court is expected to answer, where the house sets a time. */
    answerDue: instant.exactOptional(),
  }),
  'prisoner.order-query-answered.v1': z.strictObject({
    query: z.uuidv7(),
    answer: z.enum(queryAnswers),
    /** Number of the court's letter, or who spoke for it. */
    reference: plainText(120),
    approvals: approvalsOf(1),
  }),
  /** A person is inside longer after the verified order than the house allows; said once for each order. */
  'prisoner.over-detained.v1': z.strictObject({
    orderId: plainText(60),
    verifiedAt: instant,
    /** Whose duty it is now. */
    owner: officerRoleSchema,
  }),
} as const;
