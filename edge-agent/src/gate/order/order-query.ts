import type { EventDraft, OrderDifference, QueryAnswer } from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import type { BoardDesk, World } from '../desk.ts';
import { attestation, type ToSign } from '../signing/attestation.ts';

const hourMs = 3_600_000;

/** Asks the court whom an order on the board means; nothing where it is asked already or the order is not there. */
export function queryDraft(
  desk: BoardDesk,
  { subject, custody }: Person,
  { orderId, differs }: { readonly orderId: string; readonly differs: readonly OrderDifference[] },
  { policy, nowMs }: World,
): EventDraft | undefined {
  const open = custody.openOrders.find((order) => order.orderId === orderId);
  if (desk.movement !== 'release' || !open || open.queries.length > 0) return undefined;
  const { court, caseNumber } = open;
  const answerDue =
    policy.orderQueryHours !== undefined && new Date(nowMs + policy.orderQueryHours * hourMs).toISOString();
  return {
    type: 'prisoner.order-queried.v1',
    subject,
    data: { order: { orderId, court, caseNumber }, differs: [...new Set(differs)], ...(answerDue && { answerDue }) },
  };
}

/** What an officer signs who had the court's answer to a query about an order on the board. */
export function answerToSign(
  desk: BoardDesk,
  { subject, custody }: Person,
  { query, answer, reference }: { readonly query: string; readonly answer: QueryAnswer; readonly reference: string },
): ToSign | undefined {
  const isOpen = custody.openOrders.some(({ queries }) => queries.some(({ event }) => event === query));
  if (desk.movement !== 'release' || !isOpen) return undefined;
  const said = { query, answer, reference };
  return attestation((approvals) => ({
    type: 'prisoner.order-query-answered.v1',
    subject,
    data: { ...said, approvals },
  }));
}
