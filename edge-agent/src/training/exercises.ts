import type { MessageKey } from '@custody-edge/ui-kit';
import { forgedOrder, orders, type PersonId, usedOrder } from './cast.ts';
import type { ExerciseId, OutcomeView } from './view.ts';

/** How an exercise ended. */
export type ExerciseEnd =
  /** The person went free, known by fingers, or by sight. */
  | 'released'
  | 'by-sight'
  /** The gate refused, and the officer kept the person in. */
  | 'kept'
  /** The officer ended it before anything was decided. */
  | 'left';

/** Whoever stands before the gate with a paper, who they really are, and how it ought to end. */
export interface Exercise {
  readonly id: ExerciseId;
  /** Whose fingers they have, and whether those are worn. */
  readonly fingers: PersonId;
  readonly isWorn: boolean;
  readonly paper: string;
  /** What each end is: right, lawful though there was a better way, or what must not happen. */
  readonly ends: Readonly<Record<ExerciseEnd, OutcomeView['sign']>>;
}

const mustGo = { released: 'go', 'by-sight': 'wait', kept: 'wait', left: 'wait' } as const;
const mustStay = { released: 'stop', 'by-sight': 'stop', kept: 'go', left: 'wait' } as const;

export const exercises: readonly Exercise[] = [
  { id: 'true-order', fingers: 'aslam', isWorn: false, paper: orders.aslam.orderId, ends: mustGo },
  { id: 'forged-order', fingers: 'akram', isWorn: false, paper: forgedOrder, ends: mustStay },
  { id: 'brother', fingers: 'akram', isWorn: false, paper: orders.aslam.orderId, ends: mustStay },
  {
    id: 'worn-finger',
    fingers: 'namesake',
    isWorn: true,
    paper: orders.namesake.orderId,
    ends: { ...mustGo, 'by-sight': 'go' },
  },
  { id: 'used-order', fingers: 'aslam', isWorn: false, paper: usedOrder.orderId, ends: mustStay },
  { id: 'same-name', fingers: 'aslam', isWorn: false, paper: orders.namesake.orderId, ends: mustStay },
];

/** What was seen at the gate since the exercise began. */
export interface Seen {
  readonly released: 'fingers' | 'sight' | undefined;
  /** The gate has refused the paper or the person. */
  readonly refused: boolean;
  /** Nothing is on the desk. */
  readonly isHome: boolean;
}

/** How the exercise has ended; undefined while it goes on. */
export function endOf({ released, refused, isHome }: Seen): ExerciseEnd | undefined {
  if (released) return released === 'fingers' ? 'released' : 'by-sight';
  return refused && isHome ? 'kept' : undefined;
}

export const didKey = (end: ExerciseEnd): Extract<MessageKey, `practice.did-${string}`> => `practice.did-${end}`;
