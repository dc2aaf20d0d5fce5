import {
  claims,
  committedPersonSchema,
  erasurePaperSchema,
  extensionSchema,
  holdDocumentSchema,
  injuriesFoundSchema,
  laterSearchSchema,
  paperFormSchema,
  plainText,
  referenceSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';

/** What can be put on record of a person besides a movement, in the order in which an officer is offered it. */
export const reports = [
  'conflict',
  'recapture',
  'search',
  'screening',
  'reference',
  'extension',
  'examination',
  'injuries-reported',
  'late-hold',
  'claim',
  'claim-answer',
  'name-correction',
  'correction',
  'released-at-court',
  'paper-form',
  'escape',
  'death',
  'release-error',
  'erasure',
] as const;
export type Report = (typeof reports)[number];

export const isReport = (what: string): what is Report => reports.some((one) => one === what);

const finding = plainText(300);

/** What is written down of each report, and what it is about where there may be several. */
export const reportDetailsSchema = z.discriminatedUnion('report', [
  z.strictObject({ report: z.literal('escape'), account: plainText(300) }),
  z.strictObject({ report: z.literal('death'), certificate: plainText(60), inquiry: plainText(120) }),
  z.strictObject({ report: z.literal('release-error'), release: z.uuidv7(), finding }),
  z.strictObject({ report: z.literal('conflict'), stands: z.uuidv7(), finding }),
  z.strictObject({ report: z.literal('recapture'), arrestMemo: plainText(60) }),
  z.strictObject({ report: z.literal('claim'), claim: z.enum(claims), words: plainText(300) }),
  z.strictObject({ report: z.literal('search'), officerSex: z.enum(['M', 'F']), ...laterSearchSchema.shape }),
  z.strictObject({ report: z.literal('screening'), isolation: z.boolean() }),
  z.strictObject({ report: z.literal('reference'), ...referenceSchema.shape, words: plainText(300) }),
  z.strictObject({ report: z.literal('extension'), ...extensionSchema.shape }),
  z.strictObject({ report: z.literal('examination'), injuries: injuriesFoundSchema }),
  z.strictObject({ report: z.literal('injuries-reported'), examination: z.uuidv7(), told: plainText(300) }),
  z.strictObject({ report: z.literal('name-correction'), ...committedPersonSchema.shape, paper: plainText(120) }),
  z.strictObject({ report: z.literal('correction'), corrects: z.uuidv7(), words: plainText(300) }),
  z.strictObject({ report: z.literal('late-hold'), lateHold: z.uuidv7(), document: holdDocumentSchema }),
  z.strictObject({ report: z.literal('released-at-court'), account: plainText(300) }),
  z.strictObject({ report: z.literal('paper-form'), ...paperFormSchema.shape }),
  z.strictObject({ report: z.literal('erasure'), paper: erasurePaperSchema }),
  z.strictObject({ report: z.literal('claim-answer'), claim: z.uuidv7(), answer: plainText(300) }),
]);
export type ReportDetails = z.infer<typeof reportDetailsSchema>;
