import { uuidV7 } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Approval,
  type ApprovalRequest,
  approvalToAssert,
  claimedApprover,
  readApproval,
  signApproval,
} from './approval.ts';
import { assertedMessage } from './asserted-message.ts';
import { decisionDigest } from './canonical.ts';
import { type Answer, EmulatedKey } from './emulated-key.ts';
import { officerRoleSchema } from './events/officer.ts';
import { publicJwk, type Signer, signMessage } from './signature.ts';
import { newSigner } from './test-kit.ts';

const nowMs = Date.parse('2026-03-01T05:00:00.000Z');
const officer = (officerId: string, roles: Approval['role'][], signer: Signer, own?: EmulatedKey) => ({
  signer,
  known: { officerId, roles, publicKey: publicJwk(signer.privateKey), securityKeys: own ? [own.key] : [] },
});
const ownKey = new EmulatedKey();
const gate = officer('4417', ['gate-officer'], newSigner(), ownKey);
const deputy = officer('2001', ['deputy-superintendent', 'gate-officer'], newSigner());
const officers = new Map([
  [gate.signer.keyId, gate.known],
  [ownKey.keyId, gate.known],
  [deputy.signer.keyId, deputy.known],
]);

const digest = decisionDigest({ subject: 'person/asif', orderId: 'RO-7' });
const request: ApprovalRequest = {
  digest,
  station: 'gate-1',
  meaning: 'release',
  nowMs,
  keyOf: (keyId) => officers.get(keyId),
};
const approval = (changes: Partial<Approval> = {}): Approval => ({
  approvalId: uuidV7(),
  officerId: '4417',
  role: 'gate-officer',
  meaning: 'release',
  digest,
  station: 'gate-1',
  nonce: 'A'.repeat(22),
  authenticator: 'pin',
  issuedAt: '2026-03-01T05:00:00.000Z',
  expiresAt: '2026-03-01T05:05:00.000Z',
  ...changes,
});
const read = (changes: Partial<Approval>, by = gate.signer, asked: Partial<ApprovalRequest> = {}) =>
  readApproval(signApproval(approval(changes), by).text, { ...request, ...asked });

/** The same, signed by the officer's security key. */
const byKey = (changes: Partial<Approval> = {}, answer: Partial<Answer> = {}, own = ownKey): string => {
  const asked = approvalToAssert(approval({ authenticator: 'security-key', ...changes }));
  return assertedMessage(asked, own.keyId, own.answer(asked.challenge, answer));
};

describe('an approval', () => {
  it('counts for its decision, at its station, with its meaning', () => {
    const given = approval();
    expect(readApproval(signApproval(given, gate.signer).text, request)).toEqual({
      ok: true,
      value: { approval: given, keyId: gate.signer.keyId },
    });
  });

  it('says who gave it, and how, also to whoever cannot verify it', () => {
    const claimed = { officerId: '4417', role: 'gate-officer' };
    const { keyId } = gate.signer;
    expect(claimedApprover(signApproval(approval(), gate.signer).text)).toEqual({
      ...claimed,
      keyId,
      authenticator: 'pin',
    });
    expect(claimedApprover(byKey())).toEqual({ ...claimed, keyId: ownKey.keyId, authenticator: 'security-key' });
    const receipt = signMessage('custody-receipt+json', approval(), gate.signer).text;
    for (const other of ['', 'first', receipt]) expect(claimedApprover(other)).toBeUndefined();
  });

  it.each<[string, Partial<Approval>, string]>([
    ['another decision', { digest: decisionDigest({ subject: 'person/asif', orderId: 'RO-8' }) }, 'approval-digest'],
    ['another station', { station: 'gate-2' }, 'approval-station'],
    ['another meaning', { meaning: 'release-review' }, 'approval-meaning'],
    ['a role that the officer does not hold', { role: 'deputy-superintendent' }, 'approval-role'],
    ['another officer than its key', { officerId: '2001' }, 'officer-unknown'],
  ])('for %s is refused', (_, changes, code) => {
    expect(read(changes)).toMatchObject({ ok: false, error: { code } });
  });

  it('of nobody who is enrolled is refused', () => {
    expect(read({}, newSigner())).toMatchObject({ ok: false, error: { code: 'officer-unknown' } });
  });

  it('ends at its expiry', () => {
    expect(read({}, gate.signer, { nowMs: nowMs + 299_999 }).ok).toBe(true);
    expect(read({}, gate.signer, { nowMs: nowMs + 300_000 })).toMatchObject({
      ok: false,
      error: { code: 'approval-expired' },
    });
  });

  it('is not signed when it would never have been in force, or says something else', () => {
    expect(() => signApproval(approval({ expiresAt: '2026-03-01T05:00:00.000Z' }), gate.signer)).toThrow();
    expect(() => signApproval({ ...approval(), ...{ remark: 'x' } }, gate.signer)).toThrow();
  });

  it('is nothing else that the same key signed', () => {
    const { text } = signMessage('custody-command+json', approval(), gate.signer);
    expect(readApproval(text, request)).toMatchObject({ ok: false, error: { code: 'message-malformed' } });
  });

  it('with any byte changed is refused', () => {
    const { text } = signApproval(approval(), gate.signer);
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'Ab9-_"{'), (at, letter) => {
        const altered = text.slice(0, at) + letter + text.slice(at + 1);
        if (altered !== text) expect(readApproval(altered, request).ok).toBe(false);
      }),
      { seed: 94, numRuns: 500 },
    );
  });

  it.each([
    ['release', ['gate-officer', 'deputy-superintendent', 'superintendent']],
    ['release-review', ['deputy-superintendent', 'superintendent']],
    ['medical-clearance', ['medical']],
    ['property-return', ['gate-officer', 'deputy-superintendent', 'superintendent']],
    ['order-call-back', ['gate-officer', 'clerk', 'deputy-superintendent', 'superintendent']],
    ['order-query-answer', ['clerk', 'deputy-superintendent', 'superintendent']],
    ['identity-by-sight', ['deputy-superintendent', 'superintendent', 'supervisor']],
    ['identity-after-mismatch', ['superintendent']],
  ] as const)('of %s counts in the offices whose word it is, and in no other', (meaning, offices) => {
    const counting = officerRoleSchema.options.filter((role) => {
      const all = officer('999', [role], newSigner());
      return read({ officerId: '999', role, meaning }, all.signer, { meaning, keyOf: () => all.known }).ok;
    });
    expect(counting).toEqual(offices);
  });
});

