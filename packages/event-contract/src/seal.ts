import { createCipheriv, createDecipheriv } from 'node:crypto';
import { type CustodyError, fail, ok, type Random, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { base64url } from './text.ts';

/** Personal data as it stands in an event: ciphertext and key id, never the key. */
export const sealedSchema = z.strictObject({
  /** Id of the person's data key. */
  kid: z.uuid(),
  /** 96-bit nonce. */
  iv: z.string().regex(/^[A-Za-z0-9_-]{16}$/),
  /** Ciphertext followed by the 128-bit tag. */
  ct: base64url.max(48_000),
});
export type Sealed = z.infer<typeof sealedSchema>;

/** A person's own AES-256 key; destroying it forgets the person. */
export interface DataKey {
  readonly keyId: string;
  readonly bytes: Uint8Array;
}

const tagBytes = 16;
const boundTo = (subject: string, field: string): Buffer => Buffer.from(`${subject}\n${field}`);

/** Seals one field of one subject with AES-256-GCM; subject and field are authenticated with it. */
export function seal(key: DataKey, subject: string, field: string, plaintext: Uint8Array, random: Random): Sealed {
  const iv = random.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, iv).setAAD(boundTo(subject, field));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  return { kid: key.keyId, iv: Buffer.from(iv).toString('base64url'), ct: ciphertext.toString('base64url') };
}

/** Opens what `seal` made; refuses a wrong key, another subject or field, or altered bytes. */
export function unseal(key: DataKey, subject: string, field: string, sealed: Sealed): Result<Uint8Array, CustodyError> {
  if (sealed.kid !== key.keyId) return fail(contractError('key-missing', { keyId: sealed.kid }));
  const bytes = Buffer.from(sealed.ct, 'base64url');
  if (bytes.length < tagBytes) return fail(contractError('seal-broken', { subject, field }));
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, Buffer.from(sealed.iv, 'base64url'), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(boundTo(subject, field)).setAuthTag(bytes.subarray(-tagBytes));
  try {
    return ok(Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]));
  } catch (cause) {
    return fail(contractError('seal-broken', { subject, field }, cause));
  }
}
