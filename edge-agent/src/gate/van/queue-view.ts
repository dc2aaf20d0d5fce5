import { say } from '@custody-edge/ui-kit';
import { listedView } from '../../people/person-view.ts';
import { isWritten } from '../board/movements.ts';
import type { QueueDesk, Van, World } from '../desk.ts';
import type { DeskView, GateView, VanView } from '../view.ts';
import { countAgrees, needsManifest } from './van.ts';

export type QueueView = Extract<DeskView, { step: 'queue' }>;

/** How many still have to go, and the vehicle that they go in. */
export function queueView(
  desk: QueueDesk,
  world: World,
): Pick<QueueView, 'left' | 'statesManifest' | 'written' | 'van' | 'instruction'> {
  const { movement } = desk;
  const { policy } = world;
  const van = world.van?.movement === movement ? world.van : undefined;
  const waiting = policy.groupDoor === 'vehicle-gate' ? (van?.aboard.length ?? 0) : 0;
  const listed = world.leftInQueue(movement);
  const statesManifest = needsManifest(movement, policy) && !van;
  const written = isWritten(movement) ? movement : undefined;
  const instruction = statesManifest ? say('van.state-first') : say(written ? 'van.next-paper' : 'gate.put-any-finger');
  return {
    ...(listed !== undefined && { left: Math.max(0, listed - waiting) }),
    statesManifest,
    ...(written && { written }),
    ...(van && { van: vanView(van, world) }),
    instruction: desk.again ?? instruction,
  };
}

function vanView(van: Van, { policy, person }: World): VanView {
  const { manifest, aboard } = van;
  return {
    manifest,
    aboard: aboard.flatMap(({ subject }) => {
      const one = person(subject);
      return one ? [listedView(one)] : [];
    }),
    opensOnce: policy.groupDoor === 'vehicle-gate',
    ...(!countAgrees(van) && {
      differs: say('van.differs', { counted: manifest.headCount, identified: aboard.length }),
    }),
  };
}

/** The vehicle as the start page names it. */
export const openVan = ({ movement, manifest, aboard }: Van): NonNullable<GateView['van']> => ({
  movement,
  text: say('van.open', { vehicle: manifest.vehicle, identified: aboard.length, counted: manifest.headCount }),
});
