import { createHash } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { parseJson } from './json.ts';
import { type Assertion, assertionSchema, type SecurityKey, verifyAssertion } from './security-key.ts';
import { firstIssue, type MessageType, maxMessageBytes } from './signature.ts';
import { base64urlBytes, sha256Text } from './text.ts';

/** A message that a security key signed: what a JWS is to a key that signs anything, for one that answers challenges only. */
const assertedSchema = z.strictObject({ payload: base64urlBytes, kid: sha256Text, ...assertionSchema.shape });

/** A message put before a security key. */
export interface MessageToAssert {
  /** Its JSON, base64url. */
  readonly payload: string;
  /** What the key is given to sign: the hash of what the message is for and of its every word. */
  readonly challenge: string;
}

const challengeOf = (type: MessageType, payload: string): string =>
  createHash('sha256').update(`${type}.${payload}`).digest('base64url');

export function messageToAssert(type: MessageType, content: unknown): MessageToAssert {
  const payload = Buffer.from(JSON.stringify(content)).toString('base64url');
  return { payload, challenge: challengeOf(type, payload) };
}

/** The message as it is sent, once the key with this id (RFC 7638) has answered. */
export const assertedMessage = (
  { payload }: MessageToAssert,
  kid: string,
  { authenticatorData, clientDataJSON, signature }: Assertion,
): string => JSON.stringify({ payload, kid, authenticatorData, clientDataJSON, signature });

/** A message of that form; nothing in it is trusted yet. */
interface UnverifiedAssertion {
  readonly keyId: string;
  readonly payload: unknown;
  readonly challenge: string;
  readonly assertion: Assertion;
}

/** Takes a message apart without trusting it. @returns undefined where it has another form */
export function readAsserted(type: MessageType, text: string): UnverifiedAssertion | undefined {
  if (Buffer.byteLength(text) > maxMessageBytes) return undefined;
  const read = assertedSchema.safeParse(parseJson(text));
  if (!read.success) return undefined;
  const { payload, kid, ...assertion } = read.data;
  const content = parseJson(Buffer.from(payload, 'base64url').toString());
  return { keyId: kid, payload: content, challenge: challengeOf(type, payload), assertion };
}

/** Verifies and validates such a message in one go, as `verifyMessage` does a JWS. */
export function verifyAsserted<Schema extends z.ZodType>(
  { keyId, payload, challenge, assertion }: UnverifiedAssertion,
  schema: Schema,
  keyOf: (keyId: string) => SecurityKey | undefined,
): Result<{ readonly payload: z.output<Schema>; readonly keyId: string }, CustodyError> {
  const key = keyOf(keyId);
  if (!key) return fail(contractError('signer-unknown', { keyId }));
  const held = verifyAssertion(assertion, key, challenge);
  if (!held.ok) return held;
  const read = schema.safeParse(payload);
  if (!read.success) return fail(contractError('event-data-invalid', { issue: firstIssue(read.error) }));
  return ok({ payload: read.data, keyId });
}
