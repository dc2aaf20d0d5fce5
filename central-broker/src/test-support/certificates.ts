import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** Just enough DER (X.690) to write X.509 certificates (RFC 5280) for tests. */
const der = (tag: number, ...parts: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
};
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const identifier = (...bytes: readonly number[]): Buffer => der(0x06, Buffer.from(bytes));
const text = (value: string): Buffer => der(0x0c, Buffer.from(value));
const bits = (value: Uint8Array): Buffer => der(0x03, Buffer.from([0]), value);
const time = (ms: number): Buffer =>
  der(0x18, Buffer.from(`${new Date(ms).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`));

const ecdsaWithSha256 = sequence(identifier(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02));
const attribute = (type: number, value: string): Buffer =>
  der(0x31, sequence(identifier(0x55, 0x04, type), text(value)));
const nameOf = (commonName: string, unit?: string): Buffer =>
  sequence(attribute(3, commonName), ...(unit === undefined ? [] : [attribute(11, unit)]));
const extension = (type: number, value: Buffer): Buffer => sequence(identifier(0x55, 0x1d, type), der(0x04, value));
const authorityOnly = extension(0x13, sequence(der(0x01, Buffer.from([0xff]))));
const localNames = extension(
  0x11,
  sequence(der(0x82, Buffer.from('localhost')), der(0x87, Buffer.from([127, 0, 0, 1]))),
);

const hourMs = 3_600_000;

interface Contents {
  readonly issuer: Buffer;
  readonly subject: Buffer;
  readonly publicKey: KeyObject;
  readonly extension: Buffer;
  readonly endMs: number;
}

function certificatePem(contents: Contents, signingKey: KeyObject): string {
  const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ecdsaWithSha256,
    contents.issuer,
    sequence(time(contents.endMs - 24 * hourMs), time(contents.endMs)),
    contents.subject,
    contents.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(contents.extension)),
  );
  const whole = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signingKey)));
  return `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`;
}

const makeKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });

export interface TestAuthority {
  readonly pem: string;
  readonly name: Buffer;
  readonly privateKey: KeyObject;
}

export interface TestCertificate {
  readonly cert: string;
  readonly key: string;
  /** SHA-256 of the public key in DER, as station records carry it. */
  readonly keyHash: string;
}

export function makeCertificateAuthority(commonName: string): TestAuthority {
  const { publicKey, privateKey } = makeKeys();
  const name = nameOf(commonName);
  const endMs = Date.now() + hourMs;
  const pem = certificatePem({ issuer: name, subject: name, publicKey, extension: authorityOnly, endMs }, privateKey);
  return { pem, name, privateKey };
}

export function issueCertificate(
  authority: TestAuthority,
  commonName: string,
  { unit, expired = false }: { unit?: string; expired?: boolean } = {},
): TestCertificate {
  const { publicKey, privateKey } = makeKeys();
  const subject = nameOf(commonName, unit);
  const endMs = Date.now() + (expired ? -hourMs : hourMs);
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    cert: certificatePem(
      { issuer: authority.name, subject, publicKey, extension: localNames, endMs },
      authority.privateKey,
    ),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    keyHash: createHash('sha256').update(spki).digest('base64url'),
  };
}
