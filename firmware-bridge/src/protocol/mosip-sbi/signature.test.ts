import { createHmac, createSign, X509Certificate } from 'node:crypto';
import { CompactSign, importPKCS8 } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Certified, type EmulatedAuthority, selfSigned, signedBy } from '../../emulator/certificates.ts';
import { trustAnchors, verified } from './signature.ts';

const nowMs = Date.UTC(2026, 10, 26);
const dayMs = 86_400_000;
const schema = z.object({ serialNo: z.string() });
const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const derOf = ({ certificatePem }: Certified) => new X509Certificate(certificatePem).raw.toString('base64');

let root: EmulatedAuthority;
let maker: EmulatedAuthority;
let device: EmulatedAuthority;
let stranger: EmulatedAuthority;
let madeByDevice: EmulatedAuthority;

beforeAll(async () => {
  [root, stranger] = await Promise.all([selfSigned('root', nowMs), selfSigned('root', nowMs)]);
  maker = await signedBy(root, 'maker', nowMs, true);
  device = await signedBy(maker, 'device', nowMs);
  madeByDevice = await signedBy(device, 'made by a device', nowMs);
});

function jws(signer: Certified, x5c: unknown, { alg = 'RS256', payload = { serialNo: '7' } as unknown } = {}): string {
  const signed = `${encoded({ alg, x5c })}.${encoded(payload)}`;
  return `${signed}.${createSign('RSA-SHA256').update(signed).sign(signer.privateKeyPem, 'base64url')}`;
}

const read = (text: string, anchors = [root], atMs = nowMs) =>
  verified(text, schema, trustAnchors(anchors.map(({ certificatePem }) => certificatePem).join('')), atMs);

const distrusted = expect.objectContaining({ code: 'service-not-trusted' });

describe('a signed answer', () => {
  it('is believed by the authority at the end of its chain, by one on the way, and by the device’s own certificate', () => {
    const text = jws(device, [derOf(device), derOf(maker)]);
    for (const anchor of [root, maker, device]) expect(read(text, [anchor])).toEqual({ serialNo: '7' });
    expect(read(jws(device, derOf(device)), [stranger, maker])).toEqual({ serialNo: '7' });
  });

  it('is believed when another program signed it', async () => {
    const text = await new CompactSign(Buffer.from(JSON.stringify({ serialNo: '9' })))
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', x5c: [derOf(device), derOf(maker)] })
      .sign(await importPKCS8(device.privateKeyPem, 'RS256'));
    expect(read(text)).toEqual({ serialNo: '9' });
  });

  it.each<[string, () => string]>([
    ['whose chain has a gap', () => jws(device, [derOf(device)])],
    ['that another key signed', () => jws(stranger, [derOf(device), derOf(maker)])],
    ['of another authority of the same name', () => jws(stranger, [derOf(stranger)])],
    ['whose signer was certified by a mere device', () => jws(madeByDevice, [madeByDevice, device, maker].map(derOf))],
    ['that names another algorithm', () => jws(device, [derOf(device), derOf(maker)], { alg: 'none' })],
    ['without certificates', () => jws(device, [])],
    ['whose certificate is none', () => jws(device, ['AAAA'])],
    ['that is no signature', () => encoded({ serialNo: '7' })],
    ['that is nothing', () => ''],
  ])('%s is not believed', (_name, text) => {
    expect(() => read(text())).toThrow(distrusted);
  });

  it('is not believed when a word of it was changed', () => {
    const [head, , signature] = jws(device, [derOf(device), derOf(maker)]).split('.');
    expect(() => read([head, encoded({ serialNo: '8' }), signature].join('.'))).toThrow(distrusted);
  });

  it('is not believed when the public key of its certificate was used as a secret', () => {
    const head = encoded({ alg: 'HS256', x5c: [derOf(device), derOf(maker)] });
    const body = encoded({ serialNo: '7' });
    const secret = new X509Certificate(device.certificatePem).publicKey.export({ type: 'spki', format: 'pem' });
    const mac = createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url');
    expect(() => read(`${head}.${body}.${mac}`)).toThrow(distrusted);
  });

  it('is not believed before and after the days of its certificates', () => {
    const text = jws(device, [derOf(device), derOf(maker)]);
    for (const atMs of [nowMs - 3 * dayMs, nowMs + 400 * dayMs])
      expect(() => read(text, [root], atMs)).toThrow(distrusted);
  });

  it('that says something else than was asked is garbled', () => {
    const text = jws(device, [derOf(device), derOf(maker)], { payload: { serial: 7 } });
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'device-garbled' }));
  });
});

it.each([[''], ['-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----']])(
  'a file of trust anchors without certificates is refused',
  (pem) => {
    expect(() => trustAnchors(pem)).toThrow(expect.objectContaining({ code: 'device-config-invalid' }));
  },
);
