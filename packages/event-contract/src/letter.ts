import type { KeyObject } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { contractError } from './errors.ts';
import { importPublicJwk } from './signature.ts';
import type { Enrolment } from './station-record.ts';

/** Encrypts to one recipient's X25519 key: compact JWE, ECDH-ES with A256GCM. Who wrote it, its message says. */
export const sealFor = (recipient: Enrolment, plaintext: Uint8Array): Promise<string> =>
  new CompactEncrypt(plaintext)
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM' })
    .encrypt(importPublicJwk(recipient.record.encryption));

/** Opens what `sealFor` made, with the recipient's own key. */
export async function openLetter(letter: string, encryptionKey: KeyObject): Promise<Result<Uint8Array, CustodyError>> {
  try {
    return ok((await compactDecrypt(letter, encryptionKey)).plaintext);
  } catch (cause) {
    return fail(contractError('seal-broken', {}, cause));
  }
}
