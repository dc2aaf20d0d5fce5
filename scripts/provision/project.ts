import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { join, resolve } from 'node:path';
import { createSigner, type PublicJwk, publicJwk, publicJwkSchema, type Signer } from '@custody-edge/event-contract';
import { systemClock } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';
import { authorityDays, createIssuer, type Issuer, type Validity, validFor } from './certificate.ts';
import { readIfThere, writeWhole } from './files.ts';

/** The two roots of trust of one project: who may connect, and who may sign. */
export interface Project {
  readonly dir: string;
  readonly issuer: Issuer;
  readonly authority: Signer;
  readonly authorityJwk: PublicJwk;
}

const filesOf = (dir: string) => ({
  issuerKey: join(dir, 'ca', 'ca.key'),
  issuerCertificate: join(dir, 'ca', 'ca.pem'),
  authorityKey: join(dir, 'authority', 'authority.key'),
  authorityJwk: join(dir, 'authority', 'authority.jwk.json'),
});

export const keyPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export const jsonText = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;

/**
 * Makes the certificate authority and the record authority of a new project. Keep the folder offline.
 * @throws `project-exists`, `file-unusable`
 */
export async function createProject(dir: string, validity?: Validity): Promise<Project> {
  const files = filesOf(dir);
  if ((await readIfThere(files.authorityJwk)) !== undefined)
    throw commandError('project-exists', { dir: resolve(dir) });
  const issuer = await createIssuer(
    { commonName: 'Custody Edge project authority', organisationalUnit: 'authority', organisation: 'project' },
    validity ?? validFor(authorityDays, systemClock.nowMs()),
  );
  const authority = createSigner(generateKeyPairSync('ed25519').privateKey);
  const authorityJwk = publicJwk(authority.privateKey);
  await writeWhole(files.issuerKey, keyPem(issuer.privateKey), 'secret');
  await writeWhole(files.issuerCertificate, issuer.certificatePem, 'public');
  await writeWhole(files.authorityKey, keyPem(authority.privateKey), 'secret');
  // Last, because its presence says that the project is complete.
  await writeWhole(files.authorityJwk, jsonText(authorityJwk), 'public');
  return { dir, issuer, authority, authorityJwk };
}

/** @throws `project-missing` when a file is missing or is not what it should be */
export async function openProject(dir: string): Promise<Project> {
  const files = filesOf(dir);
  const [issuerKey, certificatePem, authorityKey, authorityJwk] = await Promise.all([
    readIfThere(files.issuerKey),
    readIfThere(files.issuerCertificate),
    readIfThere(files.authorityKey),
    readIfThere(files.authorityJwk),
  ]);
  if (!issuerKey || !certificatePem || !authorityKey || !authorityJwk)
    throw commandError('project-missing', { dir: resolve(dir) });
  try {
    return {
      dir,
      issuer: { certificatePem, privateKey: createPrivateKey(issuerKey) },
      authority: createSigner(createPrivateKey(authorityKey)),
      authorityJwk: publicJwkSchema.parse(JSON.parse(authorityJwk)),
    };
  } catch (cause) {
    throw commandError('project-missing', { dir: resolve(dir), reason: String(cause) }, cause);
  }
}
