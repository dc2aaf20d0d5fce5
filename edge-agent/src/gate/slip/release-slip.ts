import { type CustodyEvent, claimedApprover, isOrderReceived, type ReleaseOrder } from '@custody-edge/event-contract';
import { say, wallDateTime } from '@custody-edge/ui-kit';
import type { Slip, SlipLine } from '@custody-edge/ui-kit/slip';
import type { Person } from '../people/people.ts';

export type ReleaseEvent = Extract<CustodyEvent, { type: 'prisoner.released.v2' }>;

/** Who gets a slip of a release: the person as proof, the court as the certificate that goes back with the warrant. */
export const recipients = ['person', 'court'] as const;
export type Recipient = (typeof recipients)[number];

/**
 * The release of somebody who has not come back since, where this station recorded it and so can vouch for it.
 * @param chainId the station's own: what its predecessor at this gate recorded, another key signed
 */
export function releaseHere(
  { custody, identity }: Person,
  history: readonly CustodyEvent[],
  chainId: string,
): ReleaseEvent | undefined {
  if (custody.state !== 'RELEASED' || !identity) return undefined;
  const last = history.findLast((event) => event.type === 'prisoner.released.v2');
  return last?.chainid === chainId ? last : undefined;
}

export interface ReleaseSlipFacts {
  readonly release: ReleaseEvent;
  readonly identity: NonNullable<Person['identity']>;
  readonly history: readonly CustodyEvent[];
  readonly code: string;
  readonly recipient: Recipient;
  /** When it is printed again. */
  readonly copyAt?: string;
}

/** What the slip of a release says; whom it is about only on the paper, never in the code. */
export function releaseSlip({ release, identity, history, code, recipient, copyAt }: ReleaseSlipFacts): Slip {
  const { orderIds, propertyReturn, approvals } = release.data;
  return {
    title: say('slip.release'),
    marks: [
      say(`slip.for-${recipient}`),
      ...(copyAt === undefined ? [] : [say('slip.copy', { at: wallDateTime(copyAt) })]),
    ],
    lines: [
      { label: say('person.name'), value: identity.name },
      { label: say('person.parentage'), value: identity.parentage },
      { label: say('person.number'), value: identity.prisonerNumber },
      ...ordersOf(orderIds, history).flatMap(orderLines),
      ...propertyLines(propertyReturn, history),
      { label: say('slip.time'), value: wallDateTime(release.time) },
      ...(release.timequality === 'synced'
        ? []
        : [{ label: say('slip.clock'), value: say(`clock.${release.timequality}`) }]),
      { label: say('slip.place'), value: release.source.slice(1).replace('/', ' / ') },
      {
        label: say('slip.officers'),
        value: approvals.flatMap((text) => claimedApprover(text)?.officerId ?? []).join(', '),
      },
    ],
    signatures: [say('slip.sign-officer'), say('slip.sign-senior'), say('slip.sign-person')],
    code,
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

function propertyLines(propertyReturn: string, history: readonly CustodyEvent[]): SlipLine[] {
  const returned = history.find(({ id }) => id === propertyReturn);
  return returned?.type === 'prisoner.property-returned.v1'
    ? [{ label: say('slip.property'), value: returned.data.receipt }]
    : [];
}
