import { uuidV7 } from '@custody-edge/foundation';
import { stationSubject } from '../station/station-parts.ts';
import type { World } from './desk/desk-step.ts';
import { groundsOf } from './rules/decision.ts';
import { atOnce, caseOf, isKnownPrisoner, knownBy, queueOf, type Sources, standingIn, todayOf } from './sources.ts';

/** What the desk may know, at this moment. */
export function worldOf(whenever: Sources): World {
  const sources = atOnce(whenever);
  const { parts, codes, visits, visitors, search } = sources;
  const lengths = {
    inside: () => visits.inside().length,
    lists: () => visitors.bans().length + visitors.allowed().length,
    bookings: () => visits.booked().length,
    closing: () => queueOf(sources).waiting.length,
  };
  return {
    stationSubject: stationSubject(parts.config.stationId),
    policy: parts.config.visitor,
    today: todayOf(sources),
    queue: queueOf(sources),
    newVisit: () => `visit/${uuidV7(parts.clock, parts.random)}`,
    readPass: (text) => codes.read(text),
    visit: (subject) => visits.find(subject),
    lastOf: (visitor) => visits.lastOf(visitor),
    knownBy: (document) => knownBy(sources, document),
    isKnownPrisoner: (subject) => isKnownPrisoner(sources, subject),
    find: (query) => search.find(query),
    standingOf: (entry) => standingIn(caseOf(sources, entry)),
    groundsOf: (entry) => groundsOf(caseOf(sources, entry)),
    lengthOf: (list) => lengths[list](),
  };
}
