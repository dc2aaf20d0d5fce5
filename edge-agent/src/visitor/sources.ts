import { isEnded, isInside, type VisitorIdentity } from '@custody-edge/event-contract';
import { dayAt } from '../gate/order/detention.ts';
import type { PersonSearch } from '../gate/report/person-search.ts';
import type { People } from '../people/people.ts';
import type { StationParts } from '../station/station-parts.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import type { EntryDesk } from './desk/desk.ts';
import type { Standing } from './desk/entry.ts';
import type { Queue } from './desk/queue.ts';
import type { PassCodes } from './exit/pass-code.ts';
import { alikeAmong, type BanMatch, type Banned } from './rules/alike.ts';
import { groundsOf, type VisitCase, type VisitedPerson } from './rules/decision.ts';
import { visitsIn, weekBeginMs } from './rules/week.ts';
import type { Entries } from './store/entries.ts';
import type { KeptQueue } from './store/kept-queue.ts';
import type { Visitors } from './store/visitors.ts';
import { isOverdue, type Visit, type Visits } from './store/visits.ts';

/** What the desk knows, from its own record and from what gates have told it of prisoners. */
export interface Sources {
  readonly parts: StationParts;
  /** Now, by which the desk decides. */
  readonly nowMs: () => number;
  readonly keys: PersonKeys;
  readonly people: People;
  readonly search: PersonSearch;
  readonly visitors: Visitors;
  readonly visits: Visits;
  readonly entries: Entries;
  readonly codes: PassCodes;
  readonly queue: KeptQueue;
}

/** The same at one moment: what is shown or decided at once goes by one time. */
export function atOnce(sources: Sources): Sources {
  const nowMs = sources.nowMs();
  return { ...sources, nowMs: () => nowMs };
}

export const nowMsOf = ({ nowMs }: Sources): number => nowMs();
export const todayOf = (sources: Sources): string => dayAt(nowMsOf(sources));

/** The moment at which this day began by the clock on the wall. */
export function midnightOf(sources: Sources): string {
  const midnight = new Date(nowMsOf(sources));
  midnight.setHours(0, 0, 0, 0);
  return midnight.toISOString();
}

export const queueOf = (sources: Sources): Queue => sources.queue.of(todayOf(sources));

/** Whoever is held in this house, in or out: whom a visitor may ask for. */
export const isKnownPrisoner = ({ people }: Sources, subject: string): boolean => {
  const person = people.find(subject);
  return person?.identity !== undefined && !isEnded(person.custody.state);
};

/** Everybody banned who may be the visitor at the desk, unless the officer found them to be somebody else. */
export function alikeOf(
  sources: Sources,
  { identity, known, others }: EntryDesk,
): (Banned & { readonly by: BanMatch })[] {
  if (!identity) return [];
  const banned = sources.visitors.banned(todayOf(sources));
  return alikeAmong(identity, banned)
    .map((one) => (one.subject === known ? { ...one, by: 'document' as const } : one))
    .filter(({ subject, by }) => by === 'document' || !others.includes(subject));
}

function banOf(sources: Sources, desk: EntryDesk): VisitCase['ban'] {
  const alike = alikeOf(sources, desk);
  if (alike.some(({ subject, by }) => by === 'document' || subject === desk.same)) return 'banned';
  return alike.length > 0 ? 'alike' : 'none';
}

/** The booking of today that the visitor at the desk has, for this prisoner. */
export function bookingOf(sources: Sources, { known, person }: EntryDesk): Visit | undefined {
  const today = todayOf(sources);
  return sources.visits
    .booked()
    .find(
      (visit) => visit.visitor === known && known !== undefined && visit.person === person && visit.bookedOn === today,
    );
}

function visitedPerson(sources: Sources, subject: string, visitor: string | undefined): VisitedPerson | undefined {
  const { people, visitors, visits } = sources;
  const person = people.find(subject);
  if (!person) return undefined;
  const stays = visits.of(subject, new Date(weekBeginMs(nowMsOf(sources))).toISOString());
  const now = stays.filter(({ state }) => state === 'inside');
  const list = visitors.allowedTo(subject);
  return {
    isHere: isInside(person.custody.state),
    visitClass: person.warrant.kind === 'sentence-warrant' ? 'convicted' : 'under-trial',
    listed: list.length,
    isListed: list.some((one) => one.subject === visitor),
    visitsThisWeek: visitsIn(
      stays.map(({ beganAt = '', endedAt }) => ({
        beganMs: Date.parse(beganAt),
        endedMs: endedAt === undefined ? undefined : Date.parse(endedAt),
      })),
    ),
    withNow: { adults: now.length, children: now.reduce((sum, { children }) => sum + children, 0) },
  };
}

/** How many people are inside. */
export function occupancyOf({ visits }: Sources): { readonly adults: number; readonly children: number } {
  const inside = visits.inside();
  return { adults: inside.length, children: inside.reduce((sum, { children }) => sum + children, 0) };
}

/** How many visitors should have left. */
export function overdueIn(sources: Sources): number {
  const nowMs = nowMsOf(sources);
  return sources.visits.inside().filter((visit) => isOverdue(visit, nowMs)).length;
}

/** Everything from which it is decided whether the visitor at the desk comes in. */
export function caseOf(sources: Sources, desk: EntryDesk): VisitCase {
  const { identity, person, search, goods, finger, sight } = desk;
  // Before it is known who comes to whom as what, nothing is said for or against it: it can be booked, or put on a list, then.
  const visited = desk.kind === 'legal' || desk.relation ? person : undefined;
  const { adults, children } = occupancyOf(sources);
  const { closed, told } = queueOf(sources);
  return {
    kind: desk.kind,
    person: visited === undefined ? undefined : visitedPerson(sources, visited, desk.known),
    sex: identity?.sex,
    isNamed: identity !== undefined,
    hasRelation: desk.relation !== undefined,
    ban: banOf(sources, desk),
    search: search ?? 'unasked',
    children: goods?.children ?? 0,
    identification: isTaken(sources, finger) ? 'finger' : sight ? 'sight' : 'none',
    photograph: desk.photograph !== undefined ? 'taken' : desk.noPhotograph ? 'lacking' : 'unasked',
    hasDocument: desk.document?.number !== undefined,
    isInside: finger?.inside !== undefined,
    hasBooking: visited === undefined || desk.kind === 'legal' || bookingOf(sources, desk) !== undefined,
    inside: adults + children,
    isDeskClosed: closed || told !== undefined,
    policy: sources.parts.config.visitor,
    nowMs: nowMsOf(sources),
  };
}

/** Whether as many impressions are taken as the house wants. */
export const isTaken = ({ parts }: Sources, finger: EntryDesk['finger']): boolean =>
  (finger?.impressions.length ?? 0) >= parts.config.visitor.impressions;

/** What the pages of an entry go by. */
export const standingIn = (facts: VisitCase): Standing => ({
  isAlike: facts.ban === 'alike',
  isTurnedAway: groundsOf(facts).length > 0,
});

/** Who came under a document before. */
export function knownBy(
  { visitors }: Sources,
  document: Pick<VisitorIdentity, 'document' | 'number'>,
): { readonly subject: string; readonly identity: VisitorIdentity } | undefined {
  const subject = visitors.byDocument(document);
  const identity = subject === undefined ? undefined : visitors.identityOf(subject);
  return subject !== undefined && identity ? { subject, identity } : undefined;
}
