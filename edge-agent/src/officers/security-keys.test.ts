import { decisionDigest, readApproval } from '@custody-edge/event-contract';
import { type Answer, EmulatedKey } from '@custody-edge/event-contract/emulated-key';
import { verifyAuthenticationResponse } from '@simplewebauthn/server';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answeredFor,
  attend,
  configOf,
  enrolOfficer,
  newStation,
  nowMs,
  setUpStation,
  superintendent,
} from '../test-kit.ts';
import { answer, coseOf, newKey, type Registration } from './emulated-key.ts';
import type { NewKey } from './key-requests.ts';
import { isCopied } from './security-keys.ts';

const page = { rpId: 'localhost', origins: ['http://localhost:8080'] };
const { pin: ownPin } = superintendent;
const guard = { officerId: '4417', pin: '829104' };
const deputy = { officerId: '2001', pin: '604173' };
const digest = decisionDigest({ subject: 'person/a', orderId: 'RO-1' });

/** A gate with a superintendent on duty, a guard and a deputy, and a clock of which the test owns both hands. */
async function staffed() {
  const { folder, file } = setUpStation('gate');
  const clock = { wallMs: nowMs, monotonicMs: 0 };
  const config = configOf(folder, { ...file, http: { port: 8080 } });
  const station = newStation(config, { nowMs: () => clock.wallMs, monotonicMs: () => clock.monotonicMs });
  await attend(station);
  const { officers } = station;
  const { enrolments } = officers;
  await enrolOfficer(station, { ...deputy, name: 'Farid', roles: ['deputy-superintendent'] }, deputy);
  await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
  const register = async (own: EmulatedKey, officerId = guard.officerId): Promise<void> =>
    answeredFor(station, enrolments.addKey(newKey(own, await enrolments.askNewKey({ officerId, ownPin }))), deputy);
  const disable = (officerId: string) => answeredFor(station, enrolments.disable(officerId), deputy);
  const keysOf = (officerId: string) =>
    officers.enrolments.list().find((one) => one.officerId === officerId)?.keys ?? [];
  const types = () =>
    station.log
      .latest(100)
      .toReversed()
      .map(({ type, subject }) => `${type} ${subject}`);
  return { station, officers, clock, register, disable, keysOf, types };
}

const ec = coseOf(new EmulatedKey().key);

