import {
  type EventData,
  type EventDraft,
  type GroupMovement,
  type Manifest,
  type Mover,
  movementType,
} from '@custody-edge/event-contract';
import type { GatePolicy } from '../../config.ts';
import type { Van, World } from '../desk.ts';

/** Counts of one vehicle; who counts more often gives the vehicle up. */
const countsLimit = 20;

/** The movement as one that takes the manifest of a vehicle in this house, if it does. */
export const groupOf = (movement: Mover, { manifestFor }: Pick<GatePolicy, 'manifestFor'>): GroupMovement | undefined =>
  manifestFor.find((one) => one === movement);

export const needsManifest = (movement: Mover, policy: Pick<GatePolicy, 'manifestFor'>): boolean =>
  groupOf(movement, policy) !== undefined;

/** The vehicle as it is stated now; one count more where the heads were counted again. */
export function stated(movement: GroupMovement, manifest: Manifest, van: Van | undefined): Van {
  const { headCount } = manifest;
  if (van?.movement !== movement) return { movement, manifest, headCounts: [headCount], aboard: [] };
  if (headCount === van.manifest.headCount || van.headCounts.length === countsLimit) return { ...van, manifest };
  return { ...van, manifest, headCounts: [...van.headCounts, headCount] };
}

export const isAboard = ({ aboard }: Van, who: string): boolean => aboard.some(({ subject }) => subject === who);

export const withoutPerson = (van: Van, who: string): Van => ({
  ...van,
  aboard: van.aboard.filter(({ subject }) => subject !== who),
});

/** Whether as many people were counted as were identified. */
export const countAgrees = ({ manifest, aboard }: Van): boolean => manifest.headCount === aboard.length;

type Counted = Omit<EventData<'gate.manifest-closed.v1'>, 'movements'>;

/** What a manifest says besides whose movements belong to it. */
export function countedOf({ movement, manifest, headCounts, aboard }: Van, world: World): Counted {
  const { vehicle, escort, escortNumber } = manifest;
  const still = world.leftInQueue(movement);
  const gone = world.policy.groupDoor === 'wicket' ? aboard.length : 0;
  return {
    movement,
    vehicle,
    escort,
    escortNumber,
    headCounts: [...headCounts],
    ...(still !== undefined && { listed: still + gone }),
  };
}

/** The movements of a van that are on record already: those of whoever went through a wicket. */
export function recordedMovements({ movement, aboard }: Van, { policy, historyOf }: World): string[] {
  if (policy.groupDoor !== 'wicket') return [];
  const type = movementType(movement);
  return aboard.flatMap(({ subject }) => historyOf(subject).findLast((event) => event.type === type)?.id ?? []);
}

/** A vehicle that does not pass as it was stated stays on record with its counts. */
export const givenUpDraft = (van: Van, world: World): EventDraft => ({
  type: 'gate.manifest-given-up.v1',
  subject: world.stationSubject,
  data: {
    ...countedOf(van, world),
    people: van.aboard.map(({ subject }) => subject),
    movements: recordedMovements(van, world),
  },
});
