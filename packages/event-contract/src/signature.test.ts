import fc from 'fast-check';
import { FlattenedSign, flattenedVerify, importJWK } from 'jose';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  importPublicJwk,
  maxMessageBytes,
  publicJwk,
  readMessage,
  signMessage,
  thumbprint,
  verifyMessage,
} from './signature.ts';
import { newSigner } from './test-kit.ts';

const signer = newSigner();
const key = publicJwk(signer.privateKey);
const keyOf = (keyId: string) => (keyId === signer.keyId ? importPublicJwk(key) : undefined);
const payload = { greeting: 'سلام', count: 3 };
const schema = z.strictObject({ greeting: z.string(), count: z.int() });
const verify = (text: string) => verifyMessage('custody-event+json', text, schema, keyOf);
const jws = z.strictObject({ protected: z.string(), payload: z.string(), signature: z.string() });
const { text } = signMessage('custody-event+json', payload, signer);
const parts = jws.parse(JSON.parse(text));
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a signed message', () => {
  it('comes back as it was signed', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
        const signed = signMessage('custody-event+json', value, signer);
        const read = verifyMessage('custody-event+json', signed.text, z.unknown(), keyOf);
        expect(read).toEqual({
          ok: true,
          value: { payload: JSON.parse(JSON.stringify(value)), hash: signed.hash, keyId: signer.keyId },
        });
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  it('is verified by software that is not ours', async () => {
    const verified = await flattenedVerify(parts, await importJWK(key, 'Ed25519'));
    expect(JSON.parse(Buffer.from(verified.payload).toString())).toEqual(payload);
    expect(verified.protectedHeader).toEqual({ alg: 'Ed25519', kid: signer.keyId, typ: 'custody-event+json' });
  });

  it('may be made by software that is not ours', async () => {
    const made = await new FlattenedSign(Buffer.from(JSON.stringify(payload)))
      .setProtectedHeader({ alg: 'Ed25519', kid: signer.keyId, typ: 'custody-event+json' })
      .sign(signer.privateKey);
    expect(verify(JSON.stringify(made))).toMatchObject({ ok: true, value: { payload } });
  });

  it('is refused when any one character of it was changed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('protected', 'payload', 'signature'),
        fc.nat(),
        fc.nat({ max: 63 }),
        (part, where, letter) => {
          const original = parts[part];
          const at = where % original.length;
          const replacement = alphabet.charAt(letter);
          fc.pre(original.charAt(at) !== replacement);
          const changed = original.slice(0, at) + replacement + original.slice(at + 1);
          expect(verify(JSON.stringify({ ...parts, [part]: changed })).ok).toBe(false);
        },
      ),
      { seed: 22, numRuns: 600 },
    );
  });

  it('is refused when its last character encodes the same signature otherwise', () => {
    for (const letter of alphabet) {
      const changed = parts.signature.slice(0, -1) + letter;
      expect(verify(JSON.stringify({ ...parts, signature: changed })).ok).toBe(changed === parts.signature);
    }
  });

  it('is refused when it was cut, doubled or given anything more', () => {
    const { signature, ...unsigned } = parts;
    for (const wrong of [
      unsigned,
      { ...parts, signature: '' },
      { ...parts, signature: signature.slice(0, -1) },
      { ...parts, signature: signature + signature },
      { ...parts, payload: '' },
      { ...parts, header: { kid: 'x' } },
      [parts],
      { payload: parts.payload, signatures: [{ protected: parts.protected, signature }] },
      `${parts.protected}.${parts.payload}.${signature}`,
    ]) {
      expect(verify(JSON.stringify(wrong))).toMatchObject({ ok: false, error: { code: 'message-malformed' } });
    }
  });

  it('made for one purpose never holds for another', () => {
    const receipt = verifyMessage('custody-receipt+json', text, schema, keyOf);
    expect(receipt).toMatchObject({ ok: false, error: { code: 'message-malformed', details: { part: 'header' } } });
    const relabelled = {
      ...parts,
      protected: encode({ alg: 'Ed25519', kid: signer.keyId, typ: 'custody-receipt+json' }),
    };
    expect(verifyMessage('custody-receipt+json', JSON.stringify(relabelled), schema, keyOf)).toMatchObject({
      ok: false,
      error: { code: 'signature-invalid' },
    });
  });

  it.each([
    ['no algorithm', { alg: 'none', kid: signer.keyId, typ: 'custody-event+json' }],
    ['a shared secret', { alg: 'HS256', kid: signer.keyId, typ: 'custody-event+json' }],
    ['the older name', { alg: 'EdDSA', kid: signer.keyId, typ: 'custody-event+json' }],
    ['a key of its own', { alg: 'Ed25519', kid: signer.keyId, typ: 'custody-event+json', jwk: key }],
    ['extensions', { alg: 'Ed25519', kid: signer.keyId, typ: 'custody-event+json', crit: ['b64'], b64: false }],
  ])('whose header asks for %s does not hold', (_, header) => {
    expect(verify(JSON.stringify({ ...parts, protected: encode(header) })).ok).toBe(false);
  });

  it('of an unknown key is refused before anything in it is believed', () => {
    const stranger = signMessage('custody-event+json', payload, newSigner());
    expect(verify(stranger.text)).toMatchObject({ ok: false, error: { code: 'signer-unknown' } });
  });

  it('of another key under a known name is refused', () => {
    const forged = signMessage('custody-event+json', payload, { ...newSigner(), keyId: signer.keyId });
    expect(verify(forged.text)).toMatchObject({ ok: false, error: { code: 'signature-invalid' } });
  });

  it('that does not fit its schema names the place', () => {
    const odd = signMessage('custody-event+json', { greeting: 'x', count: 1.5 }, signer);
    expect(verify(odd.text)).toMatchObject({ ok: false, error: { code: 'event-data-invalid' } });
    const read = verify(odd.text);
    expect(!read.ok && String(read.error.details.issue)).toMatch(/^count: /);
  });

  it('may have 64 kB and not one byte more', () => {
    const padded = (bytes: number) => text.padEnd(bytes, ' ');
    expect(verify(padded(maxMessageBytes)).ok).toBe(true);
    expect(verify(padded(maxMessageBytes + 1))).toMatchObject({ ok: false, error: { code: 'message-too-large' } });
    expect(verify('س'.repeat(maxMessageBytes / 2 + 1))).toMatchObject({ error: { code: 'message-too-large' } });
  });
});

it('no text whatever makes the reader throw', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.json(),
        fc.object().map((part) => JSON.stringify(part)),
      ),
      (garbage) => {
        const read = readMessage('custody-event+json', garbage);
        expect(read).toMatchObject({ ok: false, error: { code: 'message-malformed' } });
      },
    ),
    { seed: 23, numRuns: 400 },
  );
});

it('a key id is the thumbprint that the standard gives as its example', () => {
  // RFC 8037, appendix A.3.
  const example = { kty: 'OKP', crv: 'Ed25519', x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' } as const;
  expect(thumbprint(example)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
});