describe('the registration of a security key', () => {
  it.each(['EC', 'OKP'] as const)(
    'of kind %s stands in the record with all that it takes to verify it',
    async (kty) => {
      const { station, officers, register, keysOf } = await staffed();
      const own = new EmulatedKey(kty);
      await register(own);
      expect(station.log.eventsOfType('officer.key-added.v2')).toMatchObject([
        { subject: 'officer/4417', data: { key: own.key, by: '100' } },
      ]);
      expect(keysOf('4417')).toEqual([{ keyId: own.keyId, addedAt: new Date(nowMs).toISOString() }]);
      expect(officers.keyOf(own.keyId)).toMatchObject({ officerId: '4417', securityKeys: [own.key] });
    },
  );

  it('is asked for by somebody who may enrol, with their own PIN, for an officer in force', async () => {
    const { officers, disable } = await staffed();
    const asked = (officerId: string, pin = ownPin) => officers.enrolments.askNewKey({ officerId, ownPin: pin });
    await expect(asked('4417', '918273')).rejects.toMatchObject({ code: 'sign-in-refused' });
    await expect(asked('999')).rejects.toMatchObject({ code: 'no-such-officer' });
    await disable('2001');
    await expect(asked('2001')).rejects.toMatchObject({ code: 'no-such-officer' });
    await officers.handOver(guard);
    await expect(asked('4417')).rejects.toMatchObject({ code: 'role-missing' });
  });

  it.each<[string, Partial<Registration>, string]>([
    ['another page', { origin: 'http://localhost:9090' }, 'origin'],
    ['another relying party', { rpId: 'evil.example' }, 'RP ID'],
    ['nobody whom it knows', { flags: 0b0100_0001 }, 'User verification'],
    ['nobody at all', { flags: 0b0100_0100 }, 'User presence'],
    ['a key that can be copied to other machines', { flags: 0b0100_1101 }, 'one device'],
    ['what is an answer and no registration', { type: 'webauthn.get' }, 'type'],
    ['what is no CBOR', { attestationObject: new Uint8Array([0xff, 0x00, 0x13]) }, ''],
    ['CBOR that ends too soon', { attestationObject: new Uint8Array([0xa3, 0x63, 0x66]) }, ''],
    ['a key of another kind', { cose: new Map([...ec, [1, 3], [3, -257]]) }, 'alg'],
    ['a point that is not on its curve', { cose: new Map([...ec, [-2, new Uint8Array(32)]]) }, 'not a point'],
    ['a point of another curve', { cose: new Map([...ec, [-1, 2]]) }, 'P-256'],
  ])('from %s is refused, and nothing is registered', async (_, changes, because) => {
    const { officers, keysOf, types } = await staffed();
    const asked = await officers.enrolments.askNewKey({ officerId: '4417', ownPin });
    await expect(officers.enrolments.addKey(newKey(new EmulatedKey(), asked, changes))).rejects.toMatchObject({
      code: 'key-refused',
      details: { because: expect.stringContaining(because) },
    });
    expect(keysOf('4417')).toEqual([]);
    expect(types()).not.toContain('officer.key-added.v2 officer/4417');
  });

  it('from any bytes at all is refused', async () => {
    const { officers } = await staffed();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (attestationObject) => {
        const asked = await officers.enrolments.askNewKey({ officerId: '4417', ownPin });
        const refused = officers.enrolments.addKey(newKey(new EmulatedKey('OKP'), asked, { attestationObject }));
        await expect(refused).rejects.toMatchObject({ code: 'key-refused' });
      }),
      { seed: 41, numRuns: 40 },
    );
  });

  it('counts for one challenge once, in time, and of the officer who asked', async () => {
    const { station, officers, clock, keysOf } = await staffed();
    const ask = () => officers.enrolments.askNewKey({ officerId: '4417', ownPin });
    const spent = (made: NewKey) =>
      expect(officers.enrolments.addKey(made)).rejects.toMatchObject({ code: 'challenge-spent' });
    await spent(newKey(new EmulatedKey(), await ask(), { challenge: 'r'.repeat(43) }));
    const late = newKey(new EmulatedKey(), await ask());
    clock.monotonicMs += 120_000;
    await spent(late);
    const registered = newKey(new EmulatedKey(), await ask());
    await answeredFor(station, officers.enrolments.addKey(registered), deputy);
    await spent(registered);
    const asked = newKey(new EmulatedKey(), await ask());
    await enrolOfficer(station, { officerId: '101', pin: '730519', name: 'Naila', roles: ['it'] }, deputy);
    await officers.handOver({ officerId: '101', pin: '730519' });
    await expect(officers.enrolments.addKey(asked)).rejects.toMatchObject({ code: 'sign-in-first' });
    expect(keysOf('4417')).toHaveLength(1);
  });

  it('gives no two officers one key: every key of the station is named to the browser, and refused here', async () => {
    const { officers, register } = await staffed();
    const own = new EmulatedKey();
    await register(own);
    const asked = await officers.enrolments.askNewKey({ officerId: '2001', ownPin });
    expect(asked.excludeCredentials).toEqual([{ id: own.key.credentialId, type: 'public-key' }]);
    await expect(officers.enrolments.addKey(newKey(own, asked))).rejects.toMatchObject({ code: 'key-known' });
  });

  it('ends when it is removed, when the officer is disabled, and when the number is enrolled anew', async () => {
    const { station, officers, register, disable, keysOf, types } = await staffed();
    const [first, second] = [new EmulatedKey(), new EmulatedKey()];
    await register(first);
    await register(second);
    officers.enrolments.removeKey(first.keyId);
    expect(() => officers.enrolments.removeKey(first.keyId)).toThrow(expect.objectContaining({ code: 'key-unknown' }));
    expect(keysOf('4417').map(({ keyId }) => keyId)).toEqual([second.keyId]);
    expect(types()).toContain('officer.key-removed.v1 officer/4417');
    await disable('4417');
    expect(officers.keyOf(second.keyId)).toBeUndefined();
    await enrolOfficer(station, { ...guard, name: 'Bashir', roles: ['gate-officer'] }, deputy);
    expect(keysOf('4417')).toEqual([]);
    await officers.handOver(guard);
    expect(() => officers.enrolments.removeKey(second.keyId)).toThrow(
      expect.objectContaining({ code: 'role-missing' }),
    );
  });
});

