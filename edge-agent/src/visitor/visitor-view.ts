import { type CustodyEvent, legalPartiesSchema } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { type MessageKey, messages, say } from '@custody-edge/ui-kit';
import { nameOf } from '../people/person-name.ts';
import type { SlipPrinter } from '../station/slip-printer.ts';
import type { RecentView, Sign } from '../station/status-view.ts';
import type { EntryDesk, VisitorDesk } from './desk/desk.ts';
import { pageOf } from './desk/entry.ts';
import { explain, groundsOf, refusalsOf } from './rules/decision.ts';
import {
  alikeOf,
  atOnce,
  caseOf,
  midnightOf,
  nowMsOf,
  occupancyOf,
  overdueIn,
  queueOf,
  type Sources,
  standingIn,
} from './sources.ts';
import { isOverdue, type OpenAlarm, type Visit } from './store/visits.ts';
import type { AlarmView, EntryView, InsideView, PrisonerView, SlipView, VisitorDeskView, VisitorView } from './view.ts';

const recentLines = 8;

/** What the page shows besides what is on record. */
interface Shown {
  readonly desk: VisitorDesk;
  readonly examining: boolean;
  readonly captures: number;
  readonly printer: SlipPrinter;
}

export function visitorView(shown: Shown, whenever: Sources): VisitorView {
  const sources = atOnce(whenever);
  const { parts, people, visits } = sources;
  const queue = queueOf(sources);
  return {
    status: parts.status(),
    desk: deskView(shown, sources),
    examining: shown.examining,
    captures: shown.captures,
    prisoners: people.count('IN_CUSTODY', 'RELEASE_PENDING'),
    occupancy: { ...occupancyOf(sources), most: parts.config.visitor.mostInside, overdue: overdueIn(sources) },
    today: visits.counts(midnightOf(sources)),
    queue: { waiting: queue.waiting, closing: queue.told !== undefined && !queue.closed, closed: queue.closed },
    alarms: visits.alarms().map((alarm) => alarmView(alarm, sources)),
    recent: parts.log
      .latest(recentLines * 3)
      .flatMap(recentView)
      .slice(0, recentLines),
  };
}

/** While nobody attends, the page is told of no visitor and of no prisoner; that a door is held stays. */
export const withoutNames = (view: VisitorView): VisitorView => ({
  ...view,
  desk: view.desk.step === 'hold' ? view.desk : { step: 'home' },
});

function deskView({ desk, printer }: Shown, sources: Sources): VisitorDeskView {
  const { visits, entries, keys } = sources;
  const insideOf = (visit: string): InsideView | undefined => {
    const found = visits.find(visit);
    return found && insideView(found, sources);
  };
  /** Of what was last recorded of a visit. */
  const slipOf = (visit: string): SlipView | undefined => {
    const { began, ended } = visits.find(visit) ?? {};
    const event = ended ?? began;
    return event === undefined ? undefined : { ...printer.stateOf(event), event };
  };
  switch (desk.step) {
    case 'home':
      return desk;
    case 'entry':
      return entryView(desk, sources);
    case 'turned-away':
      return { step: 'turned-away', grounds: desk.grounds.map(explain) };
    case 'passed': {
      const [of, slip] = [insideOf(desk.visit), slipOf(desk.visit)];
      return of && slip ? { step: 'passed', of, slip } : { step: 'home' };
    }
    case 'goodbye': {
      const of = insideOf(desk.visit);
      const slip = visits.find(desk.visit)?.deposit && slipOf(desk.visit);
      return of ? { step: 'goodbye', of, ...(slip && { slip }) } : { step: 'home' };
    }
    case 'exit': {
      if (desk.visit === undefined)
        return { step: 'exit', isSightOnly: false, ...(desk.again && { again: desk.again }) };
      const [of, slip, photograph] = [insideOf(desk.visit), slipOf(desk.visit), entries.photographHashOf(desk.visit)];
      return {
        step: 'exit',
        ...(of && { of }),
        ...(slip && { slip }),
        isSightOnly: visits.find(desk.visit)?.bySight === true,
        ...(photograph !== undefined && { photograph }),
        ...(desk.again && { again: desk.again }),
      };
    }
    case 'hold':
      return { step: 'hold', id: desk.event, text: holdText(desk.alarm), about: alarmText(desk.alarm, 0) };
    case 'list':
      return listView(desk.list, sources);
    case 'legal': {
      const parties = sources.parts.log.eventsOf(desk.visit, 'visit.began.v1').at(-1);
      const sealed = parties?.type === 'visit.began.v1' ? parties.data.parties : undefined;
      const text = sealed?.kind === 'legal' ? keys.readable(desk.visit, 'legal', sealed.sealed) : undefined;
      if (text === undefined) return { step: 'home' };
      const { lawyer, licence, person } = legalPartiesSchema.parse(JSON.parse(text));
      return { step: 'legal', lawyer, licence, person: nameOf(sources.people.find(person)) };
    }
  }
}

