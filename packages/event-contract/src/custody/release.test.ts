import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { asif, drafts, eventOf, photographHash, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import {
  type Approver,
  gapsOfRelease,
  type ReleaseEvidence,
  type ReleaseGap,
  type ReleasePolicy,
  releaseGaps,
} from './release.ts';

const nowMs = Date.UTC(2026, 2, 1, 9);
const policy = { fingers: 2, holdsMaxAgeMinutes: 60, seniorSignsWithKey: false };
const approver = (officerId: string, role: string): Approver => ({
  officerId,
  role,
  keyId: `key of ${officerId}`,
  authenticator: 'pin',
});
const whole: ReleaseEvidence = {
  station: '/jail-a/gate-1',
  recordIsAltered: false,
  clockIsBehind: false,
  orderIds: ['RO-7'],
  matchedFingers: ['right-index', 'left-thumb'],
  holds: { open: 0, asOfMs: nowMs - 4 * 60_000 },
  approvers: [approver('4417', 'gate-officer'), approver('3001', 'deputy-superintendent')],
};

const bySight = { photograph: photographHash, marks: false, officerId: '7001', attendedBy: '4417' };

/** A draft, or an event that another one names. */
type Written = EventDraft | CustodyEvent;

const ready = [drafts.admitted(), drafts.orderReceived(), drafts.cleared(), drafts.propertyReturned()];
/** The same on an order that the court confirmed by telephone, to an officer who signs nothing else. */
const call = eventOf(drafts.calledBack());
const readyByCall = [
  drafts.admitted(),
  call,
  drafts.orderCalledBack(call.id),
  drafts.cleared(),
  drafts.propertyReturned(),
];

function line(...written: readonly Written[]): CustodyEvent[] {
  return written.reduce<CustodyEvent[]>((before, one) => {
    const after = before.at(-1)?.id;
    const follows = after === undefined ? {} : { after };
    return before.concat('id' in one ? { ...one, ...follows } : eventOf(one, follows));
  }, []);
}

function gaps(
  written: readonly Written[],
  evidence: Partial<ReleaseEvidence> = {},
  enrolledFingers = 4,
  rules: ReleasePolicy = policy,
): ReleaseGap[] {
  const custody = present(foldCustody(line(...written)));
  return gapsOfRelease(custody, { ...whole, ...evidence }, rules, enrolledFingers, nowMs);
}

const without = (draft: EventDraft): EventDraft[] => ready.filter((one) => one.type !== draft.type);

describe('a release', () => {
  it('may happen when nothing is missing', () => {
    expect(gaps(ready)).toEqual([]);
  });

  it('may happen where the house asks for a senior officer’s key, when it signed', () => {
    const withKey: Approver = { ...approver('3001', 'deputy-superintendent'), authenticator: 'security-key' };
    const rules = { ...policy, seniorSignsWithKey: true };
    expect(gaps(ready, { approvers: [approver('4417', 'gate-officer'), withKey] }, 4, rules)).toEqual([]);
  });

  it('on a call-back may happen when two others sign', () => {
    expect(gaps(readyByCall)).toEqual([]);
  });

  it('may happen once the court has said whom the order means', () => {
    const query = eventOf(drafts.queried());
    expect(gaps([...ready, query, drafts.queryAnswered(query.id)])).toEqual([]);
    expect(gaps([...ready, query, drafts.queryAnswered(query.id, 'another-person')])).toContain('order-denied');
  });

  const [gateOfficer, deputy]: readonly Approver[] = whole.approvers;
  if (!gateOfficer || !deputy) throw new Error('two officers sign');
  const cases: readonly [string, ReleaseGap[], () => ReleaseGap[]][] = [
    ['without an order', ['order-not-confirmed'], () => gaps(without(drafts.orderReceived()))],
    ['without presenting it', ['order-not-confirmed', 'order-left-open'], () => gaps(ready, { orderIds: [] })],
    [
      'with an order of somebody else beside it',
      ['order-not-confirmed'],
      () => gaps(ready, { orderIds: ['RO-7', 'RO-8'] }),
    ],
    [
      'at another gate than the one that holds the order',
      ['order-elsewhere'],
      () => gaps(ready, { station: '/jail-a/gate-2' }),
    ],
    [
      'while an order for another matter is open',
      ['order-left-open'],
      () => gaps([...ready, drafts.orderReceived(asif, 'RO-9')]),
    ],
    ['while the court is asked whom the order means', ['order-queried'], () => gaps([...ready, drafts.queried()])],
    [
      'on an order that the court disowned',
      ['order-denied', 'order-not-confirmed'],
      () => gaps([...ready, drafts.calledBack(asif, 'RO-7', 'denied')]),
    ],
    [
      'on a call-back that is not on record',
      ['order-not-confirmed'],
      () => gaps(readyByCall.filter((one) => one !== call)),
    ],
    [
      'where whoever called the court signs at the gate',
      ['call-back-officer-signs'],
      () => gaps(readyByCall, { approvers: [approver('6001', 'gate-officer'), deputy] }),
    ],
    [
      'where whoever called the court signs as the second officer',
      ['call-back-officer-signs'],
      () => gaps(readyByCall, { approvers: [gateOfficer, approver('6001', 'superintendent')] }),
    ],
    ['while another hold stands', ['other-hold'], () => gaps(ready, { holds: { open: 1, asOfMs: nowMs } })],
    ['while nothing is known of other holds', ['holds-unknown'], () => gaps(ready, { holds: undefined })],
    ['while that is old', ['holds-unknown'], () => gaps(ready, { holds: { open: 0, asOfMs: nowMs - 61 * 60_000 } })],
    [
      'while that is from the future',
      ['holds-unknown'],
      () => gaps(ready, { holds: { open: 0, asOfMs: nowMs + 61 * 60_000 } }),
    ],
    ['by a record that was altered', ['record-altered'], () => gaps(ready, { recordIsAltered: true })],
    ['while the clock is behind', ['clock-behind'], () => gaps(ready, { clockIsBehind: true })],
    ['with one finger', ['identity-missing'], () => gaps(ready, { matchedFingers: ['right-index'] })],
    [
      'with one finger twice',
      ['identity-missing'],
      () => gaps(ready, { matchedFingers: ['right-index', 'right-index'] }),
    ],
    ['with no finger at all', ['identity-missing'], () => gaps(ready, { matchedFingers: [] }, 0)],
    [
      'where whoever identified the person by sight signs as well',
      ['identifier-takes-part'],
      () => gaps([...ready, drafts.photographed()], { matchedFingers: [], sight: { ...bySight, officerId: '3001' } }),
    ],
    ['without medical clearance', ['medical-missing'], () => gaps(without(drafts.cleared()))],
    ['without the property returned', ['property-missing'], () => gaps(without(drafts.propertyReturned()))],
    ['by one officer', ['second-officer-missing'], () => gaps(ready, { approvers: whole.approvers.slice(1) })],
    ['by one officer twice', ['second-officer-missing'], () => gaps(ready, { approvers: [deputy, deputy] })],
    [
      'by two numbers with one key',
      ['second-officer-missing'],
      () => gaps(ready, { approvers: [gateOfficer, { ...deputy, keyId: gateOfficer.keyId }] }),
    ],
    [
      'by one number with two keys',
      ['second-officer-missing'],
      () => gaps(ready, { approvers: [deputy, { ...deputy, keyId: 'another key', authenticator: 'security-key' }] }),
    ],
    [
      'by a senior officer’s PIN where the house asks for a key',
      ['senior-key-missing'],
      () =>
        gaps(ready, { approvers: [{ ...gateOfficer, authenticator: 'security-key' }, deputy] }, 4, {
          ...policy,
          seniorSignsWithKey: true,
        }),
    ],
    [
      'by two officers of whom neither may decide it',
      ['senior-officer-missing'],
      () => gaps(ready, { approvers: [gateOfficer, approver('9', 'clerk')] }),
    ],
    [
      'of somebody at court',
      ['not-inside', 'medical-missing', 'property-missing'],
      () => gaps([...ready, drafts.toCourt()]),
    ],
    [
      'of somebody released',
      ['already-released', 'order-used', 'order-not-confirmed', 'medical-missing', 'property-missing'],
      () => gaps([...ready, drafts.released()]),
    ],
  ];
  it.each(cases)('%s is impossible', (_, expected, found) => {
    expect(found()).toEqual(expected);
  });

  it('of somebody with one enrolled finger asks for that one', () => {
    expect(gaps(ready, { matchedFingers: ['right-index'] }, 1)).toEqual([]);
  });

  it('is impossible while two stations contradict each other', () => {
    const [admitted, ...rest] = line(...ready);
    const elsewhere = eventOf(drafts.toCourt(), { after: present(admitted).id });
    const custody = present(foldCustody([present(admitted), ...rest, elsewhere]));
    expect(gapsOfRelease(custody, whole, policy, 4, nowMs)).toContain('conflict');
  });

  it('lacks exactly what is taken away, whatever else is taken with it', () => {
    const removals: readonly (readonly [ReleaseGap, Partial<ReleaseEvidence>])[] = [
      ['order-left-open', { orderIds: [] }],
      ['holds-unknown', { holds: undefined }],
      ['identity-missing', { matchedFingers: [] }],
      ['second-officer-missing', { approvers: [] }],
    ];
    fc.assert(
      fc.property(
        fc.subarray([...removals]),
        fc.subarray([call, drafts.cleared(), drafts.propertyReturned()]),
        fc.boolean(),
        (taken, kept, queried) => {
          const evidence = Object.assign({}, ...taken.map(([, part]) => part));
          const asked = queried ? [drafts.queried()] : [];
          const found = gaps([drafts.admitted(), drafts.orderCalledBack(call.id), ...kept, ...asked], evidence);
          for (const [gap] of taken) expect(found).toContain(gap);
          expect(found.length === 0).toBe(taken.length === 0 && kept.length === 3 && !queried);
        },
      ),
      { seed: 17, numRuns: 100 },
    );
  });

  it('every gap can be shown', () => {
    const shown = new Set(cases.flatMap(([, expected]) => expected));
    expect(releaseGaps.filter((gap) => gap !== 'conflict' && !shown.has(gap))).toEqual([]);
  });
});
