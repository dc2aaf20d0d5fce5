import { uuidV7 } from '@custody-edge/foundation';
import { describe, expect, it } from 'vitest';
import { decisionDigest } from '../canonical.ts';
import { typedEvent } from '../envelope.ts';
import { drafts, eventOf, finger, pass, transfer } from '../test-kit.ts';
import { known, newMember, signedBy } from '../test-support/staff.ts';
import {
  type Departure,
  type DepartureGap,
  type DeparturePolicy,
  departureDigest,
  gapsOfDeparture,
  gapsOfRecordedDeparture,
  isDeparture,
} from './departure.ts';
import { foldCustody } from './fold.ts';
import type { Approver } from './release.ts';
import { signersOf } from './signed-words.ts';

const by = (officerId: string, role: string, authenticator: Approver['authenticator'] = 'pin'): Approver => ({
  officerId,
  role,
  keyId: `key of ${officerId}`,
  authenticator,
});
const [gate, doctor, deputy] = [by('4417', 'gate-officer'), by('5001', 'medical'), by('3001', 'deputy-superintendent')];
const policy: DeparturePolicy = { seniorSignsWithKey: false, seniorRefersToHospital: true };
const strict: DeparturePolicy = { ...policy, seniorRefersToHospital: false };

describe('the words of a journey', () => {
  it.each<[string, Departure, readonly Approver[], DeparturePolicy, readonly DepartureGap[]]>([
    ['hospital on the medical officer’s word', 'out-to-hospital', [gate, doctor], strict, []],
    ['hospital on nobody’s word', 'out-to-hospital', [], policy, ['second-officer-missing', 'referral-missing']],
    ['hospital on the gate’s word', 'out-to-hospital', [gate], policy, ['second-officer-missing', 'referral-missing']],
    ['hospital on the doctor’s word alone', 'out-to-hospital', [doctor], policy, ['second-officer-missing']],
    [
      'hospital on two words of the gate',
      'out-to-hospital',
      [gate, by('4418', 'gate-officer')],
      policy,
      ['referral-missing'],
    ],
    [
      'hospital on one key',
      'out-to-hospital',
      [gate, { ...doctor, keyId: gate.keyId }],
      policy,
      ['second-officer-missing'],
    ],
    ['hospital in an emergency', 'out-to-hospital', [gate, deputy], policy, []],
    [
      'hospital in an emergency, where only a doctor refers',
      'out-to-hospital',
      [gate, deputy],
      strict,
      ['referral-missing'],
    ],
    [
      'hospital in an emergency, by PIN where seniors sign with a key',
      'out-to-hospital',
      [gate, deputy],
      { ...policy, seniorSignsWithKey: true },
      ['senior-key-missing'],
    ],
    [
      'hospital in an emergency, by key',
      'out-to-hospital',
      [gate, by('3001', 'superintendent', 'security-key')],
      { ...policy, seniorSignsWithKey: true },
      [],
    ],
    ['remand on a senior officer’s word', 'out-on-remand', [gate, deputy], policy, []],
    [
      'remand on the gate’s word',
      'out-on-remand',
      [gate],
      policy,
      ['second-officer-missing', 'senior-officer-missing'],
    ],
    ['remand on the doctor’s word', 'out-on-remand', [gate, doctor], policy, ['senior-officer-missing']],
    ['remand on one senior’s word', 'out-on-remand', [deputy], policy, ['second-officer-missing']],
  ])('%s', (_name, movement, approvers, asked, gaps) => {
    expect(gapsOfDeparture(movement, approvers, asked)).toEqual(gaps);
  });

  it('are for the person, the journey and everything on its paper', () => {
    const subject = 'person/asif';
    const paper = pass('REF-4');
    const digest = departureDigest('release', { movement: 'out-to-hospital', subject, pass: paper });
    const others = [
      departureDigest('hospital-referral', { movement: 'out-to-hospital', subject, pass: paper }),
      departureDigest('release', { movement: 'out-on-remand', subject, pass: paper }),
      departureDigest('release', { movement: 'out-on-leave', subject, pass: paper }),
      departureDigest('release', { movement: 'out-to-hospital', subject: 'person/bilal', pass: paper }),
      ...(['paper', 'authority', 'place', 'escort', 'dueBack'] as const).map((field) =>
        departureDigest('release', {
          movement: 'out-to-hospital',
          subject,
          pass: { ...paper, [field]: field === 'dueBack' ? '2026-03-09T00:00:00Z' : 'another' },
        }),
      ),
    ];
    expect(new Set([digest, ...others]).size).toBe(others.length + 1);
  });

  it('of a leave and a transfer are what they were in older events', () => {
    const [subject, meaning] = ['person/asif', 'release'] as const;
    const written = pass('LEAVE-1');
    expect(departureDigest(meaning, { movement: 'out-on-leave', subject, pass: written })).toBe(
      decisionDigest({ meaning, subject, pass: written }),
    );
    const order = transfer('TO-9');
    expect(departureDigest(meaning, { movement: 'transfer-dispatched', subject, transfer: order })).toBe(
      decisionDigest({ meaning, subject, transfer: order }),
    );
  });
});

