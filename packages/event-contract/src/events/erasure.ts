import { z } from 'zod';
import { placeId, plainText } from '../text.ts';
import { approvalsOf } from './prisoner.ts';

/** The paper that orders somebody's data to be destroyed. */
export const erasurePaperSchema = z.strictObject({
  /** What kind of paper it is, by its id in the configuration of the station. */
  kind: placeId,
  number: plainText(60),
  /** Who ordered it. */
  authority: plainText(120),
  /** The day of the paper. */
  date: z.iso.date(),
});
export type ErasurePaper = z.infer<typeof erasurePaperSchema>;

/** What forgets a person: their key is destroyed and nothing sealed under it can ever be read again. The subject is the person. */
export const erasureEvents = {
  /** From before two officers had to sign for it. */
  'prisoner.forgotten.v1': z.strictObject({ legalBasis: plainText(300), keyId: z.uuid() }),
  'prisoner.forgotten.v2': z.strictObject({
    keyId: z.uuid(),
    /** The release since which the waiting time ran. */
    release: z.uuidv7(),
    /** Days that the station waits after a release, as they were set then. */
    waitingDays: z.int().min(0).max(3_650),
    paper: erasurePaperSchema,
    approvals: approvalsOf(2),
  }),
} as const;
