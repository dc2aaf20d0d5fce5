import { type Mover, movers } from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import type { World } from '../desk.ts';
import { caseOf, newBoard } from './board.ts';
import { refusalsBeforeStep } from './decision.ts';

/** Movements that can be begun of a person whose record is open, before any finger tells who stands there. */
export function movementsOf(person: Person, world: World): Mover[] {
  const [order] = person.custody.openOrders;
  return movers.filter((movement) => {
    const board = newBoard(movement, person.subject, movement === 'release' && order ? { order } : {});
    return refusalsBeforeStep(caseOf(board, person, world)).every((refusal) => refusal === 'gate.pass-missing');
  });
}
