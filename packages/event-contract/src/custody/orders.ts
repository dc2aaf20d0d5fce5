import { z } from 'zod';
import type { CustodyEvent } from '../envelope.ts';
import { officerIdSchema } from '../events/officer.ts';
import { orderDifferences } from '../events/order.ts';
import { grantedOn, releaseOrderSchema } from '../events/prisoner.ts';
import { instant } from '../text.ts';

/** By which of the two lawful channels the court confirmed an order, and since when it is on record. */
const verificationSchema = z.discriminatedUnion('by', [
  z.strictObject({
    by: z.literal('feed'),
    at: instant,
    /** The signed statement that it stands in; absent in grants from before they named it. */
    statement: grantedOn.statement,
  }),
  z.strictObject({ by: z.literal('call-back'), at: instant, event: z.uuidv7(), officerId: officerIdSchema }),
]);
export type Verification = z.infer<typeof verificationSchema>;

/** A question to the court about an order that has not been answered. */
const openQuerySchema = z.strictObject({
  event: z.uuidv7(),
  askedAt: instant,
  differs: z.array(z.enum(orderDifferences)),
  answerDue: instant.exactOptional(),
});

/** A release order that was granted and not yet acted on. */
export const openOrderSchema = z.strictObject({
  ...releaseOrderSchema.shape,
  /** The one station that may act on it, as `/site/station`. */
  holder: z.string(),
  /** Absent while the call-back that it is said to rest on is not on record. */
  verified: verificationSchema.exactOptional(),
  queries: z.array(openQuerySchema),
  /** Whether it is on record that the person is inside too long after it. */
  overDetainedRaised: z.boolean(),
});
export type OpenOrder = z.infer<typeof openOrderSchema>;

type GateReleaseType = 'prisoner.released.v2' | 'prisoner.released-to-police.v1';
/** A gate let the person go: to freedom, or into the hands of named police. */
export type GateRelease = Extract<CustodyEvent, { type: GateReleaseType }>;

/** Whether an event, or a draft of one, is such a release. */
export const isGateRelease = <Written extends { readonly type: string }>(
  written: Written,
): written is Extract<Written, { readonly type: GateReleaseType }> =>
  written.type === 'prisoner.released.v2' || written.type === 'prisoner.released-to-police.v1';

/** The person was let go, at a gate or by a court. */
export type Release = GateRelease | Extract<CustodyEvent, { type: 'prisoner.released-at-court.v1' }>;

export const isRelease = (event: CustodyEvent): event is Release =>
  isGateRelease(event) || event.type === 'prisoner.released-at-court.v1';

/** A station says that the centre granted it an order, in whichever version it was written. */
export type OrderReceived = Extract<
  CustodyEvent,
  { type: 'prisoner.release-order-received.v1' | 'prisoner.release-order-received.v2' }
>;
export const isOrderReceived = (event: CustodyEvent): event is OrderReceived =>
  event.type === 'prisoner.release-order-received.v1' || event.type === 'prisoner.release-order-received.v2';

/** Whether the centre granted what a station says it did: an order that it did not grant is confirmed by nobody. */
export type IsGranted = (received: OrderReceived) => boolean;

/** What the release orders in the record of one person came to. */
export function ordersOf(
  line: readonly CustodyEvent[],
  isGranted: IsGranted,
): { open: OpenOrder[]; used: string[]; denied: string[] } {
  const used = new Set(line.flatMap((event) => (isRelease(event) ? event.data.orderIds : [])));
  const denied = new Set(line.flatMap((event) => deniedBy(event, line)));
  const passedOn = new Set(line.flatMap((event) => (isPassedOn(event) ? [grantOf(event)] : [])));
  const raised = new Set(
    line.flatMap((event) => (event.type === 'prisoner.over-detained.v1' ? [event.data.orderId] : [])),
  );
  const granted = line.flatMap((event): OpenOrder[] => {
    if (!isOrderReceived(event) || passedOn.has(grantOf(event))) return [];
    const verified = isGranted(event) ? verificationOf(event, line) : undefined;
    const { orderId } = event.data.order;
    return [
      {
        ...event.data.order,
        holder: event.source,
        ...(verified && { verified }),
        queries: openQueries(orderId, line),
        overDetainedRaised: raised.has(orderId),
      },
    ];
  });
  const open = [...new Map(granted.map((order) => [order.orderId, order])).values()];
  return {
    open: open.filter(({ orderId }) => !used.has(orderId) && !denied.has(orderId)),
    used: [...used],
    denied: [...denied],
  };
}

const isPassedOn = (event: CustodyEvent) => event.type === 'prisoner.release-order-passed-on.v1';

/** One grant of an order to one station; only that station can give it up. */
const grantOf = ({ source, data }: Pick<OrderReceived, 'source' | 'data'>): string => `${source} ${data.commandId}`;

function deniedBy(event: CustodyEvent, line: readonly CustodyEvent[]): string[] {
  if (event.type === 'prisoner.order-called-back.v1')
    return event.data.answer === 'denied' ? [event.data.order.orderId] : [];
  if (event.type !== 'prisoner.order-query-answered.v1' || event.data.answer === 'this-person') return [];
  const { query } = event.data;
  return line.flatMap((one) =>
    one.id === query && one.type === 'prisoner.order-queried.v1' ? [one.data.order.orderId] : [],
  );
}

/** A call-back confirms the very order that was granted on it and no other. */
function verificationOf({ data, time }: OrderReceived, line: readonly CustodyEvent[]): Verification | undefined {
  const { calledBack, order } = data;
  if (calledBack === undefined) {
    const { statement } = { statement: undefined, ...data };
    return { by: 'feed', at: time, ...(statement && { statement }) };
  }
  const call = line.find(({ id }) => id === calledBack);
  if (call?.type !== 'prisoner.order-called-back.v1' || call.data.answer !== 'confirmed') return undefined;
  const { orderId, court, caseNumber } = call.data.order;
  if (orderId !== order.orderId || court !== order.court || caseNumber !== order.caseNumber) return undefined;
  return { by: 'call-back', at: call.time, event: call.id, officerId: call.data.officerId };
}

function openQueries(orderId: string, line: readonly CustodyEvent[]): OpenOrder['queries'] {
  const answered = new Set(
    line.flatMap((event) => (event.type === 'prisoner.order-query-answered.v1' ? [event.data.query] : [])),
  );
  return line.flatMap((event) => {
    if (event.type !== 'prisoner.order-queried.v1' || event.data.order.orderId !== orderId || answered.has(event.id))
      return [];
    const { differs, answerDue } = event.data;
    return [{ event: event.id, askedAt: event.time, differs, ...(answerDue !== undefined && { answerDue }) }];
  });
}
