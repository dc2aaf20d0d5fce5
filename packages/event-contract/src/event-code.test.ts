import { sign } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromBase32, toBase32 } from './base32.ts';
import { authenticate } from './chain.ts';
import {
  differencesFrom,
  type EventStatement,
  isEventCode,
  readEventCode,
  signEventCode,
  statementOf,
} from './event-code.ts';
import { asif, chainOf, drafts, enrol, present } from './test-kit.ts';

const gate = enrol();
const [first, released] = chainOf([drafts.admitted(), drafts.released()], gate).map(({ message }) => {
  const event = authenticate(message.text, gate.enrolment);
  if (!event.ok) throw event.error;
  return event.value;
});
const event = present(released);
const statement = statementOf(event);
const code = signEventCode(statement, gate.signer);
const read = (text: string) => readEventCode(text, gate.enrolment);
const refused = (error: string) => ({ ok: false, error: { code: error } });

/** The bytes of a code after some change. */
function changed(change: (bytes: Uint8Array) => Uint8Array): string {
  return `CE1:${toBase32(change(present(fromBase32(code.slice(4)))))}`;
}

/** Any statement that this gate could make. */
const statements = fc.record({
  eventId: fc.uuid({ version: 7 }),
  type: fc.constantFrom('prisoner.released.v2', 'a', 'حکم', 'x'.repeat(80)),
  source: fc.constant('/jail-a/gate-1'),
  chainId: fc.constant(gate.enrolment.record.chainId),
  sequence: fc.integer({ min: 1, max: 2 ** 47 }),
  digest: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64url')),
  time: fc
    .date({ min: new Date('1969-01-01'), max: new Date('4000-01-01'), noInvalidDate: true })
    .map((at) => at.toISOString()),
});

describe('the code of an event', () => {
  it('comes back as what the station said', () => {
    fc.assert(
      fc.property(statements, (said: EventStatement) => {
        expect(read(signEventCode(said, gate.signer))).toEqual({ ok: true, value: said });
      }),
      { seed: 41, numRuns: 100 },
    );
  });

  it('is of this event, and tells what differs from another one', () => {
    expect(differencesFrom(event, statement)).toEqual([]);
    expect(differencesFrom(present(first), statement)).toEqual(['eventId', 'type', 'sequence', 'digest']);
  });

  it('fits the alphanumeric set of QR codes and no release order’s number', () => {
    expect(code).toMatch(/^[0-9A-Z $%*+\-./:]{280,330}$/);
  });

  it('names nobody', () => {
    const bytes = Buffer.from(present(fromBase32(code.slice(4)))).toString('latin1');
    expect(bytes).toContain('prisoner.released.v2');
    expect(bytes).not.toContain(asif.replace('person/', ''));
  });

  it('may be typed in small letters, with blanks and hyphens', () => {
    const typed = ` ${code.toLowerCase().replace(/(.{8})/g, '$1-')}\n`.replace('ce1:', 'ce1: ');
    expect(isEventCode(typed)).toBe(true);
    expect(
      read(
        ` ce1:${code
          .slice(4)
          .toLowerCase()
          .replace(/(.{8})/g, '$1- ')}\n`,
      ),
    ).toEqual({
      ok: true,
      value: statement,
    });
  });

  it('never holds when any one bit of it was changed', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat({ max: 7 }), (where, bit) => {
        const text = changed((bytes) => {
          const at = where % bytes.length;
          return bytes.with(at, present(bytes[at]) ^ (1 << bit));
        });
        expect(read(text).ok).toBe(false);
      }),
      { seed: 42, numRuns: 400 },
    );
  });

  it('never holds when it was cut or lengthened, and nothing else happens', () => {
    fc.assert(
      fc.property(fc.nat({ max: code.length - 1 }), fc.string({ unit: 'grapheme', maxLength: 40 }), (at, tail) => {
        expect(read(code.slice(0, at) + tail).ok).toBe(false);
      }),
      { seed: 43, numRuns: 400 },
    );
    expect(read(changed((bytes) => Uint8Array.of(...bytes, 0))).ok).toBe(false);
  });

  it.each([
    ['nothing', '', 'code-malformed'],
    ['something else', 'ROBKAR-1001', 'code-malformed'],
    ['only its beginning', 'CE1:', 'code-malformed'],
    ['a letter that no code has', `${code.slice(0, -1)}U`, 'code-malformed'],
    ['ten thousand letters', `CE1:${'0'.repeat(10_000)}`, 'code-malformed'],
    ['another form', changed((bytes) => bytes.with(0, 2)), 'code-malformed'],
    ['of no event number', changed((bytes) => bytes.with(76, 0)), 'code-malformed'],
    ['lengths that lead beyond its end', changed((bytes) => bytes.with(77, 255)), 'code-malformed'],
    ['no signature', changed((bytes) => bytes.subarray(0, -64)), 'code-malformed'],
  ])('that is %s is refused', (_, text, error) => {
    expect(read(text)).toMatchObject(refused(error));
  });

  it('of another station or another enrolment is refused as such', () => {
    expect(readEventCode(code, enrol('gate-2').enrolment)).toMatchObject(refused('signer-mismatch'));
    expect(readEventCode(code, enrol('gate-1').enrolment)).toMatchObject(refused('chain-unknown'));
  });

  it('that another key signed is refused', () => {
    expect(read(signEventCode(statement, enrol().signer))).toMatchObject(refused('signature-invalid'));
  });

  it('holds only with a signature that was made for codes', () => {
    const forged = changed((bytes) => {
      const body = bytes.subarray(0, -64);
      return Buffer.concat([body, sign(null, body, gate.signer.privateKey)]);
    });
    expect(read(forged)).toMatchObject(refused('signature-invalid'));
  });
});