function entryView(desk: EntryDesk, sources: Sources): EntryView {
  const { visitors, visits, people, parts } = sources;
  const { identity, known, person, relation, document, query, found, again } = desk;
  const facts = caseOf(sources, desk);
  const grounds = groundsOf(facts);
  const missing = refusalsOf(facts).filter((refusal) => !grounds.some((ground) => ground === refusal));
  const last = known === undefined || person !== undefined ? undefined : visits.lastOf(known);
  const [alike] = alikeOf(sources, desk);
  const until = alike && visitors.bans().find(({ subject }) => subject === alike.subject)?.until;
  const prisoner = person === undefined ? undefined : prisonerView(person, sources);
  return {
    step: 'entry',
    kind: desk.kind,
    page: pageOf(desk, standingIn(facts)),
    ...(document && { document }),
    ...(identity && { visitor: identity }),
    isKnown: known !== undefined,
    ...(last && { lastTime: { person: nameOf(people.find(last.person)), relation: last.relation } }),
    ...(found &&
      query !== undefined && {
        found: {
          query,
          people: found.subjects.flatMap((subject) => prisonerView(subject, sources) ?? []),
          more: found.more,
        },
      }),
    ...(prisoner && { person: prisoner }),
    ...(relation && { relation }),
    ...(alike && until !== undefined && { alike: { subject: alike.subject, identity: alike.identity, until } }),
    grounds: grounds.map(explain),
    missing: missing.map(explain),
    finger: { taken: desk.finger?.impressions.length ?? 0, needed: parts.config.visitor.impressions },
    isSeen: desk.sight !== undefined,
    hasPhotograph: desk.photograph !== undefined,
    ...(desk.noPhotograph && { noPhotograph: desk.noPhotograph }),
    isPhotographMissing: missing.some((gap) => gap === 'photograph-missing' || gap === 'photograph-needed'),
    canBook: desk.kind === 'family' && person !== undefined && relation !== undefined,
    keptHours: parts.config.visitor.entryKeptHours,
    ...(again && { again }),
  };
}

function prisonerView(subject: string, { people }: Sources): PrisonerView | undefined {
  const person = people.find(subject);
  return person?.identity && { subject, name: nameOf(person), number: person.identity.prisonerNumber };
}

function insideView(visit: Visit, sources: Sources): InsideView {
  const { visitors, people } = sources;
  const { subject, kind, visitor, person, relation, pass = 0, children, beganAt = '', due = '', deposit } = visit;
  const name = visitor === undefined ? undefined : visitors.identityOf(visitor)?.name;
  return {
    visit: subject,
    pass,
    who:
      kind === 'legal'
        ? say('visitor.legal-visit')
        : name === undefined
          ? say('gate.unknown-person')
          : { en: name, ur: name },
    ...(person !== undefined && { person: nameOf(people.find(person)) }),
    ...(relation && { relation }),
    children,
    since: beganAt,
    due,
    isOverdue: isOverdue(visit, nowMsOf(sources)),
    isLegal: kind === 'legal',
    ...(deposit && { token: deposit.token }),
  };
}

function listView(list: Extract<VisitorDesk, { step: 'list' }>['list'], sources: Sources): VisitorDeskView {
  const { visitors, visits, people } = sources;
  const whoOf = (subject: string | undefined): BilingualText => {
    const name = subject === undefined ? undefined : visitors.identityOf(subject)?.name;
    return name === undefined ? say('gate.unknown-person') : { en: name, ur: name };
  };
  const isLists = list === 'lists';
  return {
    step: 'list',
    list,
    inside: (list === 'inside' ? visits.inside() : []).map((visit) => insideView(visit, sources)),
    bans: (isLists ? visitors.bans() : []).map(({ event, subject, until, reason }) => {
      const number = visitors.identityOf(subject)?.number;
      return { ban: event, who: whoOf(subject), until, reason, ...(number !== undefined && { number }) };
    }),
    listed: (isLists ? visitors.allowed() : []).map(({ person, subject, relation }) => ({
      visitor: subject,
      person,
      who: whoOf(subject),
      to: nameOf(people.find(person)),
      relation,
    })),
    bookings: (list === 'bookings' ? visits.booked() : []).map(({ subject, visitor, person, bookedOn = '' }) => ({
      visit: subject,
      on: bookedOn,
      who: whoOf(visitor),
      to: nameOf(person === undefined ? undefined : people.find(person)),
    })),
  };
}

const holdText = (alarm: OpenAlarm['alarm']): BilingualText =>
  alarm === 'overdue' ? say('reason.overdue') : say(`visitor.hold-${alarm}`);

/** In a few words, for a list or a dialogue. */
const alarmText = (alarm: OpenAlarm['alarm'], pass: number): BilingualText =>
  alarm === 'overdue' ? say('visitor.alarm-overdue', { pass }) : say(`visitor.alarm-${alarm}`);

function alarmView({ event, at, alarm, subject }: OpenAlarm, { visits }: Sources): AlarmView {
  const pass = visits.find(subject)?.pass ?? 0;
  return {
    id: event,
    at,
    text: alarmText(alarm, pass),
  };
}

const signs: Partial<Record<CustodyEvent['type'], Sign>> = {
  'visit.began.v1': 'go',
  'visit.ended.v1': 'go',
  'visit.refused.v1': 'wait',
  'visit.alarm.v1': 'stop',
};

const isMessage = (key: string): key is Extract<MessageKey, `event.visit.${string}`> => Object.hasOwn(messages, key);

/** What was recorded last, without a name: the glass stands where others see it. */
function recentView({ id, time, type }: CustodyEvent): RecentView[] {
  const key = `event.${type}`;
  const sign = signs[type];
  return sign && isMessage(key) ? [{ id, at: time, sign, text: say(key) }] : [];
}
