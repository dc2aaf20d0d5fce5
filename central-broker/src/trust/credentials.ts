import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createSigner,
  type Enrolment,
  type PublicJwk,
  publicJwkSchema,
  readStationRecord,
  type Signer,
} from '@custody-edge/event-contract';
import type { CentreConfig } from '../config.ts';
import { centreError } from '../errors.ts';

/** What the centre proves itself with, and whom it trusts. Lives in memory only. */
export interface Credentials {
  readonly signer: Signer;
  readonly encryptionKey: KeyObject;
  readonly enrolment: Enrolment;
  readonly authority: PublicJwk;
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string };
}

const readText = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw centreError('credential-unusable', { file, problem: 'cannot be read' }, cause);
  }
};

const readKey = (file: string, expected: 'ed25519' | 'x25519'): KeyObject => {
  const text = readText(file);
  let key: KeyObject;
  try {
    key = createPrivateKey(text);
  } catch (cause) {
    throw centreError('credential-unusable', { file, problem: 'is not a PEM private key' }, cause);
  }
  if (key.asymmetricKeyType !== expected) {
    throw centreError('credential-unusable', { file, problem: `must be ${expected}, is ${key.asymmetricKeyType}` });
  }
  return key;
};

const readAuthority = (file: string): PublicJwk => {
  try {
    return publicJwkSchema.parse(JSON.parse(readText(file)));
  } catch (cause) {
    throw centreError('credential-unusable', { file, problem: 'is not an Ed25519 public key as JWK' }, cause);
  }
};

const commonNameOf = (file: string): string => {
  try {
    const { CN } = new X509Certificate(readText(file)).toLegacyObject().subject;
    return Array.isArray(CN) ? CN.join() : (CN ?? '');
  } catch (cause) {
    throw centreError('credential-unusable', { file, problem: 'is not a PEM certificate' }, cause);
  }
};

/**
 * Reads keys, certificate and record of the centre and checks that they belong together.
 * @throws credential-unusable naming the file
 */
export function loadCredentials(config: CentreConfig): Credentials {
  const authority = readAuthority(join(config.trustDir, 'authority.jwk.json'));
  const record = readStationRecord(readText(config.record).trim(), authority);
  if (!record.ok) {
    throw centreError('credential-unusable', { file: config.record, problem: record.error.code }, record.error);
  }
  const signer = createSigner(readKey(config.keys.signingKey, 'ed25519'));
  const { stationId, site, role } = record.value.record;
  const misfit = (file: string, problem: string) => centreError('credential-unusable', { file, problem });
  if (role !== 'centre' || stationId !== config.centreId || site !== config.site) {
    throw misfit(config.record, `is of ${role} ${site}/${stationId}, not of centre ${config.site}/${config.centreId}`);
  }
  if (record.value.keyId !== signer.keyId) throw misfit(config.keys.signingKey, 'is not the key in the record');
  if (commonNameOf(config.keys.tlsCert) !== config.centreId) {
    throw misfit(config.keys.tlsCert, 'must carry centreId as its common name');
  }
  return {
    signer,
    encryptionKey: readKey(config.keys.encryptionKey, 'x25519'),
    enrolment: record.value,
    authority,
    tls: {
      key: readText(config.keys.tlsKey),
      cert: readText(config.keys.tlsCert),
      ca: readText(join(config.trustDir, 'ca.pem')),
    },
  };
}
