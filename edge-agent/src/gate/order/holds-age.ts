import type { World } from '../desk.ts';
import type { HoldsStatement } from './holds.ts';

const minuteMs = 60_000;

/** Age of what the centre last said, in minutes; endless where it said nothing. */
export const holdsAgeMinutes = (holds: HoldsStatement | undefined, { nowMs }: Pick<World, 'nowMs'>): number =>
  holds ? Math.abs(nowMs - Date.parse(holds.asOf)) / minuteMs : Number.POSITIVE_INFINITY;

/** How old it may be for a release: older while no line leads to the centre, where the house allows that. */
export const holdsLimitMinutes = ({ policy, lineIsUp }: Pick<World, 'policy' | 'lineIsUp'>): number =>
  lineIsUp
    ? policy.holdsMaxAgeMinutes
    : Math.max(policy.holdsMaxAgeMinutes, policy.degradedRelease?.holdsMaxAgeMinutes ?? 0);

/** Whether a release on it would be one that only the broken line excuses: it says so for ever. */
export const isDegraded = (holds: HoldsStatement | undefined, world: Pick<World, 'nowMs' | 'policy'>): boolean =>
  holdsAgeMinutes(holds, world) > world.policy.holdsMaxAgeMinutes;
