import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join, resolve } from 'node:path';
import {
  type Enrolment,
  placeId,
  publicJwk,
  readStationRecord,
  type StationRole,
  signStationRecord,
  tlsKeyHash,
} from '@custody-edge/event-contract';
import { systemClock, uuidV7 } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';
import {
  type CertificateSubject,
  certificateDays,
  issueCertificate,
  newTlsKey,
  type Validity,
  validFor,
} from './certificate.ts';
import { readIfThere, writeWhole } from './files.ts';
import { jsonText, keyPem, type Project } from './project.ts';

/** Where the keys of a station or of the centre stand, relative to its folder: also what its configuration names. */
export const keyFiles = {
  tlsKey: 'keys/tls.key',
  tlsCert: 'keys/tls.pem',
  signingKey: 'keys/signing.key',
  encryptionKey: 'keys/encryption.key',
} as const;

/** What it trusts, relative to its folder. */
export const trustFiles = {
  ca: 'trust/ca.pem',
  authority: 'trust/authority.jwk.json',
  centreRecord: 'trust/centre.jws',
} as const;

/** Who is enrolled, and with which certificate. */
export interface Identity {
  readonly dir: string;
  readonly id: string;
  readonly site: string;
  readonly role: StationRole;
  /** Host names and addresses that it serves under over TLS; none for a client. */
  readonly hosts: readonly string[];
  readonly validity?: Validity | undefined;
}

const subjectOf = (identity: Identity): CertificateSubject => ({
  commonName: identity.id,
  organisationalUnit: identity.role === 'centre' ? 'centre' : 'station',
  organisation: identity.site,
});

/** @throws `option-invalid` for a name that cannot stand in a topic and a certificate */
export function checkPlaceId(option: string, value: string): void {
  const checked = placeId.safeParse(value);
  if (!checked.success)
    throw commandError('option-invalid', {
      option,
      value,
      allowed: placeId.description ?? 'lower-case letters, digits and hyphens',
    });
}

/** Makes the three keys where they will be used, has the TLS key certified and all three bound in one signed record. */
export async function enrol(project: Project, identity: Identity): Promise<{ readonly recordText: string }> {
  const tlsKey = newTlsKey();
  const signingKey = generateKeyPairSync('ed25519').privateKey;
  const encryptionKey = generateKeyPairSync('x25519').privateKey;
  const record = signStationRecord(
    {
      stationId: identity.id,
      site: identity.site,
      role: identity.role,
      chainId: uuidV7(),
      signing: publicJwk(signingKey),
      encryption: publicJwk(encryptionKey),
      tlsKeyHash: tlsKeyHash(tlsKey),
      issuedAt: new Date(systemClock.nowMs()).toISOString(),
    },
    project.authority,
  );
  const certificate = await certify(project, identity, tlsKey);
  const at = (path: string) => join(identity.dir, path);
  await writeWhole(at(keyFiles.tlsKey), keyPem(tlsKey), 'secret');
  await writeWhole(at(keyFiles.tlsCert), certificate, 'public');
  await writeWhole(at(keyFiles.signingKey), keyPem(signingKey), 'secret');
  await writeWhole(at(keyFiles.encryptionKey), keyPem(encryptionKey), 'secret');
  await writeWhole(at(trustFiles.ca), project.issuer.certificatePem, 'public');
  await writeWhole(at(trustFiles.authority), jsonText(project.authorityJwk), 'public');
  return { recordText: record.text };
}

/** Replaces the certificate and nothing else: keys, record and chain stay as they are. */
export async function renewCertificate(project: Project, identity: Identity): Promise<void> {
  const keyText = await readIfThere(join(identity.dir, keyFiles.tlsKey));
  if (!keyText) throw commandError('enrolment-missing', { dir: resolve(identity.dir), id: identity.id });
  const certificate = await certify(project, identity, createPrivateKey(keyText));
  await writeWhole(join(identity.dir, keyFiles.tlsCert), certificate, 'public');
}

const certify = (project: Project, identity: Identity, key: KeyObject): Promise<string> =>
  issueCertificate(
    project.issuer,
    subjectOf(identity),
    key,
    identity.hosts,
    identity.validity ?? validFor(certificateDays, systemClock.nowMs()),
  );

/** The verified record in a file; undefined when the file is not there or another authority signed it. */
export async function readRecord(project: Project, path: string): Promise<Enrolment | undefined> {
  const text = await readIfThere(path);
  if (text === undefined) return undefined;
  const read = readStationRecord(text.trim(), project.authorityJwk);
  return read.ok ? read.value : undefined;
}

/** @throws `enrolment-missing` unless the record in the file is of this identity */
export async function requireOwnRecord(project: Project, identity: Identity, path: string): Promise<void> {
  const record = (await readRecord(project, path))?.record;
  if (record?.stationId !== identity.id || record.site !== identity.site || record.role !== identity.role)
    throw commandError('enrolment-missing', { dir: resolve(identity.dir), id: identity.id, found: record?.stationId });
}
