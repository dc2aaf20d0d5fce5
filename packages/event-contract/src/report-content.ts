import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { reportCaseSchema, reportNumberSchema } from './events/report-issued.ts';
import { parseJson } from './json.ts';
import { instant } from './text.ts';

/** SHA-256, base64url: of a file, or of the one text of what a report says. */
export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('base64url');

/** All that a report says, as the one text that is attached to its file, and the hash that its code and its event carry. */
export interface ReportContent {
  /** Canonical JSON (RFC 8785). */
  readonly json: string;
  readonly hash: string;
}

/** @throws TypeError for what JSON cannot hold: `undefined`, functions, NaN, infinities, lone surrogates */
export function reportContent(report: unknown): ReportContent {
  const json = canonicalJson(report);
  return { json, hash: sha256Of(json) };
}

/** What every report says of itself, whichever form the rest has. */
const reportHeadSchema = z.object({
  id: z.uuid(),
  number: reportNumberSchema,
  case: reportCaseSchema,
  issuedAt: instant,
});
export type ReportHead = z.infer<typeof reportHeadSchema>;

/** @returns undefined for a text that is no report's */
export const reportHeadIn = (json: string): ReportHead | undefined => reportHeadSchema.safeParse(parseJson(json)).data;
