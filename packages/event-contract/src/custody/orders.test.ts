import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustodyEvent } from '../envelope.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { asif, drafts, eventOf, present, releaseOrder } from '../test-kit.ts';
import { foldCustody } from './fold.ts';

const admission = eventOf(drafts.admitted());
const written = (draft: EventDraft): CustodyEvent => eventOf(draft, { after: admission.id });
const ordersAfter = (...events: readonly CustodyEvent[]) => present(foldCustody([admission, ...events]));
function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length < 2) return [[...items]];
  return items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
}
const open = (...events: readonly CustodyEvent[]) => ordersAfter(...events).openOrders;

describe('an order that the court’s feed confirmed', () => {
  it('is verified since it was received', () => {
    const received = written(drafts.orderReceived());
    expect(open(received)).toMatchObject([{ orderId: 'RO-7', verified: { by: 'feed', at: received.time } }]);
  });
});

describe('an order for somebody whom a prison sent away', () => {
  const at = (source: string, grant: string) => {
    const data = { order: releaseOrder(), commandId: grant, grant: 'as signed' };
    return {
      received: eventOf({ type: 'prisoner.release-order-received.v2', subject: asif, data }, { source }),
      passedOn: eventOf({ type: 'prisoner.release-order-passed-on.v1', subject: asif, data }, { source }),
    };
  };
  const [here, there] = [at('/jail-a/gate-1', crypto.randomUUID()), at('/jail-b/gate-7', crypto.randomUUID())];

  it('is no longer the business of the gate that gave it up, and is that of the gate that got it then', () => {
    expect(open(here.received, here.passedOn)).toEqual([]);
    for (const events of permutations([here.received, here.passedOn, there.received]))
      expect(open(...events)).toMatchObject([{ orderId: 'RO-7', holder: '/jail-b/gate-7' }]);
  });

  it('is given up by the gate alone that got it, and may come back to it', () => {
    expect(open(there.received, { ...there.passedOn, source: here.received.source })).toHaveLength(1);
    const again = at('/jail-a/gate-1', crypto.randomUUID());
    expect(open(here.received, here.passedOn, again.received)).toMatchObject([{ holder: '/jail-a/gate-1' }]);
  });

  it('contradicts nothing that another prison recorded meanwhile', () => {
    const dispatched = eventOf(drafts.dispatched(), { after: admission.id });
    const [one, other] = [here.passedOn, there.passedOn].map((event) => ({ ...event, after: dispatched.id }));
    const arrived = eventOf(drafts.received(), { after: dispatched.id, source: '/jail-b/gate-7' });
    for (const events of permutations([dispatched, present(one), present(other), arrived]))
      expect(ordersAfter(...events)).toMatchObject({ state: 'IN_CUSTODY', heads: [arrived.id], site: 'jail-b' });
  });
});

describe('an order that was granted on a call-back', () => {
  const call = written(drafts.calledBack());

  it('is verified by that call and names who called', () => {
    const verified = { by: 'call-back', at: call.time, event: call.id, officerId: '6001' };
    expect(open(call, written(drafts.orderCalledBack(call.id)))).toMatchObject([{ verified }]);
  });

  it.each([
    ['is not on record', []],
    ['found nothing', [written(drafts.calledBack(asif, 'RO-7', 'not-found'))]],
    ['was about another order', [written(drafts.calledBack(asif, 'RO-8'))]],
  ])('is not verified where the call %s', (_, calls) => {
    const [order] = open(...calls, written(drafts.orderCalledBack(calls[0]?.id ?? call.id)));
    expect(order).toMatchObject({ orderId: 'RO-7' });
    expect(order).not.toHaveProperty('verified');
  });

  it('is not verified where the call was about another case', () => {
    const other = eventOf({
      type: 'prisoner.release-order-received.v1',
      subject: asif,
      data: {
        order: { ...releaseOrder(), caseNumber: 'FIR 13/2026' },
        commandId: admission.chainid,
        calledBack: call.id,
      },
    });
    expect(open(call, other)[0]).not.toHaveProperty('verified');
  });
});

describe('an order that the court disowns', () => {
  it('by telephone is open no more, whatever is granted before or after', () => {
    const denied = written(drafts.calledBack(asif, 'RO-7', 'denied'));
    const received = written(drafts.orderReceived());
    for (const events of [[denied], [denied, received], [received, denied]])
      expect(ordersAfter(...events)).toMatchObject({ state: 'IN_CUSTODY', openOrders: [], deniedOrders: ['RO-7'] });
  });

  it('in answer to a query was meant for somebody else', () => {
    const received = written(drafts.orderReceived());
    const query = written(drafts.queried());
    const answer = written(drafts.queryAnswered(query.id, 'another-person'));
    expect(ordersAfter(received, query, answer)).toMatchObject({ openOrders: [], deniedOrders: ['RO-7'] });
  });
});

describe('a query to the court', () => {
  it('stands with its order until the court has answered', () => {
    const received = written(drafts.orderReceived());
    const query = written(drafts.queried());
    expect(open(received, query)).toMatchObject([{ queries: [{ event: query.id, differs: ['parentage'] }] }]);
    expect(open(received, query, written(drafts.queryAnswered(query.id)))).toMatchObject([{ queries: [] }]);
  });

  it('is not ended by the answer to another one', () => {
    const received = written(drafts.orderReceived());
    const [first, second] = [written(drafts.queried()), written(drafts.queried())];
    const [order] = open(received, first, second, written(drafts.queryAnswered(first.id)));
    expect(order?.queries.map(({ event }) => event)).toEqual([second.id]);
  });
});

describe('orders', () => {
  it('come to the same in whatever order their events arrive', () => {
    const call = written(drafts.calledBack());
    const query = written(drafts.queried());
    const events = [
      call,
      written(drafts.orderCalledBack(call.id)),
      query,
      written(drafts.queryAnswered(query.id)),
      written(drafts.overDetained()),
      written(drafts.orderReceived(asif, 'RO-8')),
      written(drafts.calledBack(asif, 'RO-8', 'denied')),
    ];
    const expected = ordersAfter(...events);
    expect(expected).toMatchObject({
      openOrders: [{ orderId: 'RO-7', queries: [], overDetainedRaised: true, verified: { by: 'call-back' } }],
      deniedOrders: ['RO-8'],
    });
    fc.assert(
      fc.property(fc.shuffledSubarray(events, { minLength: events.length }), (shuffled) => {
        const { heads: _, ...orders } = ordersAfter(...shuffled);
        expect({ ...orders, heads: expected.heads }).toEqual(expected);
      }),
      { seed: 41, numRuns: 50 },
    );
  });
});
