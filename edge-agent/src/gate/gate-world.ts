import { sourceOf, stateOnJourney } from '@custody-edge/event-contract';
import { operatingPoints, searchPoint } from '@custody-edge/fingerprint';
import type { House } from '../house/house.ts';
import type { People } from '../people/people.ts';
import type { Wristbands } from '../people/wristbands.ts';
import { isReaderReady, type StationParts, stationSubject } from '../station/station-parts.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import type { Photographs } from '../store/photographs.ts';
import type { ExpectedList } from './admission/expected.ts';
import { journeyOf } from './board/movements.ts';
import type { Van, World } from './desk.ts';
import type { FingerTries } from './finger/finger-tries.ts';
import type { GateGallery } from './finger/gate-gallery.ts';
import type { MatchedPeople } from './match/matched-people.ts';
import type { CourtDirectory } from './order/court-directory.ts';
import type { CourtList } from './order/court-list.ts';
import type { Holds } from './order/holds.ts';
import type { PersonSearch } from './report/person-search.ts';

/** From where the questions of the desk are answered. */
export interface GateSources {
  readonly parts: StationParts;
  readonly people: People;
  readonly search: PersonSearch;
  readonly keys: PersonKeys;
  readonly photographs: Photographs;
  readonly wristbands: Wristbands;
  readonly tries: FingerTries;
  readonly courtList: CourtList;
  readonly courtDirectory: CourtDirectory;
  readonly expected: ExpectedList;
  readonly holds: Holds;
  readonly matched: MatchedPeople;
  readonly gallery: Pick<GateGallery, 'impressions'>;
  readonly house: Pick<House, 'reviewOf'>;
}

/** What the desk may know, at this moment. */
export function worldOf(sources: GateSources, van: Van | undefined): World {
  const { parts, people, search, keys, photographs, tries, courtList, expected, holds, gallery, house } = sources;
  const { config, identity } = parts;
  const nowMs = parts.timeFloor.nowMs();
  const isHere = (subject: string): boolean => people.find(subject)?.custody.state === 'IN_CUSTODY';
  return {
    stationSubject: stationSubject(config.stationId),
    station: sourceOf(config.site, config.stationId),
    chainId: identity.enrolment.record.chainId,
    policy: config.gate,
    isDiskFull: parts.reserve.state === 'full',
    nowMs,
    recordIsAltered: !parts.log.isWhole,
    clockIsBehind: parts.timeFloor.isClockBehind,
    attestedMs: parts.timeFloor.attestedMs,
    lineIsUp: parts.isLineUp(),
    officer: parts.officers.attending,
    maySign: (officerId, meaning) => parts.officers.maySign(officerId, meaning),
    salt: () => Buffer.from(parts.random.bytes(16)).toString('base64url'),
    thresholds: { verify: operatingPoints.release, identify: searchPoint(gallery.impressions) },
    person: (subject) => people.find(subject),
    find: (query) => search.find(query),
    historyOf: (subject) => people.historyOf(subject),
    admittedUnder: (warrant) => people.admittedUnder(warrant),
    isTakenBack: (warrant) => expected.isTakenBack(warrant),
    expected: () => expected.current(),
    holdsOf: (subject) => holds.of(subject),
    reviewOf: (person) => house.reviewOf(person),
    seal: (subject, field, text) => keys.seal(subject, field, text),
    read: (subject, field, sealed) => keys.readable(subject, field, sealed),
    bandOf: (subject) => config.gate.wristband && sources.wristbands.numberOf(subject),
    keyIdOf: (subject) => keys.find(subject)?.keyId,
    photographOf: (subject) => photographs.hashOf(subject),
    bodyOf: (subject) => people.bodyOf(subject),
    marksOf: (subject) => people.marksOf(subject),
    exceptionsOf: (subject) =>
      people.exceptionsOf(subject).map((one) => ({
        ...one,
        isKept: typeof one.photograph !== 'string' && photographs.hasHand(subject, one.photograph.hash),
      })),
    matched: (subject, person) => sources.matched.of(subject, person),
    leftProperty: (subject) => people.propertyOf(subject) !== 'none',
    triesOf: (subject) => tries.of(subject),
    isReaderReady: isReaderReady(parts.bridge),
    courtOrder: (subject) => courtList.orderOf(subject, nowMs),
    van,
    leftInQueue: (movement) => {
      if (movement === 'out-to-court') return courtList.current(nowMs).filter(({ subject }) => isHere(subject)).length;
      const trip = journeyOf(movement);
      if (!trip || trip.way === 'out') return undefined;
      const away = people.in(stateOnJourney[trip.journey]);
      return away.filter(({ custody }) => (trip.way === 'in' ? custody.absence?.place : custody.site) === config.site)
        .length;
    },
    courtDirectory: () => sources.courtDirectory.current(),
    prisonerNumbered: (prisonerNumber) => people.numbered(prisonerNumber),
    isFormEntered: (form) => people.isFormEntered(form),
    isDenied: (orderId) => people.isDenied(orderId),
    holderOf: (orderId) => people.holderOf(orderId),
  };
}
