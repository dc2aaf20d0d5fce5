import { z } from 'zod';
import { plainText, sha256Text, subjectId } from '../text.ts';

/** Most bytes that the file of a report has. */
export const mostReportBytes = 64 * 1024 * 1024;

/** Number that a laboratory gives to a report. */
export const reportNumberSchema = plainText(40);
/** Case that a report belongs to, as the court names it. */
export const reportCaseSchema = plainText(120);

/** What a laboratory hands out; the subject is `report/` and the id of the report. */
export const reportEvents = {
  /** A report was signed and handed out. Nothing of it changes afterwards: a later one stands in its place. */
  'report.issued.v1': z.strictObject({
    number: reportNumberSchema,
    case: reportCaseSchema,
    /** The case in the record. */
    labCase: subjectId,
    /** `contentHash` of what its reviewers signed: the same without their signatures. */
    reviewed: sha256Text,
    /** SHA-256 of the canonical JSON of all that it says (RFC 8785), as the code on its pages carries it. */
    contentHash: sha256Text,
    /** SHA-256 of the file, to the byte. */
    pdfHash: sha256Text,
    pdfBytes: z.int().min(1).max(mostReportBytes),
    pages: z.int().min(1).max(2_000),
    /** Id of the report in whose place this one stands. */
    supersedes: z.uuid().exactOptional(),
  }),
} as const;
