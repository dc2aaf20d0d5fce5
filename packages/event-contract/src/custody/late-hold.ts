import { z } from 'zod';
import type { CustodyEvent } from '../envelope.ts';
import { holdDocumentSchema } from '../events/late-hold.ts';
import { holdSchema, releaseOrderSchema } from '../events/prisoner.ts';
import { instant } from '../text.ts';
import type { OpenOrder } from './orders.ts';

/** A hold that came after an order of release had been verified, and keeps the person still. */
export const lateHoldSchema = z.strictObject({
  /** The event that says so. */
  event: z.string(),
  ...holdSchema.shape,
  addedAt: instant,
  /** The orders that it holds up and that are open. */
  orders: z.array(releaseOrderSchema).min(1),
  /** When the first of them was verified; absent while none is. */
  verifiedAt: instant.exactOptional(),
  /** The document that two officers saw; absent until they said so. */
  document: holdDocumentSchema.exactOptional(),
});
export type LateHold = z.infer<typeof lateHoldSchema>;

type CameLate = Extract<CustodyEvent, { type: 'prisoner.hold-came-late.v1' }>;

/** Tells a hold from the same one, lifted and added again, whichever gate says of which order that it came late. */
const keyOf = ({ data: { hold, addedAt } }: CameLate): string => JSON.stringify([hold.holdId, addedAt]);

/** Which late holds keep a person: neither lifted nor left behind by the orders that they came after. @param line everything recorded */
export function lateHoldsOf(line: readonly CustodyEvent[], openOrders: readonly OpenOrder[]): LateHold[] {
  const came = line.filter((event) => event.type === 'prisoner.hold-came-late.v1');
  if (came.length === 0) return [];
  const keys = new Map(came.map((event) => [event.id, keyOf(event)]));
  const lifted = new Set(
    line.flatMap((event) => (event.type === 'prisoner.late-hold-lifted.v1' ? [keys.get(event.data.lateHold)] : [])),
  );
  const documents = new Map(
    line.flatMap((event) =>
      event.type === 'prisoner.late-hold-reported.v1' ? [[keys.get(event.data.lateHold), event.data.document]] : [],
    ),
  );
  return [...Map.groupBy(came, keyOf)].flatMap(([key, [first, ...others]]): LateHold[] => {
    if (!first || lifted.has(key)) return [];
    const held = [first, ...others].flatMap(({ data }) => data.orders.map(({ orderId }) => orderId));
    const open = openOrders.filter(({ orderId }) => held.includes(orderId));
    if (open.length === 0) return [];
    const [verifiedAt] = open.flatMap(({ verified }) => verified?.at ?? []).toSorted();
    const document = documents.get(key);
    return [
      {
        event: first.id,
        ...first.data.hold,
        addedAt: first.data.addedAt,
        orders: open.map(({ orderId, court, caseNumber }) => ({ orderId, court, caseNumber })),
        ...(verifiedAt !== undefined && { verifiedAt }),
        ...(document && { document }),
      },
    ];
  });
}
