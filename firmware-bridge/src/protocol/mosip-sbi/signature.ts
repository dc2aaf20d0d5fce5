import { createVerify, X509Certificate } from 'node:crypto';
import { z } from 'zod';
import { bridgeError } from '../../errors.ts';

/** Most certificates between a device and a trusted authority. */
const longestChain = 5;
const leastKeyBits = 2048;

const headerSchema = z.object({
  alg: z.literal('RS256'),
  x5c: z.union([z.array(z.base64()).min(1).max(longestChain), z.base64().transform((one) => [one])]),
});

/** Certificates that are believed without anybody's word. @throws `device-config-invalid` for text that holds none, or another thing */
export function trustAnchors(pem: string): X509Certificate[] {
  try {
    const blocks = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
    if (blocks.length === 0) throw new Error('no certificate');
    return blocks.map((block) => new X509Certificate(block));
  } catch (cause) {
    throw bridgeError('device-config-invalid', { trustAnchorsFile: 'holds no certificates in PEM' }, cause);
  }
}

/**
 * The payload of a compact JWS whose signer's certificate leads to a trust anchor, as its schema reads it.
 * @param nowMs at which every certificate on the way must be valid
 * @throws `service-not-trusted`, or `device-garbled` for a trusted payload that is no such thing
 */
export function verified<Payload>(
  jws: string,
  schema: z.ZodType<Payload>,
  anchors: readonly X509Certificate[],
  nowMs: number,
): Payload {
  const [head = '', body = '', signature = '', ...more] = jws.split('.');
  const header = headerSchema.safeParse(jsonIn(head));
  if (!header.success || more.length > 0) throw distrust('signature header');
  const [signer, ...others] = certificatesIn(header.data.x5c);
  if (!signer || !leads(signer, others, anchors, nowMs)) throw distrust('certificate', { subject: signer?.subject });
  const bits = signer.publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
  const isSigned = createVerify('RSA-SHA256')
    .update(`${head}.${body}`)
    .verify(signer.publicKey, Buffer.from(signature, 'base64url'));
  if (signer.publicKey.asymmetricKeyType !== 'rsa' || bits < leastKeyBits || !isSigned) throw distrust('signature');
  const payload = schema.safeParse(jsonIn(body));
  if (!payload.success) throw bridgeError('device-garbled', { issues: z.prettifyError(payload.error) });
  return payload.data;
}

/** Whether a chain of certificates, each signed by the next, ends at a trust anchor. */
function leads(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  anchors: readonly X509Certificate[],
  nowMs: number,
): boolean {
  if (certificate.validFromDate.getTime() > nowMs || certificate.validToDate.getTime() < nowMs) return false;
  const signedBy = (issuer: X509Certificate) => certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey);
  for (const anchor of anchors) {
    if (anchor.raw.equals(certificate.raw)) return true;
    if (signedBy(anchor) && anchor.validToDate.getTime() >= nowMs) return true;
  }
  return others.some(
    (issuer, at) => issuer.ca && signedBy(issuer) && leads(issuer, others.toSpliced(at, 1), anchors, nowMs),
  );
}

function certificatesIn(x5c: readonly string[]): X509Certificate[] {
  try {
    return x5c.map((der) => new X509Certificate(Buffer.from(der, 'base64')));
  } catch (cause) {
    throw distrust('certificate', {}, cause);
  }
}

function jsonIn(part: string): unknown {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString());
  } catch {
    return undefined;
  }
}

const distrust = (what: string, details: Readonly<Record<string, unknown>> = {}, cause?: unknown) =>
  bridgeError('service-not-trusted', { what, ...details }, cause);
