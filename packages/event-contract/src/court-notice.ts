import type { CustodyError, Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { policeSchema } from './events/hand-over.ts';
import { holdDocumentSchema } from './events/late-hold.ts';
import { holdSchema, releaseOrderSchema, warrantSchema } from './events/prisoner.ts';
import { type SignedMessage, type Signer, signMessage, verifyMessage } from './signature.ts';
import type { Enrolment } from './station-record.ts';
import { instant, placeId } from './text.ts';

/** How a person’s custody under a court’s paper ended. */
const endingSchema = z.discriminatedUnion('how', [
  z.strictObject({ how: z.literal('released') }),
  /** By the court itself, before which the person had been brought. */
  z.strictObject({ how: z.literal('released-at-court') }),
  z.strictObject({ how: z.literal('released-to-police'), policeStation: policeSchema.shape.policeStation }),
  z.strictObject({ how: z.literal('died') }),
]);
export type Ending = z.infer<typeof endingSchema>;

/** The court’s own papers: its warrant, and orders of release. */
const papers = {
  /** Absent for a court that ordered the release in a matter of its own, and did not commit the person. */
  warrant: warrantSchema.pick({ number: true, caseNumber: true }).exactOptional(),
  /**
   * Under which the person was let go: every one for the court of the warrant, for another court its own. After a death, those that were
   * open still.
   */
  orders: z.array(releaseOrderSchema).max(20),
  /** Ids of orders that the release names and nothing before it explains; said to the court of the warrant. */
  ordersNotOnRecord: z.array(releaseOrderSchema.shape.orderId).max(20),
};

const every = {
  court: releaseOrderSchema.shape.court,
  /** The prison that recorded it. */
  site: placeId,
  /** The signed event for whose sake the court is told. */
  event: z.uuidv7(),
};

/** @param extra what stands beside the content, whatever the notice is about */
export const courtNoticeWith = <Extra extends z.ZodRawShape>(extra: Extra) =>
  z.discriminatedUnion('kind', [
    /** Another matter keeps the person that came after this court’s orders were verified; the event is the report of two officers. */
    z.strictObject({
      kind: z.literal('late-hold'),
      ...every,
      orders: z.array(releaseOrderSchema).min(1).max(20),
      hold: holdSchema,
      addedAt: instant,
      document: holdDocumentSchema,
      ...extra,
    }),
    /** The certificate that goes back with a warrant: how it was executed, or why the person was discharged (Prisoners Act 1900 s.4). */
    z.strictObject({
      kind: z.literal('custody-ended'),
      ...every,
      /** By the clock of the gate. */
      happenedAt: instant,
      ending: endingSchema,
      ...papers,
      ...extra,
    }),
    /** A release of which the court holds such a certificate was an error: it discharges nobody. */
    z.strictObject({
      kind: z.literal('released-in-error'),
      ...every,
      /** The event of that release. */
      release: z.uuidv7(),
      ...papers,
      ...extra,
    }),
    /** A child came on this court’s warrant, was received provisionally, and is kept apart; the event is the admission. */
    z.strictObject({
      kind: z.literal('child-received'),
      ...every,
      happenedAt: instant,
      warrant: papers.warrant.unwrap(),
      ...extra,
    }),
  ]);

export const noticeContentSchema = courtNoticeWith({});
/** What a court is to be told, before it is signed. */
export type NoticeContent = z.infer<typeof noticeContentSchema>;

/** What the centre tells a court. It names papers and cases, which the court knows, and no person. */
const courtNoticeSchema = courtNoticeWith({ noticeId: z.uuidv7(), issuedAt: instant });
export type CourtNotice = z.infer<typeof courtNoticeSchema>;

/** One court, however its name was typed. */
export const courtKey = (court: string): string => court.toLowerCase().replaceAll(/\s+/g, ' ').trim();

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
