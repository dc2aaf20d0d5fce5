import {
  type CustodyEvent,
  type Erasure,
  gapsOfErasure,
  isErasure,
  officerRecordTypes,
  officersAfter,
  siteOf,
} from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';
import type { ForeignEvents } from '../store/foreign-events.ts';

/**
 * Erasures at other stations of the site that count here from now on: judged as the centre judges them, by the officers in force at their
 * station and the days that have passed by the centre's word.
 * @param of whom alone to look at; everybody where it is missing
 */
export function erasuresToFollow(
  log: EventLog,
  foreign: ForeignEvents,
  attestedMs: number,
  of?: ReadonlySet<string>,
): Erasure[] {
  return foreign.unfollowedErasures().filter((event): event is Erasure => {
    if (!isErasure(event) || (of && !of.has(event.subject))) return false;
    const { chainid, sequence } = event;
    // Of officers of whom not everything is here nobody knows who was in force.
    if (siteOf(event.source) !== log.site || foreign.heldTo(chainid) < sequence) return false;
    const officers = officersAfter(officerEvents(foreign, chainid, sequence));
    return gapsOfErasure(event, officers, log.lineOf(event.subject), new Date(attestedMs).toISOString()).length === 0;
  });
}

const officerEvents = (foreign: ForeignEvents, chainId: string, before: number): CustodyEvent[] =>
  officerRecordTypes
    .flatMap((type) => foreign.eventsOfType(type, chainId, before))
    .sort((one, other) => one.sequence - other.sequence);
