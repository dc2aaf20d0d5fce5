import { type CustodyEvent, isAtLarge, isEnded, movers, siteOf, stateOnJourney } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import type { Person, Roll } from '../people/people.ts';
import { listNameOf } from '../people/person-name.ts';
import { listedView, personView } from '../people/person-view.ts';
import type { PersonView } from '../people/shown.ts';
import type { PrintState } from '../station/print-state.ts';
import type { StatusView } from '../station/status-view.ts';
import { admissionView } from './admission/admission-view.ts';
import { boardView } from './board/board-view.ts';
import { journeyOf } from './board/movements.ts';
import { policeName } from './board/police.ts';
import { prisonName } from './board/prisons.ts';
import { admittedText, describe } from './describe.ts';
import type { Desk, PassDesk, World } from './desk.ts';
import { lateThings } from './late.ts';
import { isLate, openMatchesHere } from './match/match.ts';
import { matchView } from './match/match-view.ts';
import { callBackView } from './order/call-back-view.ts';
import { photographId } from './photograph/photograph-id.ts';
import { mayHaveBand } from './report/record.ts';
import { recordView } from './report/record-view.ts';
import { isReport } from './report/report-details.ts';
import { reportView } from './report/report-view.ts';
import {
  awayFrom,
  type CourtCall,
  calledHere,
  isOverdue,
  type Lists,
  listedFor,
  shownOfList,
} from './van/queue-list.ts';
import { openVan, queueView } from './van/queue-view.ts';
import type { ArrivalView, DeskView, GateView, ListedView, SlipView } from './view.ts';

/** What the view is made from. */
export interface GateFacts {
  readonly desk: Desk;
  readonly examining: boolean;
  readonly counting: GateView['counting'];
  readonly captures: number;
  readonly people: Roll;
  readonly courtList: readonly CourtCall[];
  readonly latest: readonly CustodyEvent[];
  readonly alarms: GateView['alarms'];
  /** People of whom this machine has still to hear. */
  readonly takingOver: number;
  /** Events of other stations that are still to come before lines of people are whole. */
  readonly entriesToCome: number;
  readonly closesInMs: number | undefined;
  readonly inHand: Desk['step'] | undefined;
  readonly status: StatusView;
  readonly nowMs: number;
  /** The slips of a person's release, where this gate recorded one. */
  slipOf(subject: string): SlipView | undefined;
  /** How printing somebody's wristband stands, where the house has them. */
  bandOf(subject: string): PrintState | undefined;
}

/** Everything the gate page shows. */
export function gateView(facts: GateFacts, world: World): GateView {
  const concerned = facts.people.concerning(facts.nowMs);
  const here = siteOf(world.station);
  const out = facts.people.in(...Object.values(stateOnJourney));
  const away = out.flatMap((person) => awayFrom(here, person));
  const byJourney = Map.groupBy(away, ({ absence: { journey } }) => journey);
  const called = facts.courtList.flatMap((one) => calledHere(one, world));
  const arrivals = out.flatMap((person) => arrival(person, here, world));
  const ready = facts.people.in('RELEASE_PENDING').flatMap(ordersFor);
  const outside = out.filter(({ custody }) => custody.site === here).flatMap(ordersFor);
  return {
    status: facts.status,
    counts: {
      inCustody: facts.people.count('IN_CUSTODY', 'RELEASE_PENDING'),
      out: away.length,
      overdue: away.filter((one) => isOverdue(one, facts.nowMs)).length,
      toCourt: called.length,
      releases: { ready: ready.length, outside: outside.length },
      away: Object.fromEntries([...byJourney].map(([journey, those]) => [journey, those.length])),
    },
    arrivals: arrivals.toSorted((a, b) => a.dueAt.localeCompare(b.dueAt)),
    releases: [...ready.toSorted(overdueFirst), ...outside].slice(0, shownOfList).map(toRelease),
    late: lateThings(facts.people, world.policy, here, facts.nowMs),
    expected: world.expected().map(({ subject, person, warrant: { number, court } }) => ({
      subject,
      person,
      warrantNumber: number,
      court,
    })),
    juveniles: concerned
      .filter(({ custody }) => custody.juvenile === 'waiting' && !isEnded(custody.state))
      .map(({ subject, identity }) => ({ subject, prisonerNumber: identity?.prisonerNumber ?? '' })),
    matches: concerned.flatMap((person) => compared(person, world)),
    desk:
      facts.examining && facts.desk.step !== 'stop'
        ? { step: 'examining' }
        : deskView(facts, world, { called, byJourney }),
    counting: facts.counting,
    ...(world.van && { van: openVan(world.van) }),
    captures: facts.captures,
    alarms: facts.alarms,
    ...(facts.closesInMs !== undefined && { closesInMs: facts.closesInMs }),
    ...(facts.inHand !== undefined && { inHand: facts.inHand }),
    ...(facts.entriesToCome > 0 && { entriesToCome: facts.entriesToCome }),
    ...(facts.takingOver > 0 && { takingOver: facts.takingOver }),
    recent: facts.latest.flatMap((event) => describe(event, world.person) ?? []),
  };
}

