import { createHash, createPublicKey, type JsonWebKey, type KeyObject, sign, verify } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { canonicalJson } from './canonical.ts';
import { contractError } from './errors.ts';
import { parseJson } from './json.ts';
import type { CredentialJwk } from './security-key.ts';
import { base64url } from './text.ts';

/** Largest message on the wire, in bytes. */
export const maxMessageBytes = 64 * 1024;

/** What a signature was made for; a signature for one purpose never verifies for another. */
export type MessageType =
  | 'custody-event+json'
  | 'custody-court-notice+json'
  | 'custody-receipt+json'
  | 'custody-command+json'
  | 'custody-grant+json'
  | 'custody-record+json'
  | 'custody-approval+json'
  | 'custody-feed+json'
  | 'custody-feed-record+json';

/** A public Ed25519 or X25519 key as a JWK (RFC 8037). */
export const publicJwkSchema = z.strictObject({
  kty: z.literal('OKP'),
  crv: z.enum(['Ed25519', 'X25519']),
  x: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
export type PublicJwk = z.infer<typeof publicJwkSchema>;

/** The public half of a key, in the form that records carry. */
export function publicJwk(key: KeyObject): PublicJwk {
  const { kty, crv, x } = createPublicKey(key).export({ format: 'jwk' });
  return publicJwkSchema.parse({ kty, crv, x });
}

export function importPublicJwk(jwk: PublicJwk): KeyObject {
  const key: JsonWebKey = { kty: jwk.kty, crv: jwk.crv, x: jwk.x };
  return createPublicKey({ key, format: 'jwk' });
}

/** The key id of a public key: its JWK thumbprint (RFC 7638, SHA-256, base64url). */
export function thumbprint(jwk: PublicJwk | CredentialJwk): string {
  return createHash('sha256').update(canonicalJson(jwk)).digest('base64url');
}

/** Signs with one key; the key id goes into every protected header. */
export interface Signer {
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

export function createSigner(privateKey: KeyObject): Signer {
  return { keyId: thumbprint(publicJwk(privateKey)), privateKey };
}

/** A signed message: its text as sent, and the hash that the next event of a chain names. */
export interface SignedMessage {
  readonly text: string;
  /** SHA-256 of the ASCII signing input `protected.payload`, base64url. */
  readonly hash: string;
}

/** 64 bytes in their one canonical form: with the last character's unused bits at zero. */
const signatureText = z.string().regex(/^[A-Za-z0-9_-]{85}[AQgw]$/);
const jwsSchema = z.strictObject({ protected: base64url, payload: base64url, signature: signatureText });
const headerSchema = z.strictObject({ alg: z.literal('Ed25519'), kid: z.string().min(1).max(64), typ: z.string() });

const hashOf = (signingInput: string): string => createHash('sha256').update(signingInput, 'ascii').digest('base64url');

/** Signs a JSON value as a flattened JWS (RFC 7515 §7.2.2) with Ed25519 (RFC 9864). */
export function signMessage(type: MessageType, payload: unknown, signer: Signer): SignedMessage {
  const header = JSON.stringify({ alg: 'Ed25519', kid: signer.keyId, typ: type });
  const protectedPart = Buffer.from(header).toString('base64url');
  const payloadPart = Buffer.from(JSON.stringify(payload)).toString('base64url');
  const signingInput = `${protectedPart}.${payloadPart}`;
  const signature = sign(null, Buffer.from(signingInput, 'ascii'), signer.privateKey).toString('base64url');
  return {
    text: JSON.stringify({ protected: protectedPart, payload: payloadPart, signature }),
    hash: hashOf(signingInput),
  };
}

/** A message that has the outer form of ours; nothing in it is trusted yet. */
export interface UnverifiedMessage {
  readonly keyId: string;
  readonly payload: unknown;
  readonly hash: string;
  readonly signingInput: string;
  readonly signature: string;
}

/** Takes a message apart without trusting it. */
export function readMessage(type: MessageType, text: string): Result<UnverifiedMessage, CustodyError> {
  if (Buffer.byteLength(text) > maxMessageBytes) return fail(contractError('message-too-large'));
  const jws = jwsSchema.safeParse(parseJson(text));
  if (!jws.success) return fail(contractError('message-malformed', { part: 'jws' }));
  const header = headerSchema.safeParse(parseJson(Buffer.from(jws.data.protected, 'base64url').toString()));
  if (!header.success || header.data.typ !== type) return fail(contractError('message-malformed', { part: 'header' }));
  const payload = parseJson(Buffer.from(jws.data.payload, 'base64url').toString());
  if (payload === undefined) return fail(contractError('message-malformed', { part: 'payload' }));
  const signingInput = `${jws.data.protected}.${jws.data.payload}`;
  return ok({
    keyId: header.data.kid,
    payload,
    hash: hashOf(signingInput),
    signingInput,
    signature: jws.data.signature,
  });
}

/** Whether the signature was made by the holder of the private half of `key`. */
export function signatureHolds(message: UnverifiedMessage, key: KeyObject): boolean {
  return verify(null, ...signedParts(message, key));
}

/** The same off the main thread, for those who have many to check. */
export function signatureHoldsAsync(message: UnverifiedMessage, key: KeyObject): Promise<boolean> {
  return new Promise((resolve, reject) => {
    verify(null, ...signedParts(message, key), (error, holds) => (error ? reject(error) : resolve(holds)));
  });
}

const signedParts = ({ signingInput, signature }: UnverifiedMessage, key: KeyObject): [Buffer, KeyObject, Buffer] => [
  Buffer.from(signingInput, 'ascii'),
  key,
  Buffer.from(signature, 'base64url'),
];

/** Reads, verifies and validates a signed message in one go. */
export function verifyMessage<Schema extends z.ZodType>(
  type: MessageType,
  text: string,
  schema: Schema,
  keyOf: (keyId: string) => KeyObject | undefined,
): Result<{ readonly payload: z.output<Schema>; readonly hash: string; readonly keyId: string }, CustodyError> {
  const message = readMessage(type, text);
  if (!message.ok) return message;
  const key = keyOf(message.value.keyId);
  if (!key) return fail(contractError('signer-unknown', { keyId: message.value.keyId }));
  if (!signatureHolds(message.value, key)) return fail(contractError('signature-invalid', { type }));
  const payload = schema.safeParse(message.value.payload);
  if (!payload.success) return fail(contractError('event-data-invalid', { issue: firstIssue(payload.error) }));
  return ok({ payload: payload.data, hash: message.value.hash, keyId: message.value.keyId });
}

/** The first thing that a schema did not accept, as `path: message`. */
export function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue ? `${issue.path.join('.') || '(root)'}: ${issue.message}` : 'unknown';
}