describe('an approval by security key', () => {
  const refused = (code: string) => ({ ok: false, error: { code } });

  it('counts like one by PIN, and says that a key gave it', () => {
    expect(readApproval(byKey(), request)).toMatchObject({
      ok: true,
      value: { approval: { officerId: '4417', authenticator: 'security-key' }, keyId: ownKey.keyId },
    });
  });

  it.each<[string, Partial<Approval>, Partial<Answer>, string]>([
    ['another decision', { digest: decisionDigest({ orderId: 'RO-8' }) }, {}, 'approval-digest'],
    ['another station', { station: 'gate-2' }, {}, 'approval-station'],
    ['another meaning', { meaning: 'release-review' }, {}, 'approval-meaning'],
    ['a role that the officer does not hold', { role: 'deputy-superintendent' }, {}, 'approval-role'],
    ['another officer than its key', { officerId: '2001' }, {}, 'officer-unknown'],
    ['a PIN, as it says', { authenticator: 'pin' }, {}, 'approval-authenticator'],
    ['another page', {}, { origin: 'http://localhost:9090' }, 'assertion-origin'],
    ['a key that asked nobody who they are', {}, { flags: 1 }, 'assertion-user'],
  ])('for %s is refused', (_, changes, answer, code) => {
    expect(readApproval(byKey(changes, answer), request)).toMatchObject(refused(code));
  });

  it('is signed word for word: another document under the same signature is refused', () => {
    const { payload } = approvalToAssert(approval({ authenticator: 'security-key', nonce: 'B'.repeat(22) }));
    const text = JSON.stringify({ ...JSON.parse(byKey()), payload });
    expect(readApproval(text, request)).toMatchObject(refused('assertion-challenge'));
  });

  it('of a key that nobody holds, or no longer, is refused', () => {
    expect(readApproval(byKey({}, {}, new EmulatedKey()), request)).toMatchObject(refused('officer-unknown'));
    const without = { ...gate.known, securityKeys: [] };
    expect(readApproval(byKey(), { ...request, keyOf: () => without })).toMatchObject(refused('officer-unknown'));
  });

  it('is not what the PIN’s key signed under the security key’s name, nor a PIN’s that says it was a key', () => {
    const { text } = signApproval(approval({ authenticator: 'security-key' }), gate.signer);
    expect(readApproval(text, request)).toMatchObject(refused('approval-authenticator'));
    const renamed = signApproval(approval(), { ...gate.signer, keyId: ownKey.keyId }).text;
    expect(readApproval(renamed, request)).toMatchObject(refused('officer-unknown'));
  });

  it('with any character changed is refused', () => {
    const text = byKey();
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.constantFrom(...'Ab9-_"{'), (at, letter) => {
        const altered = text.slice(0, at) + letter + text.slice(at + 1);
        if (altered !== text) expect(readApproval(altered, request).ok).toBe(false);
      }),
      { seed: 95, numRuns: 500 },
    );
  });
});
