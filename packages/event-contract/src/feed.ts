import type { KeyObject } from 'node:crypto';
import { type CustodyError, fail, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { courtDirectorySchema } from './command.ts';
import { contractError } from './errors.ts';
import {
  committedPersonSchema,
  holdSchema,
  productionOrderSchema,
  releaseOrderSchema,
  warrantNameSchema,
  warrantSchema,
} from './events/prisoner.ts';
import {
  importPublicJwk,
  type PublicJwk,
  publicJwkSchema,
  type SignedMessage,
  type Signer,
  signMessage,
  thumbprint,
  verifyMessage,
} from './signature.ts';
import { instant, placeId, plainText, subjectId } from './text.ts';

/** Whom an item is about: the id that the register gave them, or the prison and the number that they have there. */
const aboutSchema = z.union([
  z.strictObject({ subject: subjectId }),
  z.strictObject({ site: placeId, prisonerNumber: plainText(40) }),
]);
export type FeedAbout = z.infer<typeof aboutSchema>;

/** One thing that a court, or an office that speaks for courts, lets the centre know. */
export const feedItemSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('release-order'), about: aboutSchema, order: releaseOrderSchema }),
  z.strictObject({ kind: z.literal('court-list'), about: aboutSchema, order: productionOrderSchema }),
  z.strictObject({
    kind: z.literal('expected-admission'),
    site: placeId,
    warrant: warrantSchema,
    person: committedPersonSchema,
  }),
  /** The court takes back what it announced: the person is not to come, or was announced wrongly. */
  z.strictObject({ kind: z.literal('withdraw-expected'), site: placeId, warrant: warrantNameSchema }),
  z.strictObject({ kind: z.literal('court-directory'), site: placeId, courts: courtDirectorySchema }),
  z.strictObject({ kind: z.literal('hold'), about: aboutSchema, hold: holdSchema }),
  z.strictObject({
    kind: z.literal('lift-hold'),
    about: aboutSchema,
    holdId: holdSchema.shape.holdId,
    authority: plainText(120),
  }),
]);
export type FeedItem = z.infer<typeof feedItemSchema>;

export const feedKinds = [
  'release-order',
  'court-list',
  'expected-admission',
  'withdraw-expected',
  'court-directory',
  'hold',
  'lift-hold',
] as const satisfies readonly FeedItem['kind'][];

/** What one source says at one time; a file holds one or more of these, each a line. */
const feedStatementSchema = z.strictObject({
  /** Taken once, however often it is handed over. */
  statementId: z.uuidv7(),
  issuedAt: instant,
  items: z.array(feedItemSchema).min(1).max(100),
});
export type FeedStatement = z.infer<typeof feedStatementSchema>;

/** What the project's authority says of a source: its key, and what it may speak of. */
const feedRecordSchema = z.strictObject({
  feed: placeId,
  signing: publicJwkSchema.refine(({ crv }) => crv === 'Ed25519', 'must be Ed25519'),
  may: z.array(z.enum(feedKinds)).min(1),
  issuedAt: instant,
});
export type FeedRecord = z.infer<typeof feedRecordSchema>;

/** A source that the authority enrolled. */
export interface Feed {
  readonly record: FeedRecord;
  readonly keyId: string;
  readonly signingKey: KeyObject;
}

export const signFeedRecord = (record: FeedRecord, authority: Signer): SignedMessage =>
  signMessage('custody-feed-record+json', feedRecordSchema.parse(record), authority);

/** Reads a signed record and trusts it only if the project's authority signed it. */
export function readFeedRecord(text: string, authority: PublicJwk): Result<Feed, CustodyError> {
  const authorityKey = importPublicJwk(authority);
  const read = verifyMessage('custody-feed-record+json', text, feedRecordSchema, (keyId) =>
    keyId === thumbprint(authority) ? authorityKey : undefined,
  );
  if (!read.ok) return read;
  const { payload: record } = read.value;
  const signingKey = importPublicJwk(record.signing);
  return { ok: true, value: { record, keyId: thumbprint(record.signing), signingKey } };
}

export const signFeedStatement = (statement: FeedStatement, source: Signer): SignedMessage =>
  signMessage('custody-feed+json', feedStatementSchema.parse(statement), source);

/**
 * Takes a statement only from an enrolled source, and only if it speaks of nothing else than it may.
 * @returns or refuses with `message-too-large`, `message-malformed`, `signer-unknown`, `signature-invalid`, `event-data-invalid`,
 * `feed-not-allowed`
 */
export function readFeedStatement(
  text: string,
  feeds: readonly Feed[],
): Result<{ readonly statement: FeedStatement; readonly feed: string }, CustodyError> {
  const byKey = new Map(feeds.map((feed) => [feed.keyId, feed]));
  const read = verifyMessage('custody-feed+json', text, feedStatementSchema, (keyId) => byKey.get(keyId)?.signingKey);
  if (!read.ok) return read;
  const { payload: statement, keyId } = read.value;
  const record = byKey.get(keyId)?.record;
  const foreign = statement.items.find(({ kind }) => !record?.may.includes(kind));
  if (!record || foreign) return fail(contractError('feed-not-allowed', { feed: record?.feed, kind: foreign?.kind }));
  return { ok: true, value: { statement, feed: record.feed } };
}
