import 'reflect-metadata';
import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** From when to when a certificate is good. */
export interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

const dayMs = 86_400_000;

/** A day of grace before now, because a station's clock may be behind when it first starts. */
export const validFor = (days: number, nowMs: number): Validity => ({
  notBefore: new Date(nowMs - dayMs),
  notAfter: new Date(nowMs + days * dayMs),
});

export const authorityDays = 3650;
export const certificateDays = 730;

/** Names that stand in a certificate: who, what kind, where. */
export interface CertificateSubject {
  readonly commonName: string;
  readonly organisationalUnit: 'authority' | 'centre' | 'station' | 'auditor';
  readonly organisation: string;
}

/** A certificate authority that can issue. */
export interface Issuer {
  readonly certificatePem: string;
  readonly privateKey: KeyObject;
}

const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' };
const signingAlgorithm = { name: 'ECDSA', hash: 'SHA-256' };

/** A new ECDSA P-256 private key. */
export const newTlsKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

const publicCryptoKey = (key: KeyObject) => createPublicKey(key).toCryptoKey(keyAlgorithm, true, ['verify']);
const signingCryptoKey = (key: KeyObject) => key.toCryptoKey(keyAlgorithm, false, ['sign']);

const nameOf = (subject: CertificateSubject) => [
  { CN: [subject.commonName] },
  { OU: [subject.organisationalUnit] },
  { O: [subject.organisation] },
];

/** A self-signed certificate that may sign certificates of stations and centres, and nothing below them. */
export async function createIssuer(subject: CertificateSubject, validity: Validity): Promise<Issuer> {
  const privateKey = newTlsKey();
  const keys = { publicKey: publicCryptoKey(privateKey), privateKey: signingCryptoKey(privateKey) };
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: nameOf(subject),
    keys,
    signingAlgorithm,
    ...validity,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return { certificatePem: `${certificate.toString('pem')}\n`, privateKey };
}

/**
 * Issues a TLS certificate for one key. Everybody may be a client; who is given hosts may also serve under them.
 * @param hosts DNS names and IP addresses for the subject alternative name
 * @returns PEM
 */
export async function issueCertificate(
  issuer: Issuer,
  subject: CertificateSubject,
  key: KeyObject,
  hosts: readonly string[],
  validity: Validity,
): Promise<string> {
  const authority = new X509Certificate(issuer.certificatePem);
  const publicKey = publicCryptoKey(key);
  const usages =
    hosts.length > 0 ? [ExtendedKeyUsage.serverAuth, ExtendedKeyUsage.clientAuth] : [ExtendedKeyUsage.clientAuth];
  const extensions: Extension[] = [
    new BasicConstraintsExtension(false, undefined, true),
    new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
    new ExtendedKeyUsageExtension(usages),
    await SubjectKeyIdentifierExtension.create(publicKey),
    await AuthorityKeyIdentifierExtension.create(authority),
  ];
  if (hosts.length > 0) {
    const names = hosts.map((host) => ({ type: isIP(host) ? ('ip' as const) : ('dns' as const), value: host }));
    extensions.push(new SubjectAlternativeNameExtension(names));
  }
  const certificate = await X509CertificateGenerator.create({
    subject: nameOf(subject),
    issuer: authority.subject,
    publicKey,
    signingKey: signingCryptoKey(issuer.privateKey),
    signingAlgorithm,
    ...validity,
    extensions,
  });
  return `${certificate.toString('pem')}\n`;
}
