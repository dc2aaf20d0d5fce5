import { type Journey, journeys, type Mover } from '@custody-edge/event-contract';

/** Journeys that begin with a paper written out at the gate; a hearing has its place on the court's list instead. */
export const passMovements = ['out-to-hospital', 'out-on-remand', 'out-on-leave'] as const;
export type PassMovement = (typeof passMovements)[number];

export const isPassMovement = (movement: string): movement is PassMovement =>
  passMovements.some((one) => one === movement);

const outs = {
  court: 'out-to-court',
  hospital: 'out-to-hospital',
  remand: 'out-on-remand',
  leave: 'out-on-leave',
} as const satisfies Record<Journey, Mover>;

export const backs = {
  court: 'back-from-court',
  hospital: 'back-from-hospital',
  remand: 'back-from-remand',
  leave: 'back-from-leave',
} as const satisfies Record<Journey, Mover>;

/** The journey that a movement begins or ends; none for a release. */
export function journeyOf(movement: Mover): { readonly journey: Journey; readonly way: 'out' | 'back' } | undefined {
  for (const journey of journeys) {
    if (outs[journey] === movement) return { journey, way: 'out' };
    if (backs[journey] === movement) return { journey, way: 'back' };
  }
  return undefined;
}
