import { createHash, createPublicKey, type JsonWebKey, type KeyObject, verify } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { parseJson } from './json.ts';
import { base64urlBytes } from './text.ts';

const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

const importKey = (jwk: Readonly<Record<string, string>>): KeyObject => {
  const key: JsonWebKey = { ...jwk };
  return createPublicKey({ key, format: 'jwk' });
};

const isOnCurve = (jwk: Readonly<Record<string, string>>): boolean => {
  try {
    return importKey(jwk).type === 'public';
  } catch {
    return false;
  }
};

/** The public half of a security key as a JWK: ES256 on P-256, or EdDSA on Ed25519. */
export const credentialJwkSchema = z
  .discriminatedUnion('kty', [
    z.strictObject({ kty: z.literal('EC'), crv: z.literal('P-256'), x: coordinate, y: coordinate }),
    z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: coordinate }),
  ])
  .refine(isOnCurve, 'not a point of its curve');
export type CredentialJwk = z.infer<typeof credentialJwkSchema>;

/** A FIDO2 credential of one officer, and the one page that it signs for: all that it takes to verify what it signed. */
export const securityKeySchema = z.strictObject({
  /** As the key itself knows it. */
  credentialId: base64urlBytes.max(1364),
  publicKey: credentialJwkSchema,
  /** The relying party: the host name under which the station's page is opened. */
  rpId: z.string().regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/),
  /** Where that page comes from. */
  origins: z
    .array(z.string().regex(/^https?:\/\/[a-z0-9.-]+(:\d{1,5})?$/))
    .min(1)
    .max(4),
});
export type SecurityKey = z.infer<typeof securityKeySchema>;

/** What a security key answers to a challenge (WebAuthn Level 3 §5.2.2). */
export const assertionSchema = z.strictObject({
  authenticatorData: base64urlBytes.max(1024),
  clientDataJSON: base64urlBytes.max(2048),
  signature: base64urlBytes.max(256),
});
export type Assertion = z.infer<typeof assertionSchema>;

/** What the browser says that it asked; it may say more (WebAuthn Level 3 §5.8.1). */
const clientDataSchema = z.object({
  type: z.string(),
  challenge: z.string(),
  origin: z.string(),
  crossOrigin: z.boolean().optional(),
});

/** Where what stands in the authenticator data: the relying party's hash, the flags, the counter (WebAuthn Level 3 §6.1). */
const flagsAt = 32;
const counterAt = 33;
const shortestAuthenticatorData = 37;
/** Somebody was there, and the key knew who. */
const userPresentAndVerified = 0b101;

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest();

/** The challenge that an assertion says it answers; nothing in it is trusted yet. */
export function claimedChallenge({ clientDataJSON }: Pick<Assertion, 'clientDataJSON'>): string | undefined {
  return clientDataSchema.safeParse(parseJson(Buffer.from(clientDataJSON, 'base64url').toString())).data?.challenge;
}

/**
 * Takes an answer only of this key, to this challenge, from its own page, with its owner there and known to it.
 * @returns how often the key says that it signed, 0 of one that does not count; or refuses with `assertion-malformed`,
 * `assertion-challenge`, `assertion-origin`, `assertion-user`, `signature-invalid`
 */
export function verifyAssertion(
  { authenticatorData, clientDataJSON, signature }: Assertion,
  { publicKey, rpId, origins }: SecurityKey,
  challenge: string,
): Result<{ readonly signCount: number }, CustodyError> {
  const clientBytes = Buffer.from(clientDataJSON, 'base64url');
  const client = clientDataSchema.safeParse(parseJson(clientBytes.toString()));
  if (client.data?.type !== 'webauthn.get') return fail(contractError('assertion-malformed', { part: 'client data' }));
  const data = Buffer.from(authenticatorData, 'base64url');
  if (data.length < shortestAuthenticatorData)
    return fail(contractError('assertion-malformed', { part: 'authenticator data' }));
  if (client.data.challenge !== challenge) return fail(contractError('assertion-challenge'));
  const { origin, crossOrigin } = client.data;
  if (!origins.includes(origin) || crossOrigin) return fail(contractError('assertion-origin', { origin }));
  if (!data.subarray(0, flagsAt).equals(sha256(rpId))) return fail(contractError('assertion-origin', { rpId }));
  if ((data.readUInt8(flagsAt) & userPresentAndVerified) !== userPresentAndVerified)
    return fail(contractError('assertion-user'));
  const signed = Buffer.concat([data, sha256(clientBytes)]);
  const algorithm = publicKey.kty === 'EC' ? 'sha256' : null;
  if (!verify(algorithm, signed, importKey(publicKey), Buffer.from(signature, 'base64url')))
    return fail(contractError('signature-invalid', { type: 'webauthn.get' }));
  return ok({ signCount: data.readUInt32BE(counterAt) });
}
