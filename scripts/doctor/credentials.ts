import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { type Check, doubtful, ill, well } from './check.ts';
import type { Patient } from './patient.ts';

const dayMs = 86_400_000;
/** A month is enough for a visit to a remote prison. */
const renewBeforeMs = 30 * dayMs;
const siteKeyBytes = 32;

const keyKinds = { tlsKey: 'ec', signingKey: 'ed25519', encryptionKey: 'x25519' } as const;

async function readKey(path: string, kind: string): Promise<KeyObject | string> {
  try {
    const key = createPrivateKey(await readFile(path));
    return key.asymmetricKeyType === kind ? key : `${path} is a key of kind ${key.asymmetricKeyType}, not ${kind}`;
  } catch (error) {
    return `${path} cannot be read as a key: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Keys are there, are of their kind, and only the owner can read them. */
export async function checkKeys({ keys }: Patient): Promise<Check[]> {
  const checks: Check[] = [];
  const restore = 'Restore the file from its backup, or enrol this machine anew with --replace-record.';
  for (const [name, kind] of Object.entries(keyKinds)) {
    const path = keys[name === 'tlsKey' || name === 'signingKey' ? name : 'encryptionKey'];
    const key = await readKey(path, kind);
    checks.push(typeof key === 'string' ? ill(`key ${name}`, key, restore) : await privacyOf(name, path));
  }
  if (keys.siteKey !== undefined) {
    const bytes = await readFile(keys.siteKey).catch(() => undefined);
    checks.push(
      bytes?.length === siteKeyBytes
        ? await privacyOf('siteKey', keys.siteKey)
        : ill('key siteKey', `${keys.siteKey} is missing or is not ${siteKeyBytes} bytes`, restore),
    );
  }
  return checks;
}

async function privacyOf(name: string, path: string): Promise<Check> {
  const mode = (await stat(path)).mode & 0o777;
  if ((mode & 0o077) === 0) return well(`key ${name}`, 'present, readable by its owner only');
  const shown = mode.toString(8).padStart(4, '0');
  return ill(`key ${name}`, `${path} can be read by others (mode ${shown})`, `Run: chmod 600 ${path}`);
}

const problemOf = (
  certificate: X509Certificate,
  authority: X509Certificate,
  key: KeyObject,
  id: string,
): string | undefined => {
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey))
    return 'was not issued by the certificate authority in trust';
  if (!certificate.checkPrivateKey(key)) return 'does not belong to the TLS key';
  const names = certificate.subject.split('\n');
  return names.includes(`CN=${id}`) ? undefined : `carries ${names.join(', ')} instead of CN=${id}`;
};

/** The certificate fits the key, the name and the authority, and is valid now. */
export async function checkCertificate(patient: Patient, nowMs: number): Promise<Check[]> {
  const renew = `Run: npx custody-edge provision ${patient.kind} … --renew`;
  let certificate: X509Certificate;
  let authority: X509Certificate;
  let key: KeyObject;
  try {
    certificate = new X509Certificate(await readFile(patient.keys.tlsCert));
    authority = new X509Certificate(await readFile(patient.trust.ca));
    key = createPrivateKey(await readFile(patient.keys.tlsKey));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [ill('certificate', `Certificate, authority or key cannot be read: ${reason}`, renew)];
  }
  const problem = problemOf(certificate, authority, key, patient.id);
  return [
    problem ? ill('certificate', `The certificate ${problem}`, renew) : well('certificate', `issued to ${patient.id}`),
    validityOf('certificate validity', certificate, nowMs, renew),
    validityOf('authority validity', authority, nowMs, 'The project needs a new certificate authority: plan it now.'),
  ];
}

function validityOf(
  part: string,
  { validFromDate, validToDate }: X509Certificate,
  nowMs: number,
  nextStep: string,
): Check {
  const [from, to] = [validFromDate.toISOString().slice(0, 10), validToDate.toISOString().slice(0, 10)];
  if (nowMs < validFromDate.getTime()) return ill(part, `not valid before ${from}`, 'Set the clock of this machine.');
  if (nowMs > validToDate.getTime()) return ill(part, `expired on ${to}`, nextStep);
  if (validToDate.getTime() - nowMs < renewBeforeMs) return doubtful(part, `ends on ${to}`, nextStep);
  return well(part, `until ${to}`);
}
