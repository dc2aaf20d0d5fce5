import {
  escortSchema,
  personalIdentitySchema,
  relationSchema,
  warrantKinds,
  warrantSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';

const { name, parentage, prisonerNumber } = personalIdentitySchema.shape;
const { number, court, caseNumber, policeStation, detainUntil } = warrantSchema.shape;

/** The paper of a committal: whom it names, what it is, and who brought the person. */
export const admissionDetailsSchema = z
  .strictObject({
    name,
    relation: relationSchema,
    parentage,
    prisonerNumber,
    warrantKind: z.enum(warrantKinds),
    warrantNumber: number,
    court,
    caseNumber,
    policeStation,
    detainUntil,
    escort: escortSchema,
  })
  .refine(({ warrantKind, detainUntil: until }) => warrantKind === 'sentence-warrant' || until !== undefined, {
    message: 'a remand ends on a day',
    path: ['detainUntil'],
  });
export type AdmissionDetails = z.infer<typeof admissionDetailsSchema>;

/** The details once every field is filled in. */
export const completeDetails = (details: Partial<AdmissionDetails>): AdmissionDetails | undefined =>
  admissionDetailsSchema.safeParse(details).data;

/** The steps of an admission, one task a screen. */
export const admissionPages = ['paper', 'body', 'belongings', 'fingers', 'confirm'] as const;
export type AdmissionPage = (typeof admissionPages)[number];
