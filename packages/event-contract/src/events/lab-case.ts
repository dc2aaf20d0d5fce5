import { z } from 'zod';
import { instant, plainText, sha256Text } from '../text.ts';
import { officerIdSchema } from './officer.ts';
import { approvalsOf } from './prisoner.ts';

/** Sections of a forensic laboratory, as its monthly totals name them. */
export const labSections = [
  'narcotics-chemistry',
  'firearms',
  'vehicles',
  'questioned-documents',
  'fingerprints',
  'crime-scene',
] as const;
export type LabSection = (typeof labSections)[number];

/** Who sends exhibits, and investigates. */
export const caseAgencies = ['police', 'levies', 'anf', 'excise'] as const;
export type CaseAgency = (typeof caseAgencies)[number];

/** Samples reach the laboratory within so long of their seizure (Control of Narcotic Substances (Government Analysts) Rules 2001). */
export const memorandumWithinMs = 72 * 3_600_000;

/** An officer of the agency, as far as the record names one: by belt number, and never by name. */
export const bearerSchema = z.strictObject({
  agency: z.enum(caseAgencies),
  rank: plainText(40),
  beltNumber: plainText(40),
});
export type Bearer = z.infer<typeof bearerSchema>;

/** The paper with which exhibits come: the Test Memorandum (Form-I), or a section's own letter. */
export const memorandumSchema = z.strictObject({
  number: plainText(60),
  agency: z.enum(caseAgencies),
  policeStation: plainText(80),
  /** First information report, as written on the paper. */
  fir: plainText(60),
  seizedAt: instant,
  /** Of the road certificate under which the parcels travelled; absent where none came with them. */
  roadCertificate: plainText(60).exactOptional(),
  depositor: bearerSchema,
  /** Parcels that it lists; absent where it does not say. */
  parcels: z.int().min(1).max(500).exactOptional(),
  /** Why the parcels came later than `memorandumWithinMs`, in the depositor's words. */
  lateReason: plainText(300).exactOptional(),
});
export type Memorandum = z.infer<typeof memorandumSchema>;

/** A laboratory as its reports name it. */
const reportingLaboratorySchema = z.strictObject({
  en: plainText(200),
  ur: plainText(200),
  /** And its accreditation, if it has one. */
  address: plainText(300).exactOptional(),
});
export type ReportingLaboratory = z.infer<typeof reportingLaboratorySchema>;

/** Assignments apart that one assignment settles: more than a laboratory has benches. */
const mostSettled = 100;

/** What a reviewer found. */
export const reviewKinds = ['technical-review', 'administrative-review'] as const;
export type ReviewKind = (typeof reviewKinds)[number];

/** Their subject is the case: `case/` and an id. */
export const labCaseEvents = {
  'case.opened.v1': z.strictObject({
    /** The laboratory's own number. */
    number: plainText(40),
    section: z.enum(labSections),
    memorandum: memorandumSchema,
  }),
  'case.assigned.v1': z.strictObject({
    analyst: officerIdSchema,
    /** The notification that appoints the analyst for such reports (Control of Narcotic Substances Act 1997, s. 35). */
    appointment: plainText(120).exactOptional(),
    /** Assignments of the case that this one does not follow and whose makers were heard: it stands in their place. */
    settles: z.array(z.uuidv7()).min(1).max(mostSettled).exactOptional(),
    approvals: approvalsOf(1),
  }),
  /** What a report says was gone through, by another person than its analyst. */
  'case.reviewed.v1': z.strictObject({
    review: z.enum(reviewKinds),
    /** `contentHash` of the report that was reviewed: another one wants another review. */
    contentHash: sha256Text,
    approvals: approvalsOf(1),
  }),
  /** What the analyst concludes from all that was found: the report of the case is made of the record with it. */
  'case.concluded.v1': z.strictObject({
    analyst: officerIdSchema,
    /** That the report is to have. */
    number: plainText(40),
    conclusion: plainText(4000),
    /** The same in Urdu, in the analyst's own words. */
    urdu: plainText(4000).exactOptional(),
    /** Whose report it is, as the bench of the conclusion names it: at every bench the report says the same. Absent where an earlier version wrote it. */
    laboratory: reportingLaboratorySchema.exactOptional(),
    approvals: approvalsOf(1),
  }),
  /** A reviewer gives the case back to its analyst. */
  'case.given-back.v1': z.strictObject({ review: z.enum(reviewKinds), remarks: plainText(500) }),
} as const;
