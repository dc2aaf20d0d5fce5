import { type Hold, isAnswerable, type Police } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person } from '../../people/people.ts';
import type { BoardDesk, World } from '../desk.ts';

const openHolds = ({ subject }: BoardDesk, world: Pick<World, 'holdsOf'>): readonly Hold[] =>
  world.holdsOf(subject)?.open ?? [];

/** Whether police may take the person on a board over: nothing that the centre states keeps them inside all the same. */
export const mayGoToPolice = (desk: BoardDesk, { custody }: Person, world: Pick<World, 'holdsOf'>): boolean =>
  desk.movement === 'release' && openHolds(desk, world).every((hold) => isAnswerable(custody, hold));

/** The same board with who takes the person over, as the answer to everything that the centre states now. */
export function toPolice(desk: BoardDesk, person: Person, police: Police, world: Pick<World, 'holdsOf'>): BoardDesk {
  if (!mayGoToPolice(desk, person, world)) return desk;
  return { ...desk, handOver: { ...police, holds: openHolds(desk, world).map(({ holdId }) => holdId) }, vouched: [] };
}

/** The same board where nobody takes them over. */
export function notToPolice({ handOver, ...desk }: BoardDesk): BoardDesk {
  return handOver ? { ...desk, vouched: [] } : desk;
}

/** Who takes somebody over, as a sentence names them. */
export const policeName = ({ rank, officer, policeStation }: Police): BilingualText =>
  say('police.name', { officer: `${rank} ${officer}`, station: policeStation });
