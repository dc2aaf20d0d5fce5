import type { IdentityEvidence } from '@custody-edge/event-contract';
import type { Person } from '../../people/people.ts';
import type { BoardDesk, World } from '../desk.ts';
import { seenOf } from '../sight/sight.ts';

/** Different fingers that the movement on the board asks for; whoever has fewer owes all of them, and one at least. */
export const fingersNeeded = ({ movement }: BoardDesk, { fingers }: Person, { policy }: World): number =>
  movement === 'release' ? Math.max(1, Math.min(policy.fingersForRelease, fingers.length)) : 1;

/** What a supervisor saw, where the fingers that matched are not all that are asked for. */
export const sightNeeded = (desk: BoardDesk, person: Person, world: World): ReturnType<typeof seenOf> =>
  desk.identity.length >= fingersNeeded(desk, person, world) ? undefined : seenOf(desk, person, world);

/** Everything that tells who stands at the gate. */
export function identityOf(desk: BoardDesk, person: Person, world: World): IdentityEvidence[] {
  const seen = sightNeeded(desk, person, world);
  return [...desk.identity, ...(seen ? [seen.evidence] : [])];
}
