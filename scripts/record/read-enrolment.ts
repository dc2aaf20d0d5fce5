import { type Enrolment, type PublicJwk, publicJwkSchema, readStationRecord } from '@custody-edge/event-contract';
import type { CustodyError, Result } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';
import { readRequired } from '../provision/files.ts';

/** The authority's public key from its JWK file. @throws `file-unusable` */
export async function readAuthority(path: string): Promise<PublicJwk> {
  const text = await readRequired(path);
  try {
    return publicJwkSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: 'it is not an Ed25519 public key as JWK' }, cause);
  }
}

/** A signed station record, or why it does not hold under this authority. @throws `file-unusable` */
export async function enrolmentIn(path: string, authority: PublicJwk): Promise<Result<Enrolment, CustodyError>> {
  return readStationRecord((await readRequired(path)).trim(), authority);
}

/** A signed station record, trusted only under this authority. @throws `file-unusable` or what the record breaks */
export async function readEnrolment(path: string, authority: PublicJwk): Promise<Enrolment> {
  const read = await enrolmentIn(path, authority);
  if (!read.ok) throw read.error;
  return read.value;
}
