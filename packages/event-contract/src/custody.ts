import { z } from 'zod';
import type { CustodyEvent } from './envelope.ts';
import { productionOrderSchema, releaseOrderSchema } from './events/prisoner.ts';

/** Where a person is, as the record tells it. */
export const custodyStates = ['IN_CUSTODY', 'RELEASE_PENDING', 'OUT_COURT', 'RELEASED'] as const;
export type CustodyState = (typeof custodyStates)[number];

/** What the events of one person amount to. */
export const custodySchema = z.strictObject({
  state: z.enum(custodyStates),
  /** The last event of each line of history; more than one is a conflict that a person must resolve. */
  heads: z.array(z.string()),
  /** Release orders granted and not yet acted on. */
  openOrders: z.array(releaseOrderSchema),
  /** Release orders acted on. */
  usedOrders: z.array(z.string()),
  /** The order under which the person is out, while out. */
  production: productionOrderSchema.optional(),
  forgotten: z.boolean(),
});
export type Custody = z.infer<typeof custodySchema>;

const placeAfter = (event: CustodyEvent): 'inside' | 'court' | 'released' | undefined => {
  switch (event.type) {
    case 'prisoner.admitted.v1':
    case 'prisoner.back-from-court.v1':
      return 'inside';
    case 'prisoner.out-to-court.v1':
      return 'court';
    case 'prisoner.released.v1':
      return 'released';
    default:
      return undefined;
  }
};

/** Whether an event belongs to the line of a person's history: everything recorded about that person does. */
export const isCustodyEvent = (event: Pick<CustodyEvent, 'subject'>): boolean => event.subject.startsWith('person/');

/**
 * Folds the events of one person, in whatever order they arrived, into where the person is.
 * Order follows `after`, never the clock; the same set of events gives the same answer in any order.
 * @returns undefined while the admission is not among the events
 */
export function foldCustody(events: readonly CustodyEvent[]): Custody | undefined {
  const line = [...new Map(events.filter(isCustodyEvent).map((event) => [event.id, event])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  if (!line.some((event) => event.type === 'prisoner.admitted.v1')) return undefined;
  const known = new Map(line.map((event) => [event.id, event]));
  const heads = headsOf(line, known);
  const moves = heads.map((head) => lastMove(head, known));
  const released = moves.find((move) => placeAfter(move) === 'released');
  const out = moves.find((move) => placeAfter(move) === 'court');
  const used = new Set(line.flatMap((event) => (event.type === 'prisoner.released.v1' ? [event.data.orderId] : [])));
  const granted = line.flatMap((event) =>
    event.type === 'prisoner.release-order-received.v1' ? [event.data.order] : [],
  );
  const openOrders = [...new Map(granted.map((order) => [order.orderId, order])).values()].filter(
    ({ orderId }) => !used.has(orderId),
  );
  return {
    state: released ? 'RELEASED' : out ? 'OUT_COURT' : openOrders.length > 0 ? 'RELEASE_PENDING' : 'IN_CUSTODY',
    heads: heads.map((head) => head.id),
    openOrders,
    usedOrders: [...used],
    ...(out?.type === 'prisoner.out-to-court.v1' && !released && { production: out.data.order }),
    forgotten: line.some((event) => event.type === 'prisoner.forgotten.v1'),
  };
}

/**
 * The ends of the lines of history: what nothing follows. Events that follow each other in a circle, which no honest
 * station writes, have no end; each of them counts as one, so that none is hidden.
 */
function headsOf(line: readonly CustodyEvent[], known: ReadonlyMap<string, CustodyEvent>): CustodyEvent[] {
  const succeeded = new Set(line.map((event) => event.after));
  const heads = line.filter((event) => !succeeded.has(event.id));
  const reached = new Set<string>();
  for (const head of heads) {
    let at: CustodyEvent | undefined = head;
    while (at && !reached.has(at.id)) {
      reached.add(at.id);
      at = at.after === undefined ? undefined : known.get(at.after);
    }
  }
  return [...heads, ...line.filter((event) => !reached.has(event.id))];
}

/** The movement that a head stands on: itself, or the nearest one before it. */
function lastMove(head: CustodyEvent, known: ReadonlyMap<string, CustodyEvent>): CustodyEvent {
  const visited = new Set<string>();
  let event = head;
  while (placeAfter(event) === undefined && event.after !== undefined && !visited.has(event.id)) {
    visited.add(event.id);
    const before = known.get(event.after);
    if (!before) break;
    event = before;
  }
  return event;
}
