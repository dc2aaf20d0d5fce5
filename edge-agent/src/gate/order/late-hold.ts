import {
  type EventDraft,
  isKept,
  type LateHold,
  type OfficerRole,
  type StatedHold,
} from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import { listNameOf } from '../../people/person-name.ts';
import type { LateView } from '../view.ts';
import type { HoldsStatement } from './holds.ts';

const isOf = ({ holdId, addedAt }: LateHold, { holdId: stated, late }: StatedHold): boolean =>
  holdId === stated && addedAt === late?.addedAt;

/**
 * What is to be recorded because the centre states a hold that came after an order had been verified, or names one no more: once each, by
 * the gate that holds the order.
 */
export function lateHoldDrafts(
  { subject, custody }: Person,
  station: string,
  { open, asOf, text: statement }: HoldsStatement,
): EventDraft[] {
  const orders = custody.openOrders.filter(({ holder, verified }) => holder === station && verified);
  const came = open.flatMap((stated): EventDraft[] => {
    const { late, ...hold } = stated;
    if (!late) return [];
    const said = custody.lateHolds.find((one) => isOf(one, stated));
    const heldUp = orders
      .filter(({ orderId }) => late.orders.includes(orderId) && !said?.orders.some((one) => one.orderId === orderId))
      .map(({ orderId, court, caseNumber }) => ({ orderId, court, caseNumber }));
    if (heldUp.length === 0) return [];
    const data = { hold, addedAt: late.addedAt, orders: heldUp, statement };
    return [{ type: 'prisoner.hold-came-late.v1', subject, data }];
  });
  const lifted = custody.lateHolds
    .filter((one) => one.addedAt <= asOf && !open.some((stated) => isOf(one, stated)))
    .filter((one) => one.orders.some(({ orderId }) => orders.some((order) => order.orderId === orderId)))
    .map(({ event }): EventDraft => {
      return { type: 'prisoner.late-hold-lifted.v1', subject, data: { lateHold: event, statement } };
    });
  return [...came, ...lifted];
}

/** Whose duty it is to see the document: the superintendent's, once the person is inside too long because of it. */
function ownerOf({ orders }: LateHold, { custody }: Person): OfficerRole {
  const isOverDetained = custody.openOrders.some(
    ({ orderId, overDetainedRaised }) => overDetainedRaised && orders.some((one) => one.orderId === orderId),
  );
  return isOverDetained ? 'superintendent' : 'deputy-superintendent';
}

/** Late holds of which nobody has seen the document: each stands until two officers report it, or the centre lifts it. */
export const unreportedHolds = (person: Person): LateView[] =>
  (isKept(person.custody.state) ? person.custody.lateHolds : [])
    .filter(({ document }) => document === undefined)
    .map((hold): LateView => {
      const owner = ownerOf(hold, person);
      const said = { person: listNameOf(person), case: hold.caseNumber, owner: say(`role.${owner}`) };
      return {
        kind: 'late-hold',
        subject: person.subject,
        owner,
        sign: 'stop',
        since: hold.addedAt,
        text: say('late-hold.alarm', said),
        heldBy: [hold],
      };
    });

/** The late holds because of which nothing is done on an order. */
export const holdingUp = ({ custody }: Person, orderId: string): LateHold[] =>
  custody.lateHolds.filter(({ orders }) => orders.some((one) => one.orderId === orderId));
