import { join, resolve } from 'node:path';
import { systemClock } from '@custody-edge/foundation';
import { commandError } from '../errors.ts';
import { certificateDays, issueCertificate, newTlsKey, type Validity, validFor } from './certificate.ts';
import { checkPlaceId, trustFiles } from './enrolment.ts';
import { readIfThere, writeWhole } from './files.ts';
import { jsonText, keyPem, type Project } from './project.ts';

export interface AuditorOptions {
  readonly dir: string;
  /** Who audits; stands in the certificate. */
  readonly name: string;
  readonly validity?: Validity;
  readonly renew?: boolean;
}

export interface ProvisionedAuditor {
  readonly dir: string;
  readonly keyFile: string;
  readonly certificateFile: string;
}

/**
 * Gives an auditor a client certificate and what is needed to check the record independently.
 * @throws `enrolment-exists`, `option-invalid`, `file-unusable`
 */
export async function provisionAuditor(project: Project, options: AuditorOptions): Promise<ProvisionedAuditor> {
  checkPlaceId('name', options.name);
  const at = (path: string) => join(options.dir, path);
  const made = { dir: options.dir, keyFile: at('auditor.key'), certificateFile: at('auditor.pem') };
  if (!options.renew && (await readIfThere(made.certificateFile)) !== undefined)
    throw commandError('enrolment-exists', { dir: resolve(options.dir) });
  const key = newTlsKey();
  const certificate = await issueCertificate(
    project.issuer,
    { commonName: options.name, organisationalUnit: 'auditor', organisation: 'audit' },
    key,
    [],
    options.validity ?? validFor(certificateDays, systemClock.nowMs()),
  );
  await writeWhole(made.keyFile, keyPem(key), 'secret');
  await writeWhole(at(trustFiles.ca), project.issuer.certificatePem, 'public');
  await writeWhole(at(trustFiles.authority), jsonText(project.authorityJwk), 'public');
  await writeWhole(made.certificateFile, certificate, 'public');
  return made;
}
