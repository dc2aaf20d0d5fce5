import { type CustodyEvent, courtKey, type EventDraft, type NoticeContent } from '@custody-edge/event-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asif, drafts, eventOf, present, releaseOrder } from '../../../packages/event-contract/src/test-kit.ts';
import { noticesOf } from './notices-of.ts';

/** One line of history: each event after the one before it, at one gate after the other if the gates differ. */
function line(...written: readonly (EventDraft | { draft: EventDraft; source: string })[]): CustodyEvent[] {
  let after: string | undefined;
  return written.map((one) => {
    const { draft, source } = 'draft' in one ? one : { draft: one, source: '/jail-a/gate-1' };
    const event = eventOf(draft, { source, ...(after !== undefined && { after }) });
    after = event.id;
    return event;
  });
}

function orderFrom(court: string, orderId: string): EventDraft {
  const draft = drafts.orderReceived(asif, orderId);
  if (draft.type !== 'prisoner.release-order-received.v1') throw new Error('no order');
  return { ...draft, data: { ...draft.data, order: { ...releaseOrder(orderId), court } } };
}
const errorOf = ({ id }: CustodyEvent): CustodyEvent => eventOf(drafts.releaseError(asif, id), { after: id });
const magistrate = 'Magistrate Model Town';
const warrant = { number: 'RW-1', caseNumber: 'FIR 12/2026' };
const last = (events: readonly CustodyEvent[]) => present(events.at(-1));

describe('The certificate that goes back with a warrant', () => {
  it('names to the warrant’s court its warrant and every order, and to another court its own order alone', () => {
    const events = line(
      drafts.admitted(),
      orderFrom('Sessions Court', 'RO-7'),
      orderFrom(magistrate, 'RO-8'),
      drafts.released(asif, 'RO-7', 'RO-8'),
    );
    const { id: event, time: happenedAt } = last(events);
    const said = { kind: 'custody-ended', site: 'jail-a', event, happenedAt, ending: { how: 'released' } };
    const second = { ...releaseOrder('RO-8'), court: magistrate };
    expect(noticesOf(events)).toEqual([
      { ...said, court: 'Sessions Court', warrant, orders: [releaseOrder('RO-7'), second], ordersNotOnRecord: [] },
      { ...said, court: magistrate, orders: [second], ordersNotOnRecord: [] },
    ]);
  });

  it('goes once to a court whose name is spelled with other spaces or letters', () => {
    const events = line(drafts.admitted(), orderFrom('SESSIONS  court', 'RO-7'), drafts.released());
    expect(noticesOf(events)).toMatchObject([{ court: 'Sessions Court', orders: [{ orderId: 'RO-7' }] }]);
  });

  it.each([
    ['at the gate', drafts.released(), { how: 'released' }],
    ['at court', drafts.releasedAtCourt(), { how: 'released-at-court' }],
    ['into the hands of police', drafts.releasedToPolice(), { how: 'released-to-police', policeStation: 'Ichhra' }],
    ['by death', drafts.deceased(), { how: 'died' }],
  ])('says how custody ended: %s', (_, draft, ending) => {
    const events = line(drafts.admitted(), drafts.orderReceived(), draft);
    expect(noticesOf(events)).toMatchObject([{ kind: 'custody-ended', ending, orders: [releaseOrder()] }]);
  });

  it('says which order nothing on record explains, and tells no court of it by a guess', () => {
    const events = line(drafts.admitted(), drafts.released());
    expect(noticesOf(events)).toMatchObject([{ court: 'Sessions Court', orders: [], ordersNotOnRecord: ['RO-7'] }]);
  });

  it.each([
    ['a transfer', drafts.dispatched()],
    ['an escape', drafts.escaped()],
    ['a journey', drafts.toCourt()],
  ])('is not written for %s', (_, draft) => {
    expect(noticesOf(line(drafts.admitted(), draft))).toEqual([]);
  });

  it('is of the warrant on which the person came last, after a second release of its own', () => {
    const events = line(
      drafts.admitted(),
      drafts.orderReceived(),
      drafts.released(),
      drafts.admittedInFull(),
      drafts.orderReceived(asif, 'RO-9'),
      drafts.released(asif, 'RO-9'),
    );
    expect(noticesOf(events)).toMatchObject([{ warrant: { number: 'RW-1' } }, { warrant: { number: 'RW-2' } }]);
  });

  it('is signed for by the prison that let the person go, once the record of the other has come', () => {
    const there = { source: '/jail-b/gate-9' };
    const events = line(
      drafts.admitted(),
      drafts.dispatched(),
      { draft: drafts.received(), ...there },
      { draft: drafts.orderReceived(), ...there },
      { draft: drafts.released(), ...there },
    );
    expect(noticesOf(events)).toMatchObject([{ site: 'jail-b', warrant }]);
    for (const missing of events.slice(0, -1))
      expect(noticesOf(events.filter((event) => event !== missing))).toEqual([]);
  });

  it('is taken back from every court that holds it, when the release was an error', () => {
    const released = line(
      drafts.admitted(),
      drafts.orderReceived(),
      orderFrom(magistrate, 'RO-8'),
      drafts.released(asif, 'RO-7', 'RO-8'),
    );
    const error = errorOf(last(released));
    const notices = noticesOf([...released, error]);
    expect(notices.map(({ kind, court }) => [kind, court])).toEqual([
      ['custody-ended', 'Sessions Court'],
      ['custody-ended', magistrate],
      ['released-in-error', 'Sessions Court'],
      ['released-in-error', magistrate],
    ]);
    expect(notices[2]).toMatchObject({ event: error.id, release: last(released).id, warrant });
  });
});

