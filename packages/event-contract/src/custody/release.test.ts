import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionDigest } from '../canonical.ts';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import type { HandOver } from '../events/hand-over.ts';
import type { StatedHold } from '../events/late-hold.ts';
import { asif, drafts, eventOf, hold, photographHash, police, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import {
  type Approver,
  gapsOfRelease,
  type ReleaseEvidence,
  type ReleaseGap,
  type ReleasePolicy,
  releaseGaps,
} from './release.ts';
import { releaseDigest } from './words.ts';

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
  holds: { open: [], asOfMs: nowMs - 4 * 60_000 },
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
    ['while another hold stands', ['other-hold'], () => gaps(ready, { holds: { open: [hold()], asOfMs: nowMs } })],
    ['while nothing is known of other holds', ['holds-unknown'], () => gaps(ready, { holds: undefined })],
    ['while that is old', ['holds-unknown'], () => gaps(ready, { holds: { open: [], asOfMs: nowMs - 61 * 60_000 } })],
    [
      'while that is from the future',
      ['holds-unknown'],
      () => gaps(ready, { holds: { open: [], asOfMs: nowMs + 61 * 60_000 } }),
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
    const shown = new Set([...cases.flatMap(([, expected]) => expected), 'hand-over-incomplete']);
    expect(releaseGaps.filter((gap) => gap !== 'conflict' && !shown.has(gap))).toEqual([]);
  });
});