describe('a sign-in by security key', () => {
  const signedOut = async () => {
    const at = await staffed();
    const own = new EmulatedKey();
    await at.register(own);
    at.officers.signOut();
    const signIn = async (changes: Partial<Answer> = {}, by = own) =>
      at.officers.signIn({ officerId: '4417', key: answer(by, await at.officers.askToSignIn('4417'), changes) });
    return { ...at, own, signIn };
  };

  it('needs no PIN, and the record says that it was a key', async () => {
    const { officers, station, signIn } = await signedOut();
    await signIn();
    expect(officers.signedIn).toBe('4417');
    expect(station.log.latest(1)).toMatchObject([{ data: { authenticator: 'security-key' } }]);
  });

  it('relieves another officer as well', async () => {
    const { officers, own, register } = await signedOut();
    await officers.signIn(superintendent);
    const deputys = new EmulatedKey('OKP');
    await register(deputys, '2001');
    await officers.handOver({ officerId: '4417', key: answer(own, await officers.askToSignIn('4417')) });
    await officers.handOver({ officerId: '2001', key: answer(deputys, await officers.askToSignIn('2001')) });
    expect(officers.signedIn).toBe('2001');
  });

  it.each<[string, Partial<Answer>, string]>([
    ['on another page', { origin: 'http://localhost:9090' }, 'assertion-origin'],
    ['by somebody whom the key did not ask who they are', { flags: 1 }, 'assertion-user'],
  ])('%s is refused', async (_, changes, code) => {
    const { officers, signIn } = await signedOut();
    await expect(signIn(changes)).rejects.toMatchObject({ code });
    expect(officers.signedIn).toBeUndefined();
  });

  it('is refused with another key, with another officer’s, and of somebody who has none', async () => {
    const { officers, own, signIn } = await signedOut();
    await expect(signIn({}, new EmulatedKey())).rejects.toMatchObject({ code: 'key-unknown' });
    await expect(officers.askToSignIn('2001')).rejects.toMatchObject({ code: 'key-unknown' });
    const asked = await officers.askToSignIn('4417');
    await expect(officers.signIn({ officerId: '2001', key: answer(own, asked) })).rejects.toMatchObject({
      code: 'challenge-spent',
    });
    expect(officers.signedIn).toBeUndefined();
  });

  it('counts once: what was answered is not answered again', async () => {
    const { officers, own } = await signedOut();
    const key = answer(own, await officers.askToSignIn('4417'));
    await officers.signIn({ officerId: '4417', key });
    officers.signOut();
    await expect(officers.signIn({ officerId: '4417', key })).rejects.toMatchObject({ code: 'challenge-spent' });
  });

  it('is no approval, and an approval is no sign-in', async () => {
    const { officers, own } = await signedOut();
    const key = answer(own, await officers.askToApprove('4417', 'release', digest));
    await expect(officers.signIn({ officerId: '4417', key })).rejects.toMatchObject({ code: 'challenge-spent' });
    const other = answer(own, await officers.askToSignIn('4417'));
    await expect(officers.approve({ officerId: '4417', key: other }, 'release', digest)).rejects.toMatchObject({
      code: 'challenge-spent',
    });
  });

  it('with a copied key is refused, is on record, and ends the key and its copy', async () => {
    const { officers, own, station, signIn } = await signedOut();
    await signIn({ signCount: 900 });
    officers.signOut();
    await expect(signIn({ signCount: 900 })).rejects.toMatchObject({ code: 'key-copied' });
    expect(station.log.latest(1)).toMatchObject([
      { type: 'officer.key-copied.v1', data: { keyId: own.keyId, counted: 900, expectedAbove: 900 } },
    ]);
    await expect(officers.askToSignIn('4417')).rejects.toMatchObject({ code: 'key-unknown' });
    expect(officers.signedIn).toBeUndefined();
  });
});