describe('A child', () => {
  it('is made known to the court of the warrant, by its papers alone', () => {
    const events = line(drafts.admittedInFull(asif, true));
    const { id: event, time: happenedAt } = last(events);
    expect(noticesOf(events)).toEqual([
      {
        kind: 'child-received',
        court: 'Sessions Court',
        site: 'jail-a',
        event,
        happenedAt,
        warrant: { number: 'RW-2', caseNumber: 'FIR 13/2026' },
      },
    ]);
  });

  it('who is of age is no reason to tell a court anything', () => {
    expect(noticesOf(line(drafts.admittedInFull(asif, false)))).toEqual([]);
  });
});

describe('Whatever order events come in', () => {
  const whole = line(
    drafts.admittedInFull(asif, true),
    drafts.orderReceived(),
    orderFrom(magistrate, 'RO-8'),
    drafts.cameLate(),
    drafts.dispatched(),
    { draft: drafts.received(), source: '/jail-b/gate-9' },
    drafts.released(asif, 'RO-7', 'RO-8'),
  );
  const cameLate = present(whole.find(({ type }) => type === 'prisoner.hold-came-late.v1'));
  const reported = eventOf(drafts.lateHoldReported(asif, cameLate.id), { after: cameLate.id });
  const events = [...whole, reported, errorOf(last(whole))];
  const keyOf = ({ event, court, kind }: NoticeContent) => `${event} ${courtKey(court)} ${kind}`;

  it('the same courts are told the same, nobody twice of one thing, and never anything that must be unsaid', () => {
    const all = new Map(noticesOf(events).map((notice) => [keyOf(notice), notice]));
    expect(all.size).toBe(6);
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (arrived) => {
        const told = new Map<string, NoticeContent>();
        for (let held = 1; held <= arrived.length; held++) {
          const notices = noticesOf(arrived.slice(0, held));
          expect(new Set(notices.map(keyOf)).size).toBe(notices.length);
          for (const notice of notices) {
            expect(told.get(keyOf(notice)) ?? notice).toEqual(notice);
            told.set(keyOf(notice), notice);
          }
        }
        expect(told).toEqual(all);
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
