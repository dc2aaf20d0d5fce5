import type { CustodyHere } from '@custody-edge/event-contract';
import type { GatePolicy } from '../config.ts';

const hourMs = 3_600_000;

/** What decides from when on something is late. */
export type ConcernPolicy = Pick<GatePolicy, 'centralSearchHours'>;

/** Until when the centre should have searched for somebody's fingers; nobody waits for it where it has. */
export const centralSearchDueMs = (
  { centralSearch }: CustodyHere,
  { centralSearchHours }: ConcernPolicy,
): number | undefined =>
  centralSearch?.state === 'waiting' ? Date.parse(centralSearch.admittedAt) + centralSearchHours * hourMs : undefined;

/**
 * From when on a page may have to name a person whom nobody asked for: from ever where a matter of theirs is open, whatever comes of it;
 * never where none is. Most of a prison is quiet, and is not looked at each time a page is drawn.
 */
export function concernsFromMs(custody: CustodyHere, policy: ConcernPolicy): number {
  const { openOrders, lateHolds, openInjuries, openClaims, openMatches, detention } = custody;
  const open = [openOrders, lateHolds, openInjuries, openClaims, openMatches, detention.raised];
  if (open.some((matters) => matters.length > 0) || custody.juvenile === 'waiting') return Number.NEGATIVE_INFINITY;
  return centralSearchDueMs(custody, policy) ?? Number.POSITIVE_INFINITY;
}
