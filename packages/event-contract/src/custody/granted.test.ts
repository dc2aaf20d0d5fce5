import { describe, expect, it } from 'vitest';
import type { Command } from '../command.ts';
import type { EventDraft } from '../events/catalogue.ts';
import { signMessage } from '../signature.ts';
import { asif, bilal, commandId, drafts, enrol, eventId, eventOf, present, releaseOrder } from '../test-kit.ts';
import { foldCustody } from './fold.ts';
import { holdsGrant } from './granted.ts';
import { isOrderReceived } from './orders.ts';

const centre = enrol('centre', 'centre', 'headquarters');
const statement = { feed: 'sessions-court', statementId: eventId };
const body = { purpose: 'grant-release-order', subject: asif, order: releaseOrder(), statement } as const;

const granted = (changes: Partial<Command> = {}, by = centre.signer): string => {
  const [issuedAt, expiresAt] = ['2026-03-01T05:00:00.000Z', '2026-03-01T06:00:00.000Z'];
  return signMessage(
    'custody-command+json',
    { commandId, recipient: 'gate-1', issuedAt, expiresAt, body, ...changes },
    by,
  ).text;
};
function received(grant: string, changes: object = {}) {
  const draft: EventDraft = {
    type: 'prisoner.release-order-received.v2',
    subject: asif,
    data: { order: releaseOrder(), commandId, statement, grant, ...changes },
  };
  const event = eventOf(draft);
  if (!isOrderReceived(event)) throw new Error('no order');
  return event;
}

describe('an order that a station says the centre granted', () => {
  it('was, where the event holds the grant itself, also long after it expired', () => {
    expect(holdsGrant(received(granted()), centre.enrolment)).toBe(true);
    const both = { ...body, calledBack: eventId };
    expect(holdsGrant(received(granted({ body: both }), { calledBack: eventId }), centre.enrolment)).toBe(true);
  });

  it.each([
    ['signed by somebody else', () => received(granted({}, enrol('centre', 'centre', 'headquarters').signer))],
    ['that is no grant', () => received('granted')],
    ['to another station', () => received(granted({ recipient: 'gate-2' }))],
    ['of another command', () => received(granted({ commandId: '00000000-0000-4000-8000-000000000000' }))],
    ['for another person', () => received(granted({ body: { ...body, subject: bilal } }))],
    ['of another order', () => received(granted({ body: { ...body, order: releaseOrder('RO-8') } }))],
    ['of another case', () => received(granted(), { order: { ...releaseOrder(), caseNumber: 'FIR 1/26' } })],
    ['on another statement', () => received(granted(), { statement: { ...statement, feed: 'other-court' } })],
    ['on a statement, where the event says a call', () => received(granted(), { calledBack: eventId })],
    ['of something else', () => received(granted({ body: { purpose: 'state-holds', subject: asif, holds: [] } }))],
  ])('was not, where the event holds one %s', (_, event) => {
    expect(holdsGrant(event(), centre.enrolment)).toBe(false);
  });

  it('from before grants stood in the record proves nothing by itself', () => {
    const old = eventOf(drafts.orderReceived());
    expect(isOrderReceived(old) && holdsGrant(old, centre.enrolment)).toBe(false);
  });

  it('counts in the fold as confirmed by that statement, and as confirmed by nobody without the grant', () => {
    const admission = eventOf(drafts.admitted());
    const orders = (grant: string) =>
      present(foldCustody([admission, received(grant)], { isGranted: (event) => holdsGrant(event, centre.enrolment) }))
        .openOrders;
    expect(orders(granted())).toMatchObject([{ orderId: 'RO-7', verified: { by: 'feed', statement } }]);
    expect(orders('granted')).toMatchObject([{ orderId: 'RO-7' }]);
    expect(orders('granted')[0]).not.toHaveProperty('verified');
  });
});
