import type { VisitorIdentity } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say, wallDateTime } from '@custody-edge/ui-kit';
import type { Slip, SlipLine } from '@custody-edge/ui-kit/slip';
import type { Visit } from '../store/visits.ts';

/** What the slips of a visit are made from. */
export interface VisitSlipFacts {
  readonly visit: Visit;
  /** Names are on the paper alone; a lawyer's visit has none. */
  readonly visitor: VisitorIdentity | undefined;
  readonly person: BilingualText | undefined;
  /** `site / station` */
  readonly place: string;
  /** When it is printed again. */
  readonly copyAt?: string;
}

const marksOf = ({ copyAt }: VisitSlipFacts): Slip['marks'] =>
  copyAt === undefined ? [] : [say('slip.copy', { at: wallDateTime(copyAt) })];

const line = (label: SlipLine['label'], value: SlipLine['value'] | undefined): SlipLine[] =>
  value === undefined ? [] : [{ label, value }];

const placeLine = ({ place }: VisitSlipFacts): SlipLine => ({ label: say('visit-slip.desk'), value: place });

/** The pass that the visitor carries. @param code of `PassCodes` */
export function passSlip(facts: VisitSlipFacts, code: string): Slip {
  const { visit, visitor, person } = facts;
  const { beganAt, due, children, deposit } = visit;
  return {
    title: say('visit-slip.pass'),
    marks: marksOf(facts),
    lines: [
      ...line(say('visit-slip.number'), String(visit.pass ?? '')),
      ...line(say('visitor.name'), visitor?.name ?? say('visitor.legal-visit')),
      ...line(say('visitor.step-prisoner'), person),
      ...(children > 0 ? line(say('visit-slip.children'), String(children)) : []),
      ...line(say('visit-slip.day'), beganAt && wallDateTime(beganAt)),
      ...line(say('visit-slip.due'), due && wallDateTime(due)),
      ...line(say('visit-slip.token'), deposit && String(deposit.token)),
      placeLine(facts),
    ],
    signatures: [],
    code,
    note: say('visit-slip.note'),
  };
}

/** What was left at the desk, or went back. @param code with which the station vouches for the event */
export function depositSlip(facts: VisitSlipFacts, of: 'taken' | 'returned', code: string): Slip | undefined {
  const { visit, visitor } = facts;
  const { deposit, beganAt, endedAt } = visit;
  if (!deposit) return undefined;
  const isReturn = of === 'returned';
  return {
    title: say(isReturn ? 'visit-slip.receipt' : 'visit-slip.deposit'),
    marks: marksOf(facts),
    lines: [
      ...line(say('visit-slip.token'), String(deposit.token)),
      ...line(say('visitor.name'), visitor?.name ?? say('visitor.legal-visit')),
      ...deposit.items.map(({ item, quantity }) => ({ label: say('slip.item', { quantity }), value: item })),
      ...(isReturn
        ? line(say('visit-slip.left'), endedAt && wallDateTime(endedAt))
        : line(say('visit-slip.day'), beganAt && wallDateTime(beganAt))),
      placeLine(facts),
    ],
    signatures: [say('slip.sign-handed-over'), say('visit-slip.sign-visitor')],
    code,
    note: say(isReturn ? 'visit-slip.receipt-note' : 'visit-slip.deposit-note'),
  };
}