/** While nobody attends, the page and whoever else can reach it are told of no person. */
export const withoutPeople = (view: GateView): GateView => ({
  ...view,
  desk: { step: 'home' },
  arrivals: [],
  releases: [],
  late: [],
  expected: [],
  juveniles: [],
  matches: [],
  recent: [],
});

/** Once for each person, however many were found alike. */
function compared(person: Person, { policy, nowMs }: World): GateView['matches'] {
  const open = openMatchesHere(person);
  const [first] = open;
  if (!first) return [];
  const text = say('match.compare', { person: listNameOf(person), prison: prisonName(first.site, policy) });
  return [{ subject: person.subject, text, late: open.some((match) => isLate(match, nowMs)) }];
}

/** A court's word that somebody is to be released. */
interface ToRelease {
  readonly person: Person;
  readonly order: Person['custody']['openOrders'][number];
}

const ordersFor = (person: Person): ToRelease[] => person.custody.openOrders.map((order) => ({ person, order }));

const overdueFirst = (one: ToRelease, other: ToRelease): number =>
  Number(other.order.overDetainedRaised) - Number(one.order.overDetainedRaised);

function toRelease({ person, order: { orderId, court, caseNumber, overDetainedRaised } }: ToRelease): ListedView {
  const { absence, juvenile } = person.custody;
  return {
    person: listedView(person),
    orderId,
    place: court,
    ...(!juvenile && { caseNumber }),
    ...(absence && { journey: absence.journey, dueBack: absence.dueBack }),
    overdue: overDetainedRaised,
  };
}

/** What the officer is told at once who has taken somebody in: their release order is here. */
function noticeAfter(movement: string, person: Person | undefined): BilingualText | undefined {
  const isBack = movers.some((mover) => mover === movement && ['back', 'in'].includes(journeyOf(mover)?.way ?? ''));
  if (!isBack || person?.custody.state !== 'RELEASE_PENDING') return undefined;
  return say('gate.order-waits', { person: listNameOf(person) });
}

function arrival(person: Person, here: string, { policy, nowMs }: World): ArrivalView[] {
  const { absence, site } = person.custody;
  if (absence?.journey !== 'transfer' || absence.place !== here) return [];
  const { paper, dueBack: dueAt } = absence;
  const from = prisonName(site, policy);
  return [{ person: listedView(person), paper, from, dueAt, overdue: Date.parse(dueAt) < nowMs }];
}

/** Whoever is on the desk, with the photograph that the page may ask for. */
function shownView(person: Person, { photographOf }: World): PersonView {
  const photograph = photographOf(person.subject);
  return { ...personView(person), ...(photograph !== undefined && { photograph }) };
}

const hasPaper = (desk: PassDesk): boolean =>
  (desk.movement === 'transfer-dispatched' ? desk.transfer : desk.pass) !== undefined;

