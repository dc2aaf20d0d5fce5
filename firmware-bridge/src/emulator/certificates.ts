import 'reflect-metadata';
import type { webcrypto } from 'node:crypto';
import { BasicConstraintsExtension, X509CertificateGenerator } from '@peculiar/x509';

/** Keys as the services of scanners have them: RSA, as MOSIP asks for. */
const algorithm = {
  name: 'RSASSA-PKCS1-v1_5',
  hash: 'SHA-256',
  publicExponent: new Uint8Array([1, 0, 1]),
  modulusLength: 2048,
};
const dayMs = 86_400_000;
const days = 365;

/** A certificate with its private key, both in PEM. */
export interface Certified {
  readonly certificatePem: string;
  readonly privateKeyPem: string;
}

/** One that signs others. */
export interface EmulatedAuthority extends Certified {
  readonly name: string;
  readonly keys: webcrypto.CryptoKeyPair;
}

const newKeys = (): Promise<webcrypto.CryptoKeyPair> => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);

async function pemOf({ privateKey }: webcrypto.CryptoKeyPair): Promise<string> {
  const der = Buffer.from(await crypto.subtle.exportKey('pkcs8', privateKey)).toString('base64');
  return `-----BEGIN PRIVATE KEY-----\n${der.match(/.{1,64}/g)?.join('\n')}\n-----END PRIVATE KEY-----\n`;
}

const validity = (nowMs: number) => ({ notBefore: new Date(nowMs - dayMs), notAfter: new Date(nowMs + days * dayMs) });

/** A certificate that only its own key signed; it may sign others. */
export async function selfSigned(commonName: string, nowMs: number): Promise<EmulatedAuthority> {
  const keys = await newKeys();
  const name = `CN=${commonName}`;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name,
    keys,
    signingAlgorithm: algorithm,
    ...validity(nowMs),
    extensions: [new BasicConstraintsExtension(true, undefined, true)],
  });
  return { name, keys, certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: await pemOf(keys) };
}

/** A certificate that an authority signed. @param authority whether it may sign others in turn */
export async function signedBy(
  issuer: EmulatedAuthority,
  commonName: string,
  nowMs: number,
  authority = false,
): Promise<EmulatedAuthority> {
  const keys = await newKeys();
  const name = `CN=${commonName}`;
  const certificate = await X509CertificateGenerator.create({
    subject: name,
    issuer: issuer.name,
    publicKey: keys.publicKey,
    signingKey: issuer.keys.privateKey,
    signingAlgorithm: algorithm,
    ...validity(nowMs),
    extensions: [new BasicConstraintsExtension(authority, undefined, true)],
  });
  return { name, keys, certificatePem: `${certificate.toString('pem')}\n`, privateKeyPem: await pemOf(keys) };
}
