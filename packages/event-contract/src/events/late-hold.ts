import { z } from 'zod';
import { instant, plainText } from '../text.ts';
import { approvalsOf, holdSchema, releaseOrderSchema } from './prisoner.ts';

/** Most orders that a hold says it came after, the newest: so many holds with so many orders fit into one message, in any script. */
export const mostOrdersOvertaken = 8;

/** Another matter as the centre states it: when it came too late for orders, which the courts had confirmed already. */
export const statedHoldSchema = holdSchema.extend({
  late: z
    .strictObject({
      /** When the centre took it: shown, and tells one that was lifted and added again from the first. */
      addedAt: instant,
      /** Release orders that the centre had on record as confirmed when it took the hold: its own order of things, no clock. */
      orders: z.array(releaseOrderSchema.shape.orderId).min(1).max(mostOrdersOvertaken),
    })
    .exactOptional(),
});
export type StatedHold = z.infer<typeof statedHoldSchema>;

/** On what kind of document a hold rests. */
export const holdDocumentKinds = ['warrant', 'fir', 'detention-order', 'other'] as const;

/** The document that a hold rests on, as it is copied from the paper. */
export const holdDocumentSchema = z.strictObject({
  kind: z.enum(holdDocumentKinds),
  number: plainText(60),
  /** Court, police station or authority that issued it. */
  authority: plainText(120),
  /** The day that stands on it. */
  on: z.iso.date(),
});
export type HoldDocument = z.infer<typeof holdDocumentSchema>;

/** The centre's signed statement, as it came: a command `state-holds`, at its longest. */
const statement = z.string().min(1).max(48_000);
const heldUp = z.array(releaseOrderSchema).min(1).max(20);

/** Holds that came after a court's order of release had been verified; the subject is the person. */
export const lateHoldEvents = {
  /** The centre stated a hold that it had heard of after these orders were verified: said once, by the gate that holds the orders. */
  'prisoner.hold-came-late.v1': z.strictObject({ hold: holdSchema, addedAt: instant, orders: heldUp, statement }),
  /** The centre names it no more. */
  'prisoner.late-hold-lifted.v1': z.strictObject({ lateHold: z.uuidv7(), statement }),
  /** Two officers saw the document that it rests on; the courts whose orders it holds up are told. */
  'prisoner.late-hold-reported.v1': z.strictObject({
    lateHold: z.uuidv7(),
    document: holdDocumentSchema,
    orders: heldUp,
    approvals: approvalsOf(2),
  }),
} as const;
