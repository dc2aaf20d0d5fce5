import { z } from 'zod';
import { sealedSchema } from '../seal.ts';
import { instant, plainText } from '../text.ts';
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
  'prisoner.back-from-court.v1': z.strictObject({ identity: identityEvidenceSchema }),
  'prisoner.release-order-received.v1': z.strictObject({ order: releaseOrderSchema, commandId: z.uuid() }),
  'prisoner.released.v1': z.strictObject({
    orderId: plainText(60),
    /** One for each different finger that matched. */
    identity: z.array(identityEvidenceSchema).min(1).max(10),
  }),
  'prisoner.forgotten.v1': z.strictObject({ legalBasis: plainText(300), keyId: z.uuid() }),
} as const;
