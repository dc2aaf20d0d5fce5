import { type Exhibit, obstacleTo, type WorkObstacle } from '@custody-edge/event-contract';
import type { CustodyError } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';

const errors = {
  nowhere: 'exhibit-nowhere',
  returned: 'exhibit-returned',
  'in-other-hands': 'exhibit-in-other-hands',
  sealed: 'exhibit-sealed',
  forked: 'exhibit-forked',
} as const satisfies Record<WorkObstacle, string>;

/**
 * Why an officer may not work on an exhibit; undefined where nothing stands against it.
 * @param opensIt whether it takes an open exhibit: a gross weight does not
 * @param elsewhere the station at which it came into the hands that it is in, where that is another one
 */
export function refusalOf(
  exhibit: Exhibit | undefined,
  officer: string,
  opensIt: boolean,
  elsewhere?: string,
): CustodyError | undefined {
  const obstacle = obstacleTo(exhibit, officer, opensIt);
  if (obstacle === undefined) return undefined;
  const label = exhibit?.label;
  if (obstacle === 'in-other-hands' && elsewhere !== undefined)
    return agentError('exhibit-elsewhere', { label, station: elsewhere });
  return agentError(errors[obstacle], { label });
}