describe('an approval by security key', () => {
  const asked = { digest, station: 'gate-1', meaning: 'release', nowMs } as const;

  it('is verified with what the record says of the officer and nothing else', async () => {
    const { officers, register, station } = await staffed();
    const own = new EmulatedKey();
    await register(own);
    const key = answer(own, await officers.askToApprove('4417', 'release', digest));
    const approval = await officers.approve({ officerId: '4417', key }, 'release', digest);
    const said = station.log.latest(100).filter(({ subject }) => subject === 'officer/4417');
    const keyOf = () => {
      const [enrolled] = said.flatMap((event) => (event.type === 'officer.enrolled.v2' ? [event.data] : []));
      const securityKeys = said.flatMap((event) => (event.type === 'officer.key-added.v2' ? [event.data.key] : []));
      return enrolled && { officerId: '4417', ...enrolled, securityKeys };
    };
    const read = readApproval(approval, { ...asked, keyOf });
    expect(read).toMatchObject({ ok: true, value: { keyId: own.keyId, approval: { authenticator: 'security-key' } } });
    officers.enrolments.removeKey(own.keyId);
    expect(readApproval(approval, { ...asked, keyOf: (keyId) => officers.keyOf(keyId) })).toMatchObject({
      ok: false,
      error: { code: 'officer-unknown' },
    });
  });

  it('is given for the decision that was asked, in an office that carries it', async () => {
    const { officers, register } = await staffed();
    const own = new EmulatedKey();
    await register(own);
    await expect(officers.askToApprove('4417', 'release-review', digest)).rejects.toMatchObject({
      code: 'role-missing',
    });
    const other = decisionDigest({ subject: 'person/a', orderId: 'RO-2' });
    for (const [meaning, about] of [
      ['report', digest],
      ['release', other],
    ] as const) {
      const key = answer(own, await officers.askToApprove('4417', 'release', digest));
      await expect(officers.approve({ officerId: '4417', key }, meaning, about)).rejects.toMatchObject({
        code: 'challenge-spent',
      });
    }
  });

  it('waits in memory only so long as few others do', async () => {
    const { officers, register } = await staffed();
    const own = new EmulatedKey();
    await register(own);
    const first = await officers.askToApprove('4417', 'release', digest);
    for (let more = 0; more < 16; more += 1) await officers.askToSignIn('4417');
    await expect(
      officers.approve({ officerId: '4417', key: answer(own, first) }, 'release', digest),
    ).rejects.toMatchObject({ code: 'challenge-spent' });
  });
});

describe('a counter', () => {
  it('tells of a copy unless it moved on, and a key that does not count tells nothing', () => {
    expect(isCopied(0, 0)).toBe(false);
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (now, before) => {
        expect(isCopied(now, before)).toBe(now <= before && now + before > 0);
      }),
      { seed: 42 },
    );
  });
});

describe('what the record’s own check takes', () => {
  it('is what @simplewebauthn/server takes too', async () => {
    const own = new EmulatedKey();
    const challenge = 'q'.repeat(43);
    const { credentialId, publicKey: _ } = own.key;
    const taken = await verifyAuthenticationResponse({
      response: {
        id: credentialId,
        rawId: credentialId,
        type: 'public-key',
        response: own.answer(challenge),
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: page.origins,
      expectedRPID: page.rpId,
      credential: { id: credentialId, publicKey: isoCBOR.encode(coseOf(own.key)), counter: 0 },
    });
    expect(taken).toMatchObject({ verified: true, authenticationInfo: { newCounter: 1 } });
  });
});