describe('a release into the hands of the police', () => {
  const stated = (holdId = 'H-1') => ({ ...hold(holdId), handOver: true as const });
  const handOver: HandOver = { ...police, holds: ['H-1'] };
  const statedNow = (...open: readonly StatedHold[]) => ({ open, asOfMs: nowMs });

  it('may happen when it answers every other matter, or when there is none', () => {
    expect(gaps(ready, { holds: statedNow(stated()), handOver })).toEqual([]);
    expect(gaps(ready, { handOver: { ...handOver, holds: [] } })).toEqual([]);
    const two = { ...handOver, holds: ['H-2', 'H-1'] };
    expect(gaps(ready, { holds: statedNow(stated(), stated('H-2')), handOver: two })).toEqual([]);
  });

  it.each<[string, ReleaseGap[], Partial<ReleaseEvidence>]>([
    ['of whom nobody takes them over', ['other-hold'], { holds: statedNow(stated()) }],
    ['for a matter that only the court can end', ['other-hold'], { holds: statedNow(hold()), handOver }],
    [
      'while one of two matters keeps them inside',
      ['other-hold'],
      { holds: statedNow(stated(), hold('H-2')), handOver: { ...handOver, holds: ['H-1', 'H-2'] } },
    ],
    ['for one of two matters', ['other-hold'], { holds: statedNow(stated(), stated('H-2')), handOver }],
    ['for none of them', ['other-hold'], { holds: statedNow(stated()), handOver: { ...handOver, holds: [] } }],
    ['for a matter that is not open', ['hand-over-incomplete'], { handOver }],
    [
      'for another matter than is open',
      ['other-hold', 'hand-over-incomplete'],
      { holds: statedNow(stated('H-2')), handOver },
    ],
    [
      'for one matter twice',
      ['hand-over-incomplete'],
      { holds: statedNow(stated()), handOver: { ...handOver, holds: ['H-1', 'H-1'] } },
    ],
    ['on no statement', ['hand-over-incomplete', 'holds-unknown'], { holds: undefined, handOver }],
    ['on an old statement', ['holds-unknown'], { holds: { open: [stated()], asOfMs: nowMs - 61 * 60_000 }, handOver }],
  ])('%s is impossible', (_, expected, evidence) => {
    expect(gaps(ready, evidence)).toEqual(expected);
  });

  it('is impossible for a hold that came after the order while nobody has seen its document', () => {
    const came = eventOf(drafts.cameLate());
    const evidence = { holds: statedNow(stated()), handOver };
    expect(gaps([...ready, came], evidence)).toEqual(['other-hold']);
    const reported = [...ready, came, drafts.lateHoldReported(asif, came.id)];
    expect(gaps(reported, evidence)).toEqual([]);
    const late = { addedAt: '2026-03-01T06:00:00.000Z', orders: ['RO-7'] };
    const saysSo = { holds: statedNow({ ...stated(), late }), handOver };
    expect(gaps(reported, saysSo)).toEqual([]);
    expect(gaps(ready, saysSo)).toEqual(['other-hold']);
    const again = { ...late, addedAt: '2026-03-01T07:00:00.000Z' };
    expect(gaps(reported, { holds: statedNow({ ...stated(), late: again }), handOver })).toEqual(['other-hold']);
    const ofAnother = { ...late, orders: ['RO-6'] };
    expect(gaps(ready, { holds: statedNow({ ...stated(), late: ofAnother }), handOver })).toEqual([]);
  });

  it('is impossible without any one part of what says who takes them over, whatever else is missing', () => {
    const parts = Object.keys(handOver) as (keyof HandOver)[];
    fc.assert(
      fc.property(fc.subarray(parts), fc.subarray([drafts.cleared(), drafts.propertyReturned()]), (kept, papers) => {
        const written = Object.fromEntries(kept.map((part) => [part, handOver[part]]));
        const line = [drafts.admitted(), drafts.orderReceived(), ...papers];
        const found = gaps(line, { holds: statedNow(stated()), handOver: written });
        expect(found.includes('hand-over-incomplete')).toBe(kept.length < parts.length);
        expect(found.length === 0).toBe(kept.length === parts.length && papers.length === 2);
      }),
      { seed: 17, numRuns: 200 },
    );
  });

  it('needs every other element of a release as well', () => {
    const evidence = { holds: statedNow(stated()), handOver };
    const [first] = whole.approvers;
    for (const [expected, found] of [
      ['order-not-confirmed', gaps(without(drafts.orderReceived()), evidence)],
      ['identity-missing', gaps(ready, { ...evidence, matchedFingers: ['right-index'] })],
      ['medical-missing', gaps(without(drafts.cleared()), evidence)],
      ['property-missing', gaps(without(drafts.propertyReturned()), evidence)],
      ['second-officer-missing', gaps(ready, { ...evidence, approvers: first ? [first] : [] })],
      [
        'senior-officer-missing',
        gaps(ready, { ...evidence, approvers: [approver('1', 'clerk'), approver('2', 'clerk')] }),
      ],
      ['order-used', gaps([...ready, drafts.releasedToPolice()], evidence)],
      ['already-released', gaps([...ready, drafts.releasedToPolice()], evidence)],
      ['record-altered', gaps(ready, { ...evidence, recordIsAltered: true })],
      ['clock-behind', gaps(ready, { ...evidence, clockIsBehind: true })],
    ] as const)
      expect(found).toContain(expected);
  });

  it('lets nobody go whom one of two sets of holds keeps, whatever is named', () => {
    const ids = ['H-1', 'H-2', 'H-3'] as const;
    fc.assert(
      fc.property(fc.subarray([...ids]), fc.subarray([...ids]), fc.subarray([...ids]), (open, answerable, named) => {
        const holds = statedNow(...open.map((id) => (answerable.includes(id) ? stated(id) : hold(id))));
        const found = gaps(ready, { holds, handOver: { ...handOver, holds: named } });
        const isSame = open.length === named.length && open.every((id) => named.includes(id));
        expect(found.length === 0).toBe(isSame && open.every((id) => answerable.includes(id)));
      }),
      { seed: 17, numRuns: 300 },
    );
  });
});

describe('the words for a release', () => {
  const said = { subject: asif, orderIds: ['RO-7'], medicalClearance: 'a', propertyReturn: 'b' };
  const handOver: HandOver = { ...police, holds: ['H-1'] };
  const digest = (changes: Partial<HandOver>) =>
    releaseDigest('release', { ...said, handOver: { ...handOver, ...changes } });

  it('are those of before where nobody is handed over', () => {
    expect(releaseDigest('release', said)).toBe(decisionDigest({ meaning: 'release', ...said }));
  });

  it('are for every part of a hand-over', () => {
    const { document } = police;
    const changed = [
      digest({}),
      releaseDigest('release', said),
      digest({ officer: 'Another' }),
      digest({ rank: 'ASI' }),
      digest({ beltNumber: '1188' }),
      digest({ policeStation: 'Model Town' }),
      digest({ caseNumber: 'FIR 41/2026' }),
      digest({ document: { ...document, number: 'FIR 41/2026' } }),
      digest({ document: { ...document, kind: 'warrant' } }),
      digest({ document: { ...document, authority: 'Magistrate' } }),
      digest({ document: { ...document, on: '2026-02-21' } }),
      digest({ holds: [] }),
    ];
    expect(new Set(changed).size).toBe(changed.length);
  });
});
