import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { type EventDraft, eventCatalogue, isEventType } from './events/catalogue.ts';
import { officerIdSchema } from './events/officer.ts';
import { firstIssue } from './signature.ts';
import { instant, sha256Text, subjectId } from './text.ts';

/** How far the wall time of an event can be trusted. */
export const timeQualitySchema = z.enum(['synced', 'holdover', 'unset']);
export type TimeQuality = z.infer<typeof timeQualitySchema>;

/**
 * CloudEvents 1.0 attributes and our extensions, without the data.
 * Attributes of a newer version are passed over: the signature covers them, and one new attribute must not stop a chain.
 */
export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuidv7(),
  /** `/site/station` */
  source: z.string().regex(/^\/[a-z0-9-]+\/[a-z0-9-]+$/),
  type: z.string().min(1).max(80),
  subject: subjectId,
  time: instant,
  datacontenttype: z.literal('application/json'),
  /** One enrolment of one station; new after a reinstallation. */
  chainid: z.uuid(),
  /** 1, 2, 3 … within a chain, without gaps. */
  sequence: z.int().min(1),
  /** Hash of the event before it; for the first event, of the signed station record. */
  prevhash: sha256Text,
  bootid: z.uuid(),
  timequality: timeQualitySchema,
  /** The last event of the same subject that the station knew. */
  after: z.uuidv7().optional(),
  /** Who was signed in at the station when it happened. */
  officer: officerIdSchema.optional(),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof envelopeSchema>;

/** An event whose data matches its type. */
export type CustodyEvent = Omit<Envelope, 'data' | 'type' | 'subject'> & EventDraft;

export const sourceOf = (site: string, stationId: string): string => `/${site}/${stationId}`;

/** The station that a source names. */
export const stationOf = (source: string): string => source.split('/')[2] ?? '';

/** The site that a source names. */
export const siteOf = (source: string): string => source.split('/')[1] ?? '';

/** Checks the data of an envelope against the catalogue. */
export function typedEvent(envelope: Envelope): Result<CustodyEvent, CustodyError> {
  if (!isEventType(envelope.type)) return fail(contractError('event-type-unknown', { type: envelope.type }));
  const data = eventCatalogue[envelope.type].safeParse(envelope.data);
  if (!data.success) return fail(contractError('event-data-invalid', { issue: firstIssue(data.error) }));
  // The type and its data were checked against each other just above; the compiler cannot pair the two unions.
  return ok({ ...envelope, data: data.data } as CustodyEvent);
}
