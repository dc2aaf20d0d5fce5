import { z } from 'zod';
import { sealedSchema } from '../seal.ts';
import { instant, placeId, plainText } from '../text.ts';
import { identityEvidenceSchema } from './evidence.ts';

/** How the parentage is read: ولد, دختر or زوجہ. */
export const relationSchema = z.enum(['son-of', 'daughter-of', 'wife-of']);

/** Name, parentage and numbers of a person: what is sealed under the field `identity`. */
export const personalIdentitySchema = z.strictObject({
  name: plainText(120),
  relation: relationSchema,
  /** Father's or husband's name: two people of one name are told apart by it. */
  parentage: plainText(120),
  prisonerNumber: plainText(40),
});
export type PersonalIdentity = z.infer<typeof personalIdentitySchema>;

export const warrantSchema = z.strictObject({
  kind: z.literal('remand-warrant'),
  number: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
  policeStation: plainText(80),
});

export const releaseOrderSchema = z.strictObject({
  orderId: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
});
export type ReleaseOrder = z.infer<typeof releaseOrderSchema>;

/** A place on a court's list: the production order that lets a person leave for a hearing. */
export const productionOrderSchema = z.strictObject({
  orderId: plainText(60),
  court: plainText(120),
  caseNumber: plainText(60),
  dueBack: instant,
});
export type ProductionOrder = z.infer<typeof productionOrderSchema>;

/**
 * The paper that lets a person leave for a time otherwise than for a hearing: a medical referral, a magistrate's order of physical
 * remand, an order of temporary release.
 */
export const passSchema = z.strictObject({
  paper: plainText(60),
  /** Who wrote it: medical officer, magistrate, or the authority that grants the leave. */
  authority: plainText(120),
  /** Hospital, police station or place of stay. */
  place: plainText(120),
  /** Who takes the person along, by name or belt number; for a leave, who stands for the return. */
  escort: plainText(120),
  dueBack: instant,
});
export type Pass = z.infer<typeof passSchema>;

/** The order that moves a person to another prison. */
export const transferSchema = z.strictObject({
  paper: plainText(60),
  /** Who ordered it. */
  authority: plainText(120),
  /** Site of the prison that is to receive the person. */
  destination: placeId,
  escort: plainText(120),
  /** Number of the medical officer's certificate that the person is fit to travel (Prisons Act 1894 s.26). */
  fitness: plainText(60),
  /** When the person should have arrived. */
  dueBack: instant,
});
export type Transfer = z.infer<typeof transferSchema>;

/** Another matter that the person is liable to be detained for. */
export const holdSchema = z.strictObject({
  holdId: plainText(60),
  authority: plainText(120),
  caseNumber: plainText(60),
});
export type Hold = z.infer<typeof holdSchema>;

/** Signed approvals of as many different officers (`approval.ts`), the wire form of each. */
const approvalsOf = (officers: number) => z.array(z.string().min(1).max(4000)).min(officers).max(4);

const outOn = z.strictObject({ pass: passSchema, identity: identityEvidenceSchema });
const backFrom = z.strictObject({ identity: identityEvidenceSchema });
/** How a transfer ends; `dispatched` is the event that began it. */
const endOfTransfer = backFrom.extend({ dispatched: z.uuidv7() });

export const prisonerEvents = {
  'prisoner.admitted.v1': z.strictObject({
    warrant: warrantSchema,
    identity: sealedSchema,
    templates: sealedSchema,
    fingers: z
      .array(z.strictObject({ finger: z.string().min(1).max(32), impressions: z.int().min(1).max(9) }))
      .min(1)
      .max(10),
    /** What the search for the same fingers in this prison's gallery said; other prisons are not asked here. */
    localSearch: z.strictObject({ compared: z.int().min(0), hit: z.literal(false) }),
  }),
  'prisoner.out-to-court.v1': z.strictObject({ order: productionOrderSchema, identity: identityEvidenceSchema }),
  'prisoner.back-from-court.v1': backFrom,
  'prisoner.out-to-hospital.v1': outOn,
  'prisoner.back-from-hospital.v1': backFrom,
  'prisoner.out-on-remand.v1': outOn,
  'prisoner.back-from-remand.v1': backFrom,
  'prisoner.out-on-leave.v1': outOn.extend({ approvals: approvalsOf(2) }),
  'prisoner.back-from-leave.v1': backFrom,
  'prisoner.transfer-dispatched.v1': z.strictObject({
    transfer: transferSchema,
    identity: identityEvidenceSchema,
    approvals: approvalsOf(2),
  }),
  /** Recorded by a gate of the prison that the person was sent to. */
  'prisoner.transfer-received.v1': endOfTransfer,
  /** The transfer failed: recorded by a gate of the prison that sent the person. */
  'prisoner.back-from-transfer.v1': endOfTransfer,
  /** The time to return, or to arrive, has passed; said once for each absence. */
  'prisoner.overdue.v1': z.strictObject({
    journey: z.enum(['court', 'hospital', 'remand', 'leave', 'transfer']),
    dueBack: instant,
  }),
  'prisoner.release-order-received.v1': z.strictObject({ order: releaseOrderSchema, commandId: z.uuid() }),
  /** The medical officer finds it safe to discharge the person (Prisons Act 1894 s.26). */
  'prisoner.medically-cleared.v1': z.strictObject({ certificate: plainText(60), approvals: approvalsOf(1) }),
  /** Handed back to the person, who says so with their finger. */
  'prisoner.property-returned.v1': z.strictObject({
    receipt: plainText(60),
    identity: identityEvidenceSchema,
    approvals: approvalsOf(1),
  }),
  'prisoner.released.v2': z.strictObject({
    /** Every order that was open: one for each matter that the person was held for. */
    orderIds: z.array(plainText(60)).min(1).max(20),
    /** One for each different finger that matched. */
    identity: z.array(identityEvidenceSchema).min(1).max(10),
    /** The centre's signed statement that nothing else holds the person: a command `state-holds` as it came. */
    holdsStatement: z.string().min(1).max(8000),
    /** The events that say so. */
    medicalClearance: z.uuidv7(),
    propertyReturn: z.uuidv7(),
    approvals: approvalsOf(2),
  }),
  'prisoner.release-error.v1': z.strictObject({
    release: z.uuidv7(),
    finding: plainText(300),
    approvals: approvalsOf(1),
  }),
  'prisoner.escaped.v1': z.strictObject({ report: plainText(300), approvals: approvalsOf(2) }),
  'prisoner.deceased.v1': z.strictObject({
    certificate: plainText(60),
    /** Reference of the magistrate's inquiry. */
    inquiry: plainText(120),
    approvals: approvalsOf(2),
  }),
  /** Two stations recorded different movements; officers found out which line of history tells where the person is. */
  'prisoner.conflict-resolved.v1': z.strictObject({
    stands: z.uuidv7(),
    /** Every end of a line that this ends, `stands` among them. */
    heads: z.array(z.uuidv7()).min(2).max(50),
    finding: plainText(300),
    approvals: approvalsOf(2),
  }),
  'prisoner.forgotten.v1': z.strictObject({ legalBasis: plainText(300), keyId: z.uuid() }),
} as const;