describe('a journey on record', () => {
  const officers = {
    gate: newMember('4417', 'gate-officer'),
    doctor: newMember('5001', 'medical'),
    deputy: newMember('3001', 'deputy-superintendent'),
    clerk: newMember('7001', 'clerk'),
  };
  const inForce = Object.values(officers).map(known);
  const { gate, doctor, deputy, clerk } = officers;
  const atMs = Date.UTC(2026, 2, 1, 5);
  const judged = (draft: Parameters<typeof signedBy>[0], signing: Parameters<typeof signedBy>[1], givenAtMs = atMs) => {
    const event = eventOf(signedBy(draft, signing, { atMs: givenAtMs }), { time: new Date(atMs).toISOString() });
    if (!isDeparture(event)) throw new Error('no journey');
    return gapsOfRecordedDeparture(event, signersOf(event, inForce));
  };

  it('shows whose word it lacks', () => {
    expect(judged(drafts.out(), [gate, doctor])).toEqual([]);
    expect(judged(drafts.out(), [gate, deputy])).toEqual([]);
    expect(judged(drafts.onRemand(), [gate, deputy])).toEqual([]);
    expect(judged(drafts.dispatched(), [gate, deputy])).toEqual([]);
    expect(judged(drafts.out(), [gate, clerk])).toEqual(['second-officer-missing', 'referral-missing']);
    expect(judged(drafts.out(), [clerk, doctor])).toEqual(['second-officer-missing']);
    expect(judged(drafts.onRemand(), [gate, doctor])).toEqual(['second-officer-missing', 'senior-officer-missing']);
    expect(judged(drafts.out(), [gate, newMember('5001', 'medical')])).toContain('referral-missing');
    expect(judged(drafts.out(), [gate, doctor], atMs - 600_000)).toContain('referral-missing');
  });

  it('of the time before there were words stays where it puts the person, and shows that nobody signed', () => {
    for (const [type, state] of [
      ['prisoner.out-to-hospital.v1', 'OUT_HOSPITAL'],
      ['prisoner.out-on-remand.v1', 'OUT_REMAND'],
    ] as const) {
      const admitted = eventOf(drafts.admitted());
      const read = typedEvent({
        ...admitted,
        id: uuidV7(),
        type,
        after: admitted.id,
        data: { pass: pass('X'), identity: finger() },
      });
      if (!read.ok) throw read.error;
      expect(foldCustody([admitted, read.value])?.state).toBe(state);
      if (!isDeparture(read.value)) throw new Error('no journey');
      expect(gapsOfRecordedDeparture(read.value, signersOf(read.value, inForce))).toContain('second-officer-missing');
    }
  });
});
