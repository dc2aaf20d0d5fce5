import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { asif, drafts, eventOf, present } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import { gapsOfRelease, type ReleaseEvidence, type ReleaseGap, releaseGaps } from './release.ts';

const nowMs = Date.UTC(2026, 2, 1, 9);
const policy = { fingers: 2, holdsMaxAgeMinutes: 60 };
const whole: ReleaseEvidence = {
  station: '/jail-a/gate-1',
  orderIds: ['RO-7'],
  matchedFingers: ['right-index', 'left-thumb'],
  holds: { open: 0, asOfMs: nowMs - 4 * 60_000 },
  approvers: [
    { officerId: '4417', role: 'gate-officer' },
    { officerId: '3001', role: 'deputy-superintendent' },
  ],
};

const ready = [drafts.admitted(), drafts.orderReceived(), drafts.cleared(), drafts.propertyReturned()];

function line(...written: EventDraft[]): CustodyEvent[] {
  return written.reduce<CustodyEvent[]>((before, draft) => {
    const after = before.at(-1)?.id;
    return before.concat(eventOf(draft, after === undefined ? {} : { after }));
  }, []);
}

function gaps(
  written: readonly EventDraft[],
  evidence: Partial<ReleaseEvidence> = {},
  enrolledFingers = 4,
): ReleaseGap[] {
  const custody = present(foldCustody(line(...written)));
  return gapsOfRelease(custody, { ...whole, ...evidence }, policy, enrolledFingers, nowMs);
}

const without = (draft: EventDraft): EventDraft[] => ready.filter((one) => one.type !== draft.type);

describe('a release', () => {
  it('may happen when nothing is missing', () => {
    expect(gaps(ready)).toEqual([]);
  });

  const [gateOfficer, deputy] = whole.approvers;
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
    ['while another hold stands', ['other-hold'], () => gaps(ready, { holds: { open: 1, asOfMs: nowMs } })],
    ['while nothing is known of other holds', ['holds-unknown'], () => gaps(ready, { holds: undefined })],
    ['while that is old', ['holds-unknown'], () => gaps(ready, { holds: { open: 0, asOfMs: nowMs - 61 * 60_000 } })],
    [
      'while that is from the future',
      ['holds-unknown'],
      () => gaps(ready, { holds: { open: 0, asOfMs: nowMs + 61 * 60_000 } }),
    ],
    ['with one finger', ['identity-missing'], () => gaps(ready, { matchedFingers: ['right-index'] })],
    [
      'with one finger twice',
      ['identity-missing'],
      () => gaps(ready, { matchedFingers: ['right-index', 'right-index'] }),
    ],
    ['with no finger at all', ['identity-missing'], () => gaps(ready, { matchedFingers: [] }, 0)],
    ['without medical clearance', ['medical-missing'], () => gaps(without(drafts.cleared()))],
    ['without the property returned', ['property-missing'], () => gaps(without(drafts.propertyReturned()))],
    ['by one officer', ['second-officer-missing'], () => gaps(ready, { approvers: whole.approvers.slice(1) })],
    [
      'by one officer twice',
      ['second-officer-missing'],
      () => gaps(ready, { approvers: [present(deputy), present(deputy)] }),
    ],
    [
      'by two officers of whom neither may decide it',
      ['senior-officer-missing'],
      () => gaps(ready, { approvers: [present(gateOfficer), { officerId: '9', role: 'clerk' }] }),
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
        fc.subarray([drafts.cleared(), drafts.propertyReturned()]),
        (taken, kept) => {
          const evidence = Object.assign({}, ...taken.map(([, part]) => part));
          const found = gaps([drafts.admitted(), drafts.orderReceived(), ...kept], evidence);
          for (const [gap] of taken) expect(found).toContain(gap);
          expect(found.length === 0).toBe(taken.length === 0 && kept.length === 2);
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
