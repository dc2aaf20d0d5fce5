import { type AdmissionBelongings, claimedApprover } from '@custody-edge/event-contract';
import { say } from '@custody-edge/ui-kit';
import type { Slip, SlipLine } from '@custody-edge/ui-kit/slip';
import type { SlipEvent } from './slip-event.ts';
import { placeLines, type SlipFacts, slipHead } from './slip-facts.ts';

type PropertyEvent = Extract<SlipEvent, { type: 'prisoner.admitted.v2' | 'prisoner.property-returned.v1' }>;

/** What the receipt of property says: each thing that was taken at the admission, or handed back. */
export function propertySlip(event: PropertyEvent, facts: SlipFacts, property: AdmissionBelongings['property']): Slip {
  const isReturn = event.type === 'prisoner.property-returned.v1';
  const { marks, lines } = slipHead(facts);
  return {
    title: say(isReturn ? 'slip.property-returned' : 'slip.property-taken'),
    marks,
    lines: [
      ...lines,
      { label: say('slip.property-receipt'), value: isReturn ? event.data.receipt : receiptOf(property) },
      ...itemsOf(property),
      ...placeLines(event, isReturn ? 'slip.time-returned' : 'slip.time-taken'),
      { label: say('slip.officer'), value: officerOf(event) },
    ],
    signatures: [say('slip.sign-handed-over'), say('slip.sign-person')],
    code: facts.code,
    note: say('slip.note'),
  };
}

const receiptOf = (property: AdmissionBelongings['property']): string => (property === 'none' ? '' : property.receipt);

const itemsOf = (property: AdmissionBelongings['property']): SlipLine[] =>
  property === 'none'
    ? []
    : property.items.map(({ item, quantity }) => ({ label: say('slip.item', { quantity }), value: item }));

/** Whoever answers for it: the officer who handed it back, or who was signed in when it was taken. */
function officerOf(event: PropertyEvent): string {
  if (event.type === 'prisoner.admitted.v2') return event.officer ?? '';
  return event.data.approvals.flatMap((text) => claimedApprover(text)?.officerId ?? []).join(', ');
}
