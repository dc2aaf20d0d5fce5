import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import type { CustodyError, Result } from '@custody-edge/foundation';
import { z } from 'zod';
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
import { instant, placeId, sha256Text } from './text.ts';

export const stationRoleSchema = z.enum(['gate', 'visitor', 'bench', 'centre']);
export type StationRole = z.infer<typeof stationRoleSchema>;

/** What the project's authority says of a station or of the centre: its place, its chain and its three keys. */
export const stationRecordSchema = z.strictObject({
  stationId: placeId,
  site: placeId,
  role: stationRoleSchema,
  chainId: z.uuid(),
  signing: publicJwkSchema.refine(({ crv }) => crv === 'Ed25519', 'must be Ed25519'),
  encryption: publicJwkSchema.refine(({ crv }) => crv === 'X25519', 'must be X25519'),
  /** SHA-256 of the DER form of the TLS certificate's public key. */
  tlsKeyHash: sha256Text,
  issuedAt: instant,
});
export type StationRecord = z.infer<typeof stationRecordSchema>;

/** SHA-256 of the DER form of a key's public half, base64url: what a record says of the TLS key. */
export const tlsKeyHash = (key: KeyObject): string =>
  createHash('sha256')
    .update((key.type === 'private' ? createPublicKey(key) : key).export({ type: 'spki', format: 'der' }))
    .digest('base64url');

/** A verified record; its hash is what the first event of the chain names as `prevhash`. */
export interface Enrolment {
  readonly record: StationRecord;
  readonly hash: string;
  readonly keyId: string;
  readonly signingKey: KeyObject;
}

export function signStationRecord(record: StationRecord, authority: Signer): SignedMessage {
  return signMessage('custody-record+json', stationRecordSchema.parse(record), authority);
}

/** Reads a signed record and trusts it only if the project's authority signed it. */
export function readStationRecord(text: string, authority: PublicJwk): Result<Enrolment, CustodyError> {
  const authorityKey = importPublicJwk(authority);
  const read = verifyMessage('custody-record+json', text, stationRecordSchema, (keyId) =>
    keyId === thumbprint(authority) ? authorityKey : undefined,
  );
  if (!read.ok) return read;
  const { payload: record, hash } = read.value;
  const signingKey = importPublicJwk(record.signing);
  return { ok: true, value: { record, hash, keyId: thumbprint(record.signing), signingKey } };
}
