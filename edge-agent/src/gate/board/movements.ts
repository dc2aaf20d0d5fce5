import {
  type CustodyHere,
  type Departure,
  departureWords,
  type Journey,
  journeys,
  type Mover,
} from '@custody-edge/event-contract';

/** Journeys that begin with a pass written out at the gate; a hearing has its place on the court's list instead. */
const passMovements = ['out-to-hospital', 'out-on-remand', 'out-on-leave'] as const;
export type PassMovement = (typeof passMovements)[number];

export const isPassMovement = (movement: string): movement is PassMovement =>
  passMovements.some((one) => one === movement);

const outs = {
  court: 'out-to-court',
  hospital: 'out-to-hospital',
  remand: 'out-on-remand',
  leave: 'out-on-leave',
  transfer: 'transfer-dispatched',
} as const satisfies Record<Journey, Mover>;

const backs = {
  court: 'back-from-court',
  hospital: 'back-from-hospital',
  remand: 'back-from-remand',
  leave: 'back-from-leave',
  transfer: 'back-from-transfer',
} as const satisfies Record<Journey, Mover>;

/** Journeys on a paper that two officers sign: what stands on it, no list of a court can confirm. */
export const isDeparture = (movement: Mover): movement is Departure => Object.hasOwn(departureWords, movement);

/** What officers answer for before a movement, each of them another one; nobody where a finger and a list are enough. */
export const wordsFor = (movement: Mover): readonly MovementWord[] => {
  if (movement === 'release') return ['release', 'release-review'];
  return isDeparture(movement) ? departureWords[movement] : [];
};
export type MovementWord = (typeof departureWords)[Departure][number];

export const isApproved = (movement: Mover): boolean => wordsFor(movement).length > 0;

/** Movements before which the person is examined for injuries: what the police had in their hands is told apart by them. */
export const isExamined = (movement: Mover): boolean => movement === outs.remand || movement === backs.remand;

/** Movements whose paper is written out at the gate. */
export const writtenMovements = [...passMovements, outs.transfer] as const;
export type WrittenMovement = (typeof writtenMovements)[number];

export const isWritten = (movement: Mover): movement is WrittenMovement =>
  writtenMovements.some((one) => one === movement);

/** How a person who is out comes in at this site: back, or to the prison that they were sent to. */
export const wayIn = ({ absence, site }: CustodyHere, here: string): Mover | undefined =>
  absence && (absence.journey === 'transfer' && site !== here ? 'transfer-received' : backs[absence.journey]);

/** The journey that a movement begins, or ends here or elsewhere; none for a release. */
export function journeyOf(
  movement: Mover,
): { readonly journey: Journey; readonly way: 'out' | 'back' | 'in' } | undefined {
  if (movement === 'transfer-received') return { journey: 'transfer', way: 'in' };
  for (const journey of journeys) {
    if (outs[journey] === movement) return { journey, way: 'out' };
    if (backs[journey] === movement) return { journey, way: 'back' };
  }
  return undefined;
}
