import type { Sex, VisitGround } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { isWithinHours } from '../../station/hours.ts';
import type { VisitClass, VisitorPolicy } from '../policy.ts';

/** Whom the visit is to, as far as a visit depends on it. */
export interface VisitedPerson {
  /** In the house, and not out at court, in hospital or gone. */
  readonly isHere: boolean;
  readonly visitClass: Exclude<VisitClass, 'legal'>;
  /** How many stand on the prisoner's list. */
  readonly listed: number;
  /** Whether the visitor is one of them. */
  readonly isListed: boolean;
  /** Visits in this week, without the one that goes on now. */
  readonly visitsThisWeek: number;
  /** Adults and children who are with the prisoner now. */
  readonly withNow: { readonly adults: number; readonly children: number };
}

/** Everything from which it is decided whether a visit may begin; nothing else counts. */
export interface VisitCase {
  readonly kind: 'family' | 'legal';
  readonly person: VisitedPerson | undefined;
  /** Sex of the visitor, as said and seen; absent until it is. */
  readonly sex: Sex | undefined;
  readonly isNamed: boolean;
  readonly hasRelation: boolean;
  /** `alike`: somebody on the ban list has such a name, and nobody has compared the two yet. */
  readonly ban: 'none' | 'alike' | 'banned';
  readonly search: 'unasked' | 'refused' | { readonly officerSex: Sex };
  readonly children: number;
  readonly identification: 'none' | 'finger' | 'sight';
  /** `lacking`: it is on record why there is none. */
  readonly photograph: 'unasked' | 'lacking' | 'taken';
  /** Showed a document, which bears a face. */
  readonly hasDocument: boolean;
  /** The finger of the entry is that of somebody inside. */
  readonly isInside: boolean;
  readonly hasBooking: boolean;
  /** Adults and children in the house. */
  readonly inside: number;
  readonly isDeskClosed: boolean;
  readonly policy: Pick<
    VisitorPolicy,
    | 'hours'
    | 'visitsPerWeek'
    | 'visitorsPerVisit'
    | 'childrenPerVisit'
    | 'listRequired'
    | 'bookingRequired'
    | 'mostInside'
    | 'photograph'
  >;
  readonly nowMs: number;
}

/** What is still to be done at the desk, as against what turns the visitor away. */
export const visitGaps = [
  'name-missing',
  'prisoner-missing',
  'relation-missing',
  'ban-unanswered',
  'search-missing',
  'woman-searches',
  'man-searches',
  'identity-missing',
  'photograph-missing',
  'photograph-needed',
] as const;
export type VisitGap = (typeof visitGaps)[number];
/** Why a visit may not begin: each names what would let it, or says that nothing does today. */
export type VisitRefusal = Exclude<VisitGround, 'officer-decision'> | VisitGap;

const isGap = (refusal: VisitRefusal): refusal is VisitGap => visitGaps.some((gap) => gap === refusal);

const days = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

/** Whether a class is visited at this moment, by the wall clock of the house. */
function isVisitingHour(hours: VisitorPolicy['hours'], visitClass: VisitClass, nowMs: number): boolean {
  const today = days[new Date(nowMs).getDay()];
  return hours.some(
    (window) =>
      window.for.includes(visitClass) && window.days.some((day) => day === today) && isWithinHours(window, nowMs),
  );
}

/** What stands against a visit; it may begin when the list is empty. In the order in which the visitor should hear of it. */
export function refusalsOf(facts: VisitCase): VisitRefusal[] {
  const { kind, person, search, policy } = facts;
  const found: VisitRefusal[] = [];
  if (search === 'refused') found.push('search-refused');
  if (facts.ban === 'banned') found.push('banned');
  if (facts.isDeskClosed) found.push('desk-closed');
  if (facts.isInside) found.push('already-inside');
  if (person) found.push(...refusalsAbout(facts, person));
  if (facts.inside + 1 + facts.children > policy.mostInside) found.push('house-full');
  if (policy.bookingRequired && !facts.hasBooking) found.push('booking-missing');
  if (!facts.isNamed) found.push('name-missing');
  if (!person) found.push('prisoner-missing');
  if (kind === 'family' && !facts.hasRelation) found.push('relation-missing');
  if (facts.ban === 'alike') found.push('ban-unanswered');
  found.push(...gapsOfSearch(facts));
  if (facts.identification === 'none') found.push('identity-missing');
  found.push(...gapsOfPhotograph(facts));
  return found;
}

function refusalsAbout(facts: VisitCase, person: VisitedPerson): VisitRefusal[] {
  const { kind, policy, nowMs } = facts;
  const found: VisitRefusal[] = [];
  if (!person.isHere) found.push('prisoner-not-here');
  if (!isVisitingHour(policy.hours, kind === 'legal' ? 'legal' : person.visitClass, nowMs)) found.push('outside-hours');
  // A lawyer comes on the prisoner's right to one: no list and no count of the family keeps them out.
  if (kind === 'legal') return found;
  if (person.listed === 0 && policy.listRequired) found.push('list-missing');
  if (person.listed > 0 && !person.isListed) found.push('not-on-list');
  const { adults, children } = person.withNow;
  if (adults === 0 && person.visitsThisWeek >= policy.visitsPerWeek[person.visitClass]) found.push('week-limit');
  if (adults + 1 > policy.visitorsPerVisit) found.push('visitors-limit');
  if (children + facts.children > policy.childrenPerVisit) found.push('children-limit');
  return found;
}

/** Women are searched by women and men by men; of whom neither is said, by whom the visitor chose. */
function gapsOfSearch({ search, sex }: VisitCase): VisitRefusal[] {
  if (search === 'refused') return [];
  if (search === 'unasked') return ['search-missing'];
  if (sex === 'F' && search.officerSex !== 'F') return ['woman-searches'];
  return sex === 'M' && search.officerSex !== 'M' ? ['man-searches'] : [];
}

/** Who declines, and a desk without a camera, keeps nobody out, as long as a finger or a document tells on the way out who came in. */
function gapsOfPhotograph({ photograph, identification, hasDocument, policy }: VisitCase): VisitRefusal[] {
  if (photograph === 'taken') return [];
  if (identification === 'sight' && !hasDocument) return ['photograph-needed'];
  const isAsked = policy.photograph === 'always' || identification === 'sight';
  return isAsked && photograph === 'unasked' ? ['photograph-missing'] : [];
}

/** What turns the visitor away, whatever else is done at the desk. */
export const groundsOf = (facts: VisitCase): Exclude<VisitRefusal, VisitGap>[] =>
  refusalsOf(facts).filter((refusal): refusal is Exclude<VisitRefusal, VisitGap> => !isGap(refusal));

export const explain = (refusal: VisitRefusal | VisitGround): BilingualText => say(`visit-refusal.${refusal}`);
