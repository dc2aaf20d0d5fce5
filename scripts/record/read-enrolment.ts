import { type Enrolment, type PublicJwk, publicJwkSchema, readStationRecord } from '@custody-edge/event-contract';
import { commandError } from '../errors.ts';
import { readIfThere } from '../provision/files.ts';

async function required(path: string): Promise<string> {
  const text = await readIfThere(path);
  if (text === undefined) throw commandError('file-unusable', { path, reason: 'it is not there' });
  return text;
}

/** The authority's public key from its JWK file. @throws `file-unusable` */
export async function readAuthority(path: string): Promise<PublicJwk> {
  const text = await required(path);
  try {
    return publicJwkSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw commandError('file-unusable', { path, reason: 'it is not an Ed25519 public key as JWK' }, cause);
  }
}

/** A signed station record, trusted only under this authority. @throws `file-unusable` or what the record breaks */
export async function readEnrolment(path: string, authority: PublicJwk): Promise<Enrolment> {
  const read = readStationRecord((await required(path)).trim(), authority);
  if (!read.ok) throw read.error;
  return read.value;
}
