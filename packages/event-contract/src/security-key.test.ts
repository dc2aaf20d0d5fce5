import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Answer, EmulatedKey, page } from './emulated-key.ts';
import {
  type Assertion,
  assertionSchema,
  claimedChallenge,
  credentialJwkSchema,
  securityKeySchema,
  verifyAssertion,
} from './security-key.ts';

const challenge = 'q'.repeat(43);
const kinds = ['EC', 'OKP'] as const;
const refused = (code: string) => ({ ok: false, error: { code } });
const text = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe.each(kinds)('what a security key of kind %s signs', (kind) => {
  const own = new EmulatedKey(kind);

  it('holds for its own challenge, with how often it signed', () => {
    const answer = own.answer(challenge, { signCount: 0xff_ff_ff_ff });
    expect(verifyAssertion(answer, own.key, challenge)).toEqual({ ok: true, value: { signCount: 0xff_ff_ff_ff } });
    expect(claimedChallenge(answer)).toBe(challenge);
  });

  it.each<[string, Partial<Answer>, string]>([
    ['another page', { origin: 'http://localhost:8081' }, 'assertion-origin'],
    ['a page that looks alike', { origin: 'http://localhost:8080.evil.example' }, 'assertion-origin'],
    ['a frame within another page', { crossOrigin: true }, 'assertion-origin'],
    ['another relying party', { rpId: 'localhost.evil.example' }, 'assertion-origin'],
    ['nobody there', { flags: 0b100 }, 'assertion-user'],
    ['somebody whom the key did not ask who they are', { flags: 0b001 }, 'assertion-user'],
    ['a registration', { type: 'webauthn.create' }, 'assertion-malformed'],
  ])('with %s is refused', (_, changes, code) => {
    expect(verifyAssertion(own.answer(challenge, changes), own.key, challenge)).toMatchObject(refused(code));
  });

  it('for another challenge is refused: nothing is replayed', () => {
    expect(verifyAssertion(own.answer('r'.repeat(43)), own.key, challenge)).toMatchObject(
      refused('assertion-challenge'),
    );
  });

  it('is no other key’s, of either kind', () => {
    for (const other of kinds.map((each) => new EmulatedKey(each)))
      expect(verifyAssertion(own.answer(challenge), other.key, challenge)).toMatchObject(refused('signature-invalid'));
  });

  it('with any byte of it changed is refused', () => {
    const answer = own.answer(challenge);
    const parts = ['authenticatorData', 'clientDataJSON', 'signature'] as const;
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.nat(), fc.integer({ min: 1, max: 255 }), (part, at, difference) => {
        const bytes = Buffer.from(answer[part], 'base64url');
        const place = at % bytes.length;
        bytes[place] = (bytes[place] ?? 0) ^ difference;
        const altered = { ...answer, [part]: bytes.toString('base64url') };
        expect(verifyAssertion(altered, own.key, challenge).ok).toBe(false);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('of any bytes at all is refused, and nothing throws', () => {
    const bytes = fc
      .uint8Array({ minLength: 1, maxLength: 120 })
      .map((each) => Buffer.from(each).toString('base64url'));
    const answer = own.answer(challenge);
    fc.assert(
      fc.property(bytes, fc.constantFrom('authenticatorData', 'clientDataJSON', 'signature'), (noise, part) => {
        const altered: Assertion = { ...answer, [part]: noise };
        expect(verifyAssertion(altered, own.key, challenge).ok).toBe(false);
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});

describe('at the boundary', () => {
  it.each<[string, Partial<Assertion>]>([
    ['authenticator data that ends too soon', { authenticatorData: Buffer.alloc(36).toString('base64url') }],
    ['client data that are no JSON', { clientDataJSON: 'AAAA' }],
    ['client data without an origin', { clientDataJSON: text({ type: 'webauthn.get', challenge }) }],
  ])('%s are refused', (_, changes) => {
    const own = new EmulatedKey();
    expect(verifyAssertion({ ...own.answer(challenge), ...changes }, own.key, challenge)).toMatchObject(
      refused('assertion-malformed'),
    );
    if (changes.clientDataJSON !== undefined)
      expect(claimedChallenge({ ...own.answer(challenge), ...changes })).toBeUndefined();
  });

  it('an answer has one form, and no end of it is taken in', () => {
    const answer = new EmulatedKey().answer(challenge);
    expect(assertionSchema.safeParse(answer).success).toBe(true);
    const loose = { ...answer, authenticatorData: `${Buffer.alloc(37).toString('base64url').slice(0, -1)}B` };
    for (const wrong of [loose, { ...answer, signature: 'A'.repeat(400) }, { ...answer, userHandle: 'A' }])
      expect(assertionSchema.safeParse(wrong).success).toBe(false);
  });

  it('a key is a point of its curve, for a page of a host', () => {
    const { key } = new EmulatedKey();
    expect(securityKeySchema.safeParse(key).success).toBe(true);
    const { publicKey } = key;
    for (const wrong of [
      { ...publicKey, x: 'A'.repeat(43) },
      { ...publicKey, crv: 'P-384' },
      { ...publicKey, d: 'A'.repeat(43) },
      { kty: 'RSA', n: 'AQAB', e: 'AQAB' },
    ])
      expect(credentialJwkSchema.safeParse(wrong).success).toBe(false);
    for (const wrong of [
      { rpId: 'http://localhost' },
      { rpId: '' },
      { origins: [] },
      { origins: ['http://localhost:8080/page'] },
      { origins: ['file://localhost'] },
    ])
      expect(securityKeySchema.safeParse({ ...key, ...page, ...wrong }).success).toBe(false);
  });
});
