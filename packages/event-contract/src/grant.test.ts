import { compactDecrypt } from 'jose';
import { describe, expect, it } from 'vitest';
import { grantKey, type KeyGrant, keyGrantSchema, openGrant } from './grant.ts';
import { readMessage, signMessage } from './signature.ts';
import { asif, commandId, enrol, seededRandom } from './test-kit.ts';

const gate = enrol();
const centre = enrol('centre-1', 'centre', 'headquarters');
const other = enrol('bench-1', 'bench');
const key = { keyId: commandId, bytes: seededRandom(41).bytes(32) };
const { text } = await grantKey(commandId, asif, key, centre.enrolment, gate.signer);

function grantIn(message: string): KeyGrant {
  const read = readMessage('custody-grant+json', message);
  if (!read.ok) throw read.error;
  return keyGrantSchema.parse(read.value.payload);
}
const resigned = (changes: Partial<KeyGrant>) =>
  signMessage('custody-grant+json', { ...grantIn(text), ...changes }, gate.signer).text;

describe('a granted key', () => {
  it('opens for the one it was granted to', async () => {
    expect(await openGrant(text, gate.enrolment, 'centre-1', centre.encryptionKey)).toEqual({
      ok: true,
      value: { grant: grantIn(text), key: { keyId: commandId, bytes: new Uint8Array(key.bytes) } },
    });
    expect(grantIn(text)).toMatchObject({ subject: asif, keyId: commandId, recipient: 'centre-1' });
  });

  it('is standard JWE that other software opens', async () => {
    const { plaintext, protectedHeader } = await compactDecrypt(grantIn(text).wrapped, centre.encryptionKey);
    expect(Buffer.from(plaintext).equals(key.bytes)).toBe(true);
    expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A256GCM', epk: { crv: 'X25519' } });
  });

  it('stays shut for anybody else, even under the recipient’s name', async () => {
    expect(await openGrant(text, gate.enrolment, 'bench-1', other.encryptionKey)).toMatchObject({
      ok: false,
      error: { code: 'recipient-mismatch' },
    });
    expect(await openGrant(text, gate.enrolment, 'centre-1', other.encryptionKey)).toMatchObject({
      ok: false,
      error: { code: 'seal-broken' },
    });
  });

  it('of one station is not taken as another’s', async () => {
    expect(await openGrant(text, other.enrolment, 'centre-1', centre.encryptionKey)).toMatchObject({
      ok: false,
      error: { code: 'signer-unknown' },
    });
  });

  it('that was altered on the way is refused', async () => {
    const altered = JSON.stringify({ ...JSON.parse(text), payload: Buffer.from('{}').toString('base64url') });
    expect(await openGrant(altered, gate.enrolment, 'centre-1', centre.encryptionKey)).toMatchObject({
      ok: false,
      error: { code: 'signature-invalid' },
    });
  });

  it.each([
    ['is no JWE', 'not a jwe'],
    ['was cut', grantIn(text).wrapped.slice(0, -6)],
    ['is empty', ''],
  ])('whose wrapping %s is refused, signed or not', async (_, wrapped) => {
    const opened = await openGrant(resigned({ wrapped }), gate.enrolment, 'centre-1', centre.encryptionKey);
    expect(opened).toMatchObject({ ok: false, error: { code: 'seal-broken' } });
  });

  it('of any other length than a data key’s is refused', async () => {
    const short = await grantKey(commandId, asif, { ...key, bytes: new Uint8Array(16) }, centre.enrolment, gate.signer);
    expect(await openGrant(short.text, gate.enrolment, 'centre-1', centre.encryptionKey)).toMatchObject({
      ok: false,
      error: { code: 'seal-broken' },
    });
  });

  it('never stands in the open', () => {
    const bytes = Buffer.from(key.bytes);
    for (const encoding of ['base64url', 'base64', 'hex'] as const)
      expect(text).not.toContain(bytes.toString(encoding));
  });
});
