import {
  type CustodyEvent,
  claimedApprover,
  type GateRelease,
  type HandOver,
  isOrderReceived,
  type ReleaseOrder,
} from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Slip, SlipLine } from '@custody-edge/ui-kit/slip';
import { placeLines, type SlipFacts, slipHead } from './slip-facts.ts';

/** What the slip of a release says. @param history everything recorded about the person */
export function releaseSlip(release: GateRelease, facts: SlipFacts, history: readonly CustodyEvent[]): Slip {
  const { orderIds, propertyReturn, approvals } = release.data;
  const { marks, lines } = slipHead(facts);
  return {
    title: say('slip.release'),
    marks,
    lines: [
      ...lines,
      ...ordersOf(orderIds, history).flatMap(orderLines),
      ...(release.type === 'prisoner.released-to-police.v1' ? policeLines(release.data.handOver) : []),
      ...propertyLines(propertyReturn, history),
      ...placeLines(release, 'slip.time'),
      {
        label: say('slip.officers'),
        value: approvals.flatMap((text) => claimedApprover(text)?.officerId ?? []).join(', '),
      },
    ],
    signatures: [say('slip.sign-officer'), say('slip.sign-senior'), say('slip.sign-person')],
    code: facts.code,
    note: say('slip.note'),
  };
}

/** The orders with what the court's own event says of each. */
function ordersOf(orderIds: readonly string[], history: readonly CustodyEvent[]): ReleaseOrder[] {
  return orderIds.flatMap((orderId) => {
    const received = history.findLast((event) => isOrderReceived(event) && event.data.order.orderId === orderId);
    return received && isOrderReceived(received) ? [received.data.order] : [];
  });
}

const orderLines = ({ orderId, court, caseNumber }: ReleaseOrder): SlipLine[] => [
  { label: say('slip.order'), value: orderId },
  { label: say('paper.court'), value: court },
  { label: say('paper.case'), value: caseNumber },
];

/** Who took the person over, and in which matter. */
const policeLines = ({ rank, officer, beltNumber, policeStation, caseNumber, document }: HandOver): SlipLine[] => [
  { label: say('slip.police'), value: [`${rank} ${officer}`, beltNumber, policeStation].join(' · ') },
  { label: say('slip.police-matter'), value: [caseNumber, document.number, document.authority].join(' · ') },
];

function propertyLines(propertyReturn: string, history: readonly CustodyEvent[]): SlipLine[] {
  const returned = history.find(({ id }) => id === propertyReturn);
  return returned?.type === 'prisoner.property-returned.v1'
    ? [{ label: say('slip.property'), value: returned.data.receipt }]
    : [];
}
