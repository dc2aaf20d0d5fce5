import {
  backgroundOf,
  type CustodyEvent,
  courtKey,
  type Ending,
  isOrderReceived,
  isRelease,
  type NoticeContent,
  ordersOf,
  type Release,
  type ReleaseOrder,
  reportedHold,
  siteOf,
} from '@custody-edge/event-contract';

type CustodyEnded = Extract<NoticeContent, { kind: 'custody-ended' }>;
type EndOfCustody = Release | Extract<CustodyEvent, { type: 'prisoner.deceased.v1' }>;

/**
 * Everything that courts are to be told because of what is recorded of one person. The same set of events gives the same notices in
 * any order; what rests on an event that has not come yet waits for it.
 * @param line everything recorded of the person
 */
export const noticesOf = (line: readonly CustodyEvent[]): NoticeContent[] =>
  line.flatMap((event): NoticeContent[] => {
    switch (event.type) {
      case 'prisoner.late-hold-reported.v1':
        return lateHoldNotices(event, line);
      case 'prisoner.released.v2':
      case 'prisoner.released-to-police.v1':
      case 'prisoner.released-at-court.v1':
      case 'prisoner.deceased.v1':
        return certificates(event, line);
      case 'prisoner.release-error.v1':
        return errorNotices(event, line);
      case 'prisoner.admitted.v2':
        return event.data.juvenile ? [childNotice(event)] : [];
      default:
        return [];
    }
  });

/** One for each court whose order the reported hold keeps from being carried out. */
function lateHoldNotices(
  event: Extract<CustodyEvent, { type: 'prisoner.late-hold-reported.v1' }>,
  line: readonly CustodyEvent[],
): NoticeContent[] {
  const came = reportedHold(event, line);
  if (!came) return [];
  const { hold, addedAt } = came.data;
  const { document, orders } = event.data;
  const about = { site: siteOf(event.source), event: event.id, hold, addedAt, document };
  return byCourt(orders).map(({ court, itsOrders }) => ({ kind: 'late-hold', court, ...about, orders: itsOrders }));
}

/** One for the court of the warrant, and one for each other court under whose order the person was let go. */
function certificates(event: EndOfCustody, line: readonly CustodyEvent[]): CustodyEnded[] {
  const background = backgroundOf(event, line);
  if (!background) return [];
  const { admission, before } = background;
  const { court, number, caseNumber } = admission.data.warrant;
  const named = isRelease(event)
    ? event.data.orderIds
    : ordersOf(before, () => true).open.map(({ orderId }) => orderId);
  const known = new Map(before.filter(isOrderReceived).map(({ data }) => [data.order.orderId, data.order]));
  const orders = named.flatMap((orderId) => known.get(orderId) ?? []);
  const about = {
    kind: 'custody-ended' as const,
    site: siteOf(event.source),
    event: event.id,
    happenedAt: event.time,
    ending: endingBy(event),
  };
  const others = byCourt(orders).filter((other) => courtKey(other.court) !== courtKey(court));
  return [
    {
      ...about,
      court,
      warrant: { number, caseNumber },
      orders,
      ordersNotOnRecord: named.filter((orderId) => !known.has(orderId)),
    },
    ...others.map((other) => ({ ...about, court: other.court, orders: other.itsOrders, ordersNotOnRecord: [] })),
  ];
}

function endingBy(event: EndOfCustody): Ending {
  switch (event.type) {
    case 'prisoner.released.v2':
      return { how: 'released' };
    case 'prisoner.released-at-court.v1':
      return { how: 'released-at-court' };
    case 'prisoner.released-to-police.v1':
      return { how: 'released-to-police', policeStation: event.data.handOver.policeStation };
    case 'prisoner.deceased.v1':
      return { how: 'died' };
  }
}

/** Every court that holds a certificate of the release is told that it discharged nobody. */
function errorNotices(
  { id, source, data }: Extract<CustodyEvent, { type: 'prisoner.release-error.v1' }>,
  line: readonly CustodyEvent[],
): NoticeContent[] {
  const release = line.find((event) => event.id === data.release);
  if (!release || !isRelease(release)) return [];
  return certificates(release, line).map(({ court, event, happenedAt: _, ending: __, ...papers }) => ({
    ...papers,
    kind: 'released-in-error',
    court,
    site: siteOf(source),
    event: id,
    release: event,
  }));
}

function childNotice({ id, source, time, data }: Extract<CustodyEvent, { type: 'prisoner.admitted.v2' }>) {
  const { court, number, caseNumber } = data.warrant;
  return {
    kind: 'child-received' as const,
    court,
    site: siteOf(source),
    event: id,
    happenedAt: time,
    warrant: { number, caseNumber },
  };
}

/** The court as its first order spells it. */
const byCourt = (orders: readonly ReleaseOrder[]): { court: string; itsOrders: ReleaseOrder[] }[] =>
  [...Map.groupBy(orders, ({ court }) => courtKey(court)).values()].flatMap((itsOrders) =>
    itsOrders.slice(0, 1).map(({ court }) => ({ court, itsOrders })),
  );
