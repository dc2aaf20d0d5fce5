import type { KeyObject } from 'node:crypto';
import { type CustodyError, fail, ok, type Result } from '@custody-edge/foundation';
import { z } from 'zod';
import { contractError } from './errors.ts';
import { openLetter, sealFor } from './letter.ts';
import type { DataKey } from './seal.ts';
import { type SignedMessage, type Signer, signMessage, verifyMessage } from './signature.ts';
import type { Enrolment } from './station-record.ts';
import { placeId, subjectId } from './text.ts';

/** A person's data key on its way to one recipient: encrypted to that recipient, signed by the station that made it. */
export const keyGrantSchema = z.strictObject({
  grantId: z.uuid(),
  subject: subjectId,
  keyId: z.uuid(),
  recipient: placeId,
  /** Compact JWE, ECDH-ES on X25519 with A256GCM; the plaintext is the 32-byte data key. */
  wrapped: z.string().max(4000),
});
export type KeyGrant = z.infer<typeof keyGrantSchema>;

export async function grantKey(
  grantId: string,
  subject: string,
  key: DataKey,
  recipient: Enrolment,
  signer: Signer,
): Promise<SignedMessage> {
  const wrapped = await sealFor(recipient, key.bytes);
  const grant: KeyGrant = { grantId, subject, keyId: key.keyId, recipient: recipient.record.stationId, wrapped };
  return signMessage('custody-grant+json', grant, signer);
}

/** Opens a grant from an enrolled station with the recipient's own X25519 key. */
export async function openGrant(
  text: string,
  from: Enrolment,
  recipientId: string,
  encryptionKey: KeyObject,
): Promise<Result<{ grant: KeyGrant; key: DataKey }, CustodyError>> {
  const read = verifyMessage('custody-grant+json', text, keyGrantSchema, (keyId) =>
    keyId === from.keyId ? from.signingKey : undefined,
  );
  if (!read.ok) return read;
  const grant = read.value.payload;
  if (grant.recipient !== recipientId) return fail(contractError('recipient-mismatch', { recipient: grant.recipient }));
  const { grantId } = grant;
  const opened = await openLetter(grant.wrapped, encryptionKey);
  if (!opened.ok) return fail(contractError('seal-broken', { grantId }, opened.error));
  if (opened.value.length !== 32) return fail(contractError('seal-broken', { grantId }));
  return ok({ grant, key: { keyId: grant.keyId, bytes: opened.value } });
}
