import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { asif, drafts, eventId, eventOf, holdDocument, present, releaseOrder } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import { gapsOfLateHoldReport, type LateHoldReport } from './late-hold-report.ts';
import type { Approver } from './release.ts';

const line = (...written: readonly EventDraft[]): CustodyEvent[] => onto([], ...written);
const onto = (before: readonly CustodyEvent[], ...written: readonly EventDraft[]): CustodyEvent[] =>
  written.reduce<CustodyEvent[]>(
    (known, draft) => {
      const after = known.at(-1)?.id;
      return known.concat(eventOf(draft, after === undefined ? {} : { after }));
    },
    [...before],
  );
const lateHolds = (events: readonly CustodyEvent[]) => present(foldCustody(events)).lateHolds;

const late = line(drafts.admitted(), drafts.orderReceived(), drafts.cameLate());
const cameLate = present(late.at(-1));

describe('a hold that came after a verified order', () => {
  it('stands with when the order was verified and when it was added, until two officers report its document', () => {
    const hold = {
      event: cameLate.id,
      holdId: 'H-1',
      authority: 'Sessions Court',
      caseNumber: 'FIR 40/2026',
      addedAt: '2026-03-01T06:00:00.000Z',
      orders: [releaseOrder()],
      verifiedAt: '2026-03-01T05:00:00.000Z',
    };
    expect(lateHolds(late)).toEqual([hold]);
    expect(lateHolds(onto(late, drafts.lateHoldReported(asif, cameLate.id)))).toEqual([
      { ...hold, document: holdDocument },
    ]);
    expect(lateHolds(onto(late, drafts.lateHoldReported(asif, eventId)))).toEqual([hold]);
  });

  it('keeps nobody once it is lifted, or once no order that it came after is open', () => {
    for (const end of [
      drafts.lateHoldLifted(asif, cameLate.id),
      drafts.released(),
      drafts.calledBack(asif, 'RO-7', 'denied'),
    ])
      expect(lateHolds(onto(late, end))).toEqual([]);
    expect(lateHolds(onto(late, drafts.released(asif, 'RO-8')))).toHaveLength(1);
  });

  it('changes neither the state of the person nor the clock of the order', () => {
    const before = present(foldCustody(late.slice(0, -1)));
    const after = present(foldCustody(onto(late, drafts.lateHoldReported(asif, cameLate.id))));
    expect(after.state).toBe('RELEASE_PENDING');
    expect(after.openOrders).toEqual(before.openOrders);
  });

  it('recorded by two gates that had not heard of each other contradicts nothing', () => {
    const [, received] = late;
    const other = eventOf(drafts.cameLate(), { after: present(received).id });
    const moved = eventOf(drafts.toCourt(), { after: present(received).id });
    const custody = present(foldCustody([...late, other, moved]));
    expect(custody).toMatchObject({ state: 'OUT_COURT', heads: [moved.id], lateHolds: [{ holdId: 'H-1' }] });
  });

  it('stands as its events say in whatever order they come, each hold for itself', () => {
    const step = fc.record({
      kind: fc.constantFrom('came', 'lifted', 'reported', 'used' as const),
      hold: fc.constantFrom('H-1', 'H-2', 'H-3'),
      order: fc.constantFrom('RO-7', 'RO-8'),
      of: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 14 }), fc.infiniteStream(fc.nat()), (steps, shuffle) => {
        let events = line(drafts.admitted(), drafts.orderReceived(), drafts.orderReceived(asif, 'RO-8'));
        const came: { readonly id: string; readonly hold: string; readonly order: string }[] = [];
        const [lifted, reported, used] = [new Set<string>(), new Set<string>(), new Set<string>()];
        for (const { kind, hold, order, of } of steps) {
          const about = came[of % Math.max(1, came.length)];
          if (kind === 'came') {
            events = onto(events, drafts.cameLate(asif, order, hold));
            came.push({ id: present(events.at(-1)).id, hold, order });
          } else if (kind === 'used') {
            events = onto(events, drafts.released(asif, order));
            used.add(order);
          } else if (about) {
            const draft = kind === 'lifted' ? drafts.lateHoldLifted : drafts.lateHoldReported;
            events = onto(events, draft(asif, about.id));
            (kind === 'lifted' ? lifted : reported).add(about.hold);
          }
        }
        const expected = new Map(
          came
            .filter(({ hold, order }) => !lifted.has(hold) && !used.has(order))
            .map(({ hold }) => [hold, reported.has(hold)]),
        );
        const places = new Map(events.map((event) => [event, shuffle.next().value ?? 0]));
        const mixed = events.toSorted((a, b) => (places.get(a) ?? 0) - (places.get(b) ?? 0));
        for (const seen of [events, mixed, [...mixed, ...events]]) {
          const stand = lateHolds(seen).map(({ holdId, document }) => [holdId, document !== undefined] as const);
          expect(new Map(stand)).toEqual(expected);
          expect(stand).toHaveLength(expected.size);
        }
      }),
      { seed: 61, numRuns: 150 },
    );
  });
});

describe('the report of a late hold', () => {
  const officer = (officerId: string, role: string, keyId = `key of ${officerId}`): Approver => ({
    officerId,
    role,
    keyId,
    authenticator: 'pin',
  });
  const reportOf = (lateHold: string): LateHoldReport => {
    const event = eventOf(drafts.lateHoldReported(asif, lateHold));
    if (event.type !== 'prisoner.late-hold-reported.v1') throw new Error('no report');
    return event;
  };
  const [junior, senior] = [officer('4417', 'gate-officer'), officer('3001', 'deputy-superintendent')];
  const gaps = (signers: readonly Approver[], lateHold = cameLate.id) =>
    gapsOfLateHoldReport(reportOf(lateHold), late, signers);

  it('lacks nothing on the words of two officers of whom one is senior', () => {
    expect(gaps([junior, senior])).toEqual([]);
    expect(gaps([officer('1001', 'superintendent'), senior])).toEqual([]);
  });

  it('lacks what any one of its elements would be', () => {
    expect(gaps([])).toEqual(['second-officer-missing', 'senior-officer-missing']);
    expect(gaps([senior, senior])).toEqual(['second-officer-missing']);
    expect(gaps([senior, officer('3002', 'superintendent', senior.keyId)])).toEqual(['second-officer-missing']);
    expect(gaps([junior, officer('4418', 'gate-officer')])).toEqual(['senior-officer-missing']);
    expect(gaps([junior, senior], eventId)).toEqual(['late-hold-unknown']);
  });
});
