import type { Custody, ProductionOrder, ReleaseOrder } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type MessageKey, say } from '@custody-edge/ui-kit';
import type { Movement } from './view.ts';

/** Everything a movement of a person on record is decided from; nothing else counts. */
export interface MovementCase {
  readonly movement: Exclude<Movement, 'admission'>;
  readonly custody: Custody;
  /** Today's place on a court's list, for leaving to court. */
  readonly production?: ProductionOrder;
  /** The order that was presented, for a release. */
  readonly order?: ReleaseOrder;
  /** Different enrolled fingers that matched at the strict operating point. */
  readonly matchedFingers: number;
  /** Different fingers that must match. */
  readonly requiredFingers: number;
}

/** Why a movement may not happen; each names what would unblock it. */
export type Refusal = Extract<
  MessageKey,
  | 'gate.conflict'
  | 'gate.already-released'
  | 'gate.already-out'
  | 'gate.not-out'
  | 'gate.release-pending'
  | 'gate.not-on-list'
  | 'gate.order-not-confirmed'
  | 'gate.order-used'
  | 'gate.identity-missing'
>;

interface Rule {
  readonly refusal: Refusal;
  refuses(facts: MovementCase): boolean;
}

const anywhere: readonly Rule[] = [
  { refusal: 'gate.conflict', refuses: ({ custody }) => custody.heads.length > 1 },
  { refusal: 'gate.already-released', refuses: ({ custody }) => custody.state === 'RELEASED' },
];

const inside: Rule = { refusal: 'gate.already-out', refuses: ({ custody }) => custody.state === 'OUT_COURT' };

const identified: Rule = {
  refusal: 'gate.identity-missing',
  refuses: ({ matchedFingers, requiredFingers }) => matchedFingers < Math.max(1, requiredFingers),
};

/** The rules of each movement, in the order in which an officer should hear of them. */
const rules: Readonly<Record<MovementCase['movement'], readonly Rule[]>> = {
  'out-to-court': [
    ...anywhere,
    inside,
    { refusal: 'gate.release-pending', refuses: ({ custody }) => custody.state === 'RELEASE_PENDING' },
    { refusal: 'gate.not-on-list', refuses: ({ production }) => production === undefined },
    identified,
  ],
  'back-from-court': [
    ...anywhere,
    { refusal: 'gate.not-out', refuses: ({ custody }) => custody.state !== 'OUT_COURT' },
    identified,
  ],
  release: [
    ...anywhere,
    inside,
    {
      refusal: 'gate.order-used',
      refuses: ({ order, custody }) => order !== undefined && custody.usedOrders.includes(order.orderId),
    },
    {
      refusal: 'gate.order-not-confirmed',
      refuses: ({ order, custody }) => !custody.openOrders.some((open) => open.orderId === order?.orderId),
    },
    identified,
  ],
};

/** What stands against a movement; it may happen when the list is empty. */
export function refusalsOf(facts: MovementCase): Refusal[] {
  return rules[facts.movement].filter((rule) => rule.refuses(facts)).map((rule) => rule.refusal);
}

/** What stands against it besides the identity that is still being checked. */
export function refusalsBeforeIdentity(facts: MovementCase): Refusal[] {
  return refusalsOf(facts).filter((refusal) => refusal !== 'gate.identity-missing');
}

export const explain = (refusal: Refusal): BilingualText => say(refusal);