function deskView({ desk, slipOf, bandOf, nowMs }: GateFacts, world: World, lists: Lists): DeskView {
  const shown = (subject: string | undefined): { person?: PersonView } => {
    const person = subject === undefined ? undefined : world.person(subject);
    return person ? { person: shownView(person, world) } : {};
  };
  switch (desk.step) {
    case 'home':
      return { step: 'home', ...(desk.again && { again: desk.again }) };
    case 'admission':
      return admissionView(desk, world);
    case 'board': {
      const person = world.person(desk.subject);
      if (!person) return { step: 'home' };
      const slip = desk.movement === 'release' ? slipOf(desk.subject) : undefined;
      const returned = slip?.kind === 'property-returned' ? { slip } : {};
      return { ...boardView(desk, person, world), person: shownView(person, world), ...returned };
    }
    case 'find':
      return {
        step: 'find',
        query: desk.query,
        found: desk.found.subjects.flatMap((subject) => {
          const person = world.person(subject);
          return person ? [personView(person)] : [];
        }),
        more: desk.found.more,
        ...(desk.again && { again: desk.again }),
      };
    case 'record': {
      const person = world.person(desk.subject);
      if (!person) return { step: 'home' };
      const slip = slipOf(desk.subject);
      const wristband = mayHaveBand(person) ? bandOf(desk.subject) : undefined;
      return {
        ...recordView(desk, person, world),
        person: shownView(person, world),
        ...(slip && { slip }),
        ...(wristband && { wristband }),
      };
    }
    case 'report': {
      const person = world.person(desk.subject);
      return person ? { ...reportView(desk, person, world), person: shownView(person, world) } : { step: 'home' };
    }
    case 'pass':
      return {
        step: 'pass',
        movement: desk.movement,
        ...shown(desk.subject),
        ...('pass' in desk && desk.pass && { pass: desk.pass }),
        ...('transfer' in desk && desk.transfer && { transfer: desk.transfer }),
        prisons: world.policy.prisons.filter(({ site }) => site !== siteOf(world.station)),
        instruction: desk.again ?? say(hasPaper(desk) ? 'gate.put-any-finger' : 'gate.pass-missing'),
        again: desk.again !== undefined,
      };
    case 'call-back':
      return { ...callBackView(desk, world), ...shown(desk.subject) };
    case 'noted': {
      const { person } = shown(desk.subject);
      return person ? { step: 'noted', person, text: desk.text } : { step: 'home' };
    }
    case 'queue': {
      const last = desk.last && world.person(desk.last.subject);
      const notice = noticeAfter(desk.movement, last);
      return {
        step: 'queue',
        movement: desk.movement,
        ...queueView(desk, world),
        ...listedFor(desk.movement, lists, nowMs),
        again: desk.again !== undefined,
        // A child stands here by number: no face belongs to it.
        ...(desk.last &&
          last && {
            last: {
              person: last.custody.juvenile ? listedView(last) : shownView(last, world),
              text: desk.last.text,
              ...(notice && { notice }),
            },
          }),
      };
    }
    case 'passed':
      return {
        step: 'passed',
        text: desk.text,
        notices: desk.people.flatMap((subject) => noticeAfter(desk.movement, world.person(subject)) ?? []),
      };
    case 'done': {
      const { person } = shown(desk.subject);
      if (!person) return { step: 'home' };
      const { movement } = desk;
      const moved = world.person(desk.subject);
      const name = listNameOf(moved);
      const slip = desk.slips && slipOf(desk.subject);
      const wristband = movement === 'admission' ? bandOf(desk.subject) : undefined;
      const withSlip = { ...(slip && { slip }), ...(wristband && { wristband }) };
      if (desk.provisional)
        return { step: 'done', movement, person, text: admittedText(name, desk.provisional), ...withSlip };
      const named = { person: name };
      const text = isReport(movement) ? say(`report.done-${movement}`, named) : say(`gate.done-${movement}`, named);
      const notice = noticeAfter(movement, moved);
      if (desk.handOver) {
        const police = policeName(desk.handOver);
        return { step: 'done', movement, person, text: say('police.done', { ...named, police }), ...withSlip };
      }
      return { step: 'done', movement, person, text, ...(notice && { notice }), ...withSlip };
    }
    case 'stop':
      return {
        step: 'stop',
        text: desk.text,
        comparable: desk.admission !== undefined,
        unreadable: desk.unread !== undefined,
      };
    case 'conflict': {
      const person = world.person(desk.subject);
      if (!person) return { step: 'stop', text: say('gate.already-enrolled'), comparable: false, unreadable: false };
      return {
        step: 'conflict',
        reviewer: desk.reviewer,
        details: desk.admission.details,
        ...(desk.admission.photograph !== undefined && { photograph: photographId(desk.admission.photograph) }),
        record: shownView(person, world),
        readmits: isAtLarge(person.custody.state),
      };
    }
    case 'match': {
      const person = world.person(desk.subject);
      const view = person && matchView(desk, person, world);
      return view ? { ...view, admitted: shownView(person, world) } : { step: 'home' };
    }
    case 'not-allowed':
      return {
        step: 'not-allowed',
        ...shown(desk.subject),
        reasons: desk.reasons,
        mayCall: desk.unconfirmed !== undefined,
      };
  }
}
