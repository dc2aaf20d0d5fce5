import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { matchAnswers } from './events/admission.ts';
import { statedHoldSchema } from './events/late-hold.ts';
import { courtSchema } from './events/order.ts';
import {
  centralSearchSchema,
  committedPersonSchema,
  grantedOn,
  mostMatches,
  personalIdentitySchema,
  productionOrderSchema,
  releaseOrderSchema,
  warrantNameSchema,
  warrantSchema,
} from './events/prisoner.ts';
import { maxMessageBytes, verifyMessage } from './signature.ts';
import type { Enrolment } from './station-record.ts';
import { instant, placeId, subjectId } from './text.ts';

/** The courts of a prison, each once; as many as one message carries. */
export const courtDirectorySchema = z
  .array(courtSchema)
  .min(1)
  .max(100)
  .refine((courts) => new Set(courts.map(({ court }) => court)).size === courts.length, 'names a court twice');

/** Who somebody is whom the centre found alike: as the prison that has them on record names them, and under which other names it knows them. */
export const matchedIdentitySchema = personalIdentitySchema.extend({ aliases: z.array(committedPersonSchema).max(2) });
export type MatchedIdentity = z.infer<typeof matchedIdentitySchema>;

/** What the centre may ask of a station. */
export const commandBodySchema = z.discriminatedUnion('purpose', [
  /** Grants the single use of a verified release order to the station named as recipient. */
  z.strictObject({
    purpose: z.literal('grant-release-order'),
    subject: subjectId,
    order: releaseOrderSchema,
    ...grantedOn,
  }),
  /** Puts a person on the court list. */
  z.strictObject({ purpose: z.literal('list-for-court'), subject: subjectId, order: productionOrderSchema }),
  /** Says, as of its issue, which other matters a person is held for; none, if the list is empty. */
  z.strictObject({ purpose: z.literal('state-holds'), subject: subjectId, holds: z.array(statedHoldSchema).max(20) }),
  /** Says where each court is called to ask whether an order is its own. */
  z.strictObject({ purpose: z.literal('state-court-directory'), courts: courtDirectorySchema }),
  /** Says whom a court has committed; the subject is the id under which the person will be admitted. */
  z.strictObject({
    purpose: z.literal('expect-admission'),
    subject: subjectId,
    warrant: warrantSchema,
    /** `committedPersonSchema` as `sealFor` encrypts it to the recipient. */
    person: z.string().max(4000),
  }),
  /** Takes back what `expect-admission` said of this subject, unless the person has come. */
  z.strictObject({ purpose: z.literal('withdraw-expected'), subject: subjectId, warrant: warrantNameSchema }),
  /** Says what the search for the fingers of an admission, among the people of every prison, came to. */
  z.strictObject({
    purpose: z.literal('state-central-search'),
    subject: subjectId,
    ...centralSearchSchema.shape,
    /** `matchedIdentitySchema` of each match, in their order, as `sealFor` encrypts it to the recipient; empty of whom nothing is known. */
    letters: z.array(z.string().max(4000)).max(mostMatches),
  }),
  /** Says that this person's fingers are those of somebody admitted at another gate, and in time what a senior officer found there. */
  z.strictObject({
    purpose: z.literal('state-match'),
    subject: subjectId,
    person: subjectId,
    site: placeId,
    answer: z.enum(matchAnswers).exactOptional(),
  }),
  /** A station of the recipient's site is trusted no more: no other one talks with it, or hands it a key. */
  z.strictObject({
    purpose: z.literal('revoke-station'),
    stationId: placeId,
    /** The enrolment that ends; another machine under the same name is another one. */
    chainId: z.uuid(),
  }),
  /** Hands over what other stations recorded of a person who was sent to another prison, received, taken back or erased there. */
  z.strictObject({
    purpose: z.literal('tell-of-person'),
    subject: subjectId,
    /** The event that is news to the recipient; the line up to it is here, or in other commands beside this one. */
    event: z.uuidv7(),
    /** Signed station records: of every station whose events are here. */
    records: z.array(z.string().max(4000)).max(50),
    /** Signed events as their stations sent them. */
    events: z.array(z.string().max(maxMessageBytes)).max(500),
    /** The person's data key, granted to the recipient, where it is to know them by name and finger. */
    grant: z.string().max(8000).optional(),
    /** How many people come after this one, where the recipient takes over from a machine that it replaces. */
    remaining: z.int().min(0).exactOptional(),
    /** Erasures in the line for which the centre has destroyed its own key: no other one is followed. */
    erasures: z.array(z.uuidv7()).min(1).max(50).exactOptional(),
  }),
]);
export type CommandBody = z.infer<typeof commandBodySchema>;

export const commandSchema = z.strictObject({
  commandId: z.uuid(),
  recipient: placeId,
  issuedAt: instant,
  expiresAt: instant,
  body: commandBodySchema,
});
export type Command = z.infer<typeof commandSchema>;

/** Accepts a command only from the centre, for this station, before its expiry. */
export function readCommand(
  text: string,
  centre: Enrolment,
  stationId: string,
  nowMs: number,
): Result<Command, CustodyError> {
  const read = verifyMessage('custody-command+json', text, commandSchema, (keyId) =>
    keyId === centre.keyId ? centre.signingKey : undefined,
  );
  if (!read.ok) return read;
  const command = read.value.payload;
  if (command.recipient !== stationId)
    return fail(contractError('recipient-mismatch', { recipient: command.recipient }));
  if (Date.parse(command.expiresAt) <= nowMs)
    return fail(contractError('command-expired', { commandId: command.commandId }));
  return ok(command);
}
