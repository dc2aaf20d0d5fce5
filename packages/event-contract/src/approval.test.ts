import { uuidV7 } from '@custody-edge/foundation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Approval,
  type ApprovalRequest,
  areDifferentOfficers,
  claimedOfficer,
  readApproval,
  signApproval,
} from './approval.ts';
import { decisionDigest } from './canonical.ts';
import { officerRoleSchema } from './events/officer.ts';
import { publicJwk, type Signer, signMessage } from './signature.ts';
import { newSigner, present } from './test-kit.ts';

const nowMs = Date.parse('2026-03-01T05:00:00.000Z');
const officer = (officerId: string, roles: Approval['role'][], signer: Signer) => ({
  signer,
  known: { officerId, roles, publicKey: publicJwk(signer.privateKey) },
});
const gate = officer('4417', ['gate-officer'], newSigner());
const deputy = officer('2001', ['deputy-superintendent', 'gate-officer'], newSigner());
const officers = new Map([gate, deputy].map(({ signer, known }) => [signer.keyId, known]));

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

describe('an approval', () => {
  it('counts for its decision, at its station, with its meaning', () => {
    const given = approval();
    expect(readApproval(signApproval(given, gate.signer).text, request)).toEqual({
      ok: true,
      value: { approval: given, keyId: gate.signer.keyId },
    });
  });

  it('says who gave it also to whoever cannot verify it', () => {
    expect(claimedOfficer(signApproval(approval(), gate.signer).text)).toBe('4417');
    const receipt = signMessage('custody-receipt+json', approval(), gate.signer).text;
    for (const other of ['', 'first', receipt]) expect(claimedOfficer(other)).toBeUndefined();
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

  it('may be given in every role that can be enrolled', () => {
    for (const role of officerRoleSchema.options) {
      const all = officer('999', [role], newSigner());
      const verdict = read({ officerId: '999', role }, all.signer, { keyOf: () => all.known });
      expect(verdict.ok).toBe(true);
    }
  });
});

describe('two approvals', () => {
  const verified = (by: typeof gate, changes: Partial<Approval> = {}) => {
    const result = read({ officerId: by.known.officerId, role: present(by.known.roles[0]), ...changes }, by.signer);
    if (!result.ok) throw result.error;
    return result.value;
  };

  it('of two officers are of two officers, those of one are not', () => {
    expect(areDifferentOfficers(verified(gate), verified(deputy))).toBe(true);
    expect(areDifferentOfficers(verified(deputy), verified(deputy, { role: 'gate-officer' }))).toBe(false);
  });

  it('with one key under two numbers, or two keys under one number, are of one officer', () => {
    const one = verified(gate);
    expect(areDifferentOfficers(one, { ...one, approval: { ...one.approval, officerId: '2001' } })).toBe(false);
    expect(areDifferentOfficers(one, { ...one, keyId: deputy.signer.keyId })).toBe(false);
  });
});
