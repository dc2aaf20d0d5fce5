import type { CustodyError, Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { holdDocumentSchema } from './events/late-hold.ts';
import { holdSchema, releaseOrderSchema } from './events/prisoner.ts';
import { type SignedMessage, type Signer, signMessage, verifyMessage } from './signature.ts';
import type { Enrolment } from './station-record.ts';
import { instant, placeId } from './text.ts';

/**
 * What the centre tells a court of its own orders: another matter that came after they were verified keeps the person. It names orders and
 * cases, which the court knows, and no person.
 */
export const courtNoticeSchema = z.strictObject({
  noticeId: z.uuidv7(),
  court: releaseOrderSchema.shape.court,
  /** The prison that holds the person. */
  site: placeId,
  /** The signed event in which two officers report the document. */
  report: z.uuidv7(),
  orders: z.array(releaseOrderSchema).min(1).max(20),
  hold: holdSchema,
  addedAt: instant,
  document: holdDocumentSchema,
  issuedAt: instant,
});
export type CourtNotice = z.infer<typeof courtNoticeSchema>;

const type = 'custody-court-notice+json';

export const signCourtNotice = (notice: CourtNotice, centre: Signer): SignedMessage =>
  signMessage(type, courtNoticeSchema.parse(notice), centre);

/** Takes a notice only from the centre. @returns or refuses with what `verifyMessage` does */
export function readCourtNotice(text: string, centre: Enrolment): Result<CourtNotice, CustodyError> {
  const read = verifyMessage(type, text, courtNoticeSchema, (keyId) =>
    keyId === centre.keyId ? centre.signingKey : undefined,
  );
  return read.ok ? { ok: true, value: read.value.payload } : read;
}
