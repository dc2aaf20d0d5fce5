import type { KeyObject } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { contractError } from './errors.ts';
import { importPublicJwk } from './signature.ts';
import type { Enrolment } from './station-record.ts';

/** Loaded for the first letter: most starts see none. */
const jose = () => import('jose');

/** Encrypts to one recipient's X25519 key: compact JWE, ECDH-ES with A256GCM. Who wrote it, its message says. */
export async function sealFor(recipient: Enrolment, plaintext: Uint8Array): Promise<string> {
  const { CompactEncrypt } = await jose();
  return new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(importPublicJwk(recipient.record.encryption));
}

/** Opens what `sealFor` made, with the recipient's own key. */
export async function openLetter(letter: string, encryptionKey: KeyObject): Promise<Result<Uint8Array, CustodyError>> {
  const { compactDecrypt } = await jose();
  try {
    return ok((await compactDecrypt(letter, encryptionKey)).plaintext);
  } catch (cause) {
    return fail(contractError('seal-broken', {}, cause));
  }
}
