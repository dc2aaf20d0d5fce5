import { type CustodyEvent, siteOf } from '../envelope.ts';
import { type Custody, custodyOf } from './custody.ts';
import { wentToCourt } from './detention.ts';
import { isAdmission, stateAfter } from './movement.ts';
import { isRelease } from './orders.ts';
import { isKept } from './states.ts';

/**
 * One step of the fold: what a movement makes of somebody whose whole line it follows, without a look at that line.
 * @param before what the line was folded into
 * @param event just made: nothing in the line can name it
 * @returns the fold of the line and the event; undefined where only the line can tell it
 */
export function custodyAfter(before: Custody, event: CustodyEvent): Custody | undefined {
  const [head, ...others] = before.heads;
  if (others.length > 0 || head === undefined || head !== event.after) return undefined;
  const moved = stateAfter(event);
  // An admission and a release say more than where somebody is.
  if (!moved || isAdmission(event) || isRelease(event)) return undefined;
  const isStillKept = isKept(moved.state);
  // A ward may have been assigned while they were gone.
  if (isStillKept && !isKept(before.state)) return undefined;
  return custodyOf({
    ...before,
    state: moved.state,
    site: siteOf(event.source),
    movedAt: event.time,
    ward: isStillKept ? before.ward : undefined,
    heads: [event.id],
    detention: { ...before.detention, produced: before.detention.produced || wentToCourt(event) },
    absence: moved.absence && { ...moved.absence, overdueRaised: false },
    examination: undefined,
    medicalClearance: undefined,
    propertyReturn: undefined,
    releaseReview: undefined,
  });
}
