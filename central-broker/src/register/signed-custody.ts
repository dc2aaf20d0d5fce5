import {
  type AdmissionEvent,
  type Custody,
  type CustodyEvent,
  type GateRelease,
  isComparedWith,
  isGateRelease,
  isSigned,
  type KnownOfficer,
  lateHoldsOf,
  type OpenOrder,
  type Release,
  signedSight,
} from '@custody-edge/event-contract';

/** The officers in force at the station of an event when it was recorded, by that station's own record. */
export type OfficersAt = (event: CustodyEvent) => readonly KnownOfficer[];

/** Where a print reached its threshold, and is of one of these fingers. */
export const matchedFingersOf = (
  { data }: GateRelease | Extract<CustodyEvent, { type: 'prisoner.property-returned.v1' }>,
  admission: AdmissionEvent,
): string[] => {
  const enrolled = admission.data.fingers.map(({ finger }) => finger);
  return [data.identity]
    .flat()
    .flatMap((one) =>
      one.method === 'fingerprint' && one.score >= one.threshold && enrolled.includes(one.finger) ? [one.finger] : [],
    );
};

/**
 * What of a person's custody a release can rest on: a clearance, a return of property, a call-back, the court's answer to a query, the
 * document of a late hold and the end of a conflict count as far as the officers signed who must, and the release names the very clearance and return.
 * @param line every event but the release and what followed it
 */
export function signedCustody(
  custody: Custody,
  release: Release,
  line: readonly CustodyEvent[],
  admission: AdmissionEvent,
  officersAt: OfficersAt,
): Custody {
  const find = (id: string | undefined): CustodyEvent | undefined => line.find((event) => event.id === id);
  const holds = (event: CustodyEvent | undefined): boolean => event !== undefined && isSigned(event, officersAt(event));
  const named = isGateRelease(release) ? release.data : undefined;
  const { medicalClearance, propertyReturn, ...rest } = custody;
  const isCleared = medicalClearance === named?.medicalClearance && holds(find(medicalClearance));
  const returned = find(propertyReturn);
  const isReturned =
    propertyReturn === named?.propertyReturn &&
    holds(returned) &&
    returned?.type === 'prisoner.property-returned.v1' &&
    isAcknowledged(returned, custody, admission, officersAt);
  const unsigned = line.filter(
    (event) =>
      (event.type === 'prisoner.conflict-resolved.v1' || event.type === 'prisoner.order-query-answered.v1') &&
      !holds(event),
  );
  const unanswered = unsigned.flatMap((event) =>
    event.type === 'prisoner.order-query-answered.v1' ? [event.data.query] : [],
  );
  const unresolved = unsigned.flatMap((event) =>
    event.type === 'prisoner.conflict-resolved.v1' ? event.data.heads : [],
  );
  return {
    ...rest,
    heads: [...new Set([...custody.heads, ...unresolved])],
    lateHolds: lateHoldsOf(
      line.filter((event) => event.type !== 'prisoner.late-hold-reported.v1' || holds(event)),
      custody.openOrders,
    ),
    openOrders: custody.openOrders.map((order) => asSigned(order, line, unanswered, (id) => holds(find(id)))),
    ...(isCleared && medicalClearance !== undefined && { medicalClearance }),
    ...(isReturned && { propertyReturn }),
  };
}

/** Whether it was the person to whom the property was handed back. */
function isAcknowledged(
  event: Extract<CustodyEvent, { type: 'prisoner.property-returned.v1' }>,
  custody: Custody,
  admission: AdmissionEvent,
  officersAt: OfficersAt,
): boolean {
  const { identity } = event.data;
  if (identity.method === 'fingerprint') return matchedFingersOf(event, admission).length > 0;
  const sight = signedSight(identity, event, 'release', officersAt(event));
  return sight !== undefined && isComparedWith(custody, sight);
}

/** An order without a verification that nobody signed for, and with the queries whose answer nobody did. */
function asSigned(
  order: OpenOrder,
  line: readonly CustodyEvent[],
  unanswered: readonly string[],
  holds: (id: string) => boolean,
): OpenOrder {
  const { verified, ...rest } = order;
  const queries = line.flatMap((event) =>
    event.type === 'prisoner.order-queried.v1' &&
    event.data.order.orderId === order.orderId &&
    unanswered.includes(event.id)
      ? [{ event: event.id, askedAt: event.time, differs: event.data.differs }]
      : [],
  );
  const isVerified = verified?.by === 'feed' || (verified !== undefined && holds(verified.event));
  return { ...rest, queries: [...order.queries, ...queries], ...(isVerified && { verified }) };
}
