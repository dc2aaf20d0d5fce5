import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seal, sealedSchema, unseal } from './seal.ts';
import { commandId, seededRandom } from './test-kit.ts';

const random = seededRandom(31);
const key = { keyId: commandId, bytes: random.bytes(32) };
const plaintext = Buffer.from('{"name":"Asif"}');
const sealed = seal(key, 'person/a', 'identity', plaintext, random);
const broken = { ok: false, error: { code: 'seal-broken' } };

describe('sealed data', () => {
  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), fc.string({ maxLength: 20 }), (bytes, field) => {
        const made = seal(key, 'person/a', field, bytes, random);
        expect(sealedSchema.safeParse(made).success).toBe(true);
        const opened = unseal(key, 'person/a', field, made);
        expect(opened.ok && Buffer.compare(opened.value, bytes)).toBe(0);
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  it('does not open for another subject, another field or another key', () => {
    expect(unseal(key, 'person/b', 'identity', sealed)).toMatchObject(broken);
    expect(unseal(key, 'person/a', 'templates', sealed)).toMatchObject(broken);
    expect(unseal({ ...key, bytes: random.bytes(32) }, 'person/a', 'identity', sealed)).toMatchObject(broken);
  });

  it('does not open when any bit of it was changed', () => {
    const flip = (text: string, bit: number): string => {
      const bytes = Buffer.from(text, 'base64url');
      const at = Math.floor(bit / 8) % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (bit % 8));
      return bytes.toString('base64url');
    };
    fc.assert(
      fc.property(fc.constantFrom('iv', 'ct'), fc.nat(), (part, bit) => {
        expect(unseal(key, 'person/a', 'identity', { ...sealed, [part]: flip(sealed[part], bit) })).toMatchObject(
          broken,
        );
      }),
      { seed: 32, numRuns: 300 },
    );
  });

  it.each(['', 'AAAA', sealed.ct.slice(0, 20), sealed.ct.slice(0, -4), `${sealed.ct}AAAA`])(
    'does not open when it was cut or lengthened to %j',
    (ct) => {
      expect(unseal(key, 'person/a', 'identity', { ...sealed, ct })).toMatchObject(broken);
    },
  );

  it('names the key that is missing', () => {
    const other = { keyId: '00000000-0000-4000-8000-000000000001', bytes: key.bytes };
    expect(unseal(other, 'person/a', 'identity', sealed)).toMatchObject({
      ok: false,
      error: { code: 'key-missing', details: { keyId: commandId } },
    });
  });

  it('never looks the same twice, and never holds the plaintext or the key', () => {
    const again = seal(key, 'person/a', 'identity', plaintext, random);
    expect(again.iv).not.toBe(sealed.iv);
    expect(again.ct).not.toBe(sealed.ct);
    const bytes = Buffer.from(sealed.ct, 'base64url');
    expect(bytes.includes('Asif')).toBe(false);
    expect(JSON.stringify(sealed)).not.toContain(Buffer.from(key.bytes).toString('base64url'));
  });
});
