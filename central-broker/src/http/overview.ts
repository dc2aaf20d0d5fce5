import { contractError, isEnded } from '@custody-edge/event-contract';
import type { Clock, ErrorTable } from '@custody-edge/foundation';
import { centreError } from '../errors.ts';
import type { Presence } from '../ingest/presence.ts';
import type { Register } from '../register/register.ts';
import type { CallBackStore } from '../store/call-backs.ts';
import type { CommandStore } from '../store/commands.ts';
import type { CourtNoticeStore } from '../store/court-notices.ts';
import type { EventStore, ListedEvent } from '../store/events.ts';
import type { FeedStatementStore, TakenStatement } from '../store/feed-statements.ts';
import type { HoldStore } from '../store/holds.ts';
import type { ListedNews, NewsStore } from '../store/news.ts';
import type { QuarantineStore } from '../store/quarantine.ts';
import type { SuccessionStore } from '../store/successions.ts';
import type { StationDirectory } from '../trust/station-directory.ts';
import type {
  EventLine,
  OpenAdmissionLine,
  OrderLine,
  OverviewView,
  PersonLine,
  StatementLine,
  StationLine,
} from './view.ts';

export interface OverviewSources {
  readonly centreId: string;
  readonly clock: Clock;
  readonly register: Register;
  readonly directory: StationDirectory;
  readonly presence: Presence;
  readonly events: EventStore;
  readonly quarantine: QuarantineStore;
  readonly commands: CommandStore;
  readonly callBacks: CallBackStore;
  readonly news: NewsStore;
  readonly successions: SuccessionStore;
  readonly feedStatements: FeedStatementStore;
  readonly holdStore: HoldStore;
  readonly notices: CourtNoticeStore;
}

const shownEvents = 50;
const shownQuarantine = 20;
const shownOrders = 50;
const shownReleases = 20;
const shownAdmissions = 20;
const shownCallBacks = 20;
const shownStatements = 10;
const shownNotices = 20;
/** Enough to find whoever moved lately; the whole register is a request of its own. */
const shownPeople = 500;

/** Events whose subject is the station, and which name the person whom they are about. */
const namesPerson: ReadonlySet<string> = new Set([
  'gate.record-opened.v1',
  'gate.slip-copied.v1',
  'gate.wristband-replaced.v1',
]);

/** Puts the person's name, while it can be read, where an event itself says nothing. */
export function named({ position: _, ...line }: ListedEvent, register: Register): EventLine {
  const who = namesPerson.has(line.type) ? (line.detail ?? '') : line.subject;
  const about = line.about ?? register.nameOf(who);
  return about === undefined ? line : { ...line, about };
}

/** The people of the register, whoever changed last first, with what else holds them. */
export const peopleOf = (
  { register, holdStore, clock }: Pick<OverviewSources, 'register' | 'holdStore' | 'clock'>,
  limit = Number.POSITIVE_INFINITY,
): PersonLine[] =>
  register
    .people(clock.nowMs())
    .slice(0, limit)
    .map((person) => ({ ...person, holds: holdStore.openFor(person.subject) }));

const errors: ErrorTable = { ...contractError.table, ...centreError.table };

/** What a gate has to hear of a person, as one of the instructions to the stations. */
function newsLine({ eventId, site, stationId, subject, orderId, since, toldAt, trouble }: ListedNews): OrderLine {
  const entry = errors[trouble ?? ''];
  return {
    commandId: `${eventId}/${site}/${stationId}`,
    purpose: 'tell-of-person',
    stationId: stationId === '' ? site : stationId,
    subject,
    orderId,
    issuedAt: since,
    ...(toldAt !== null && { doneAt: toldAt }),
    ...(entry && toldAt === null && { trouble: entry.officer }),
  };
}

/** How far a machine that replaced another one has come; nothing once it holds everybody. */
const takingOverOf = (progress: ReturnType<SuccessionStore['progress']>): Pick<StationLine, 'takingOver'> =>
  progress.told < progress.of ? { takingOver: progress } : {};

function statementLine({ outcomes, ...statement }: TakenStatement): StatementLine {
  return {
    ...statement,
    taken: outcomes.filter(({ code }) => code === undefined).length,
    refused: outcomes.flatMap(({ kind, code }) =>
      code === undefined ? [] : [{ kind, trouble: errors[code]?.officer ?? { en: code, ur: code } }],
    ),
  };
}

const waitingFirst = (a: OrderLine, b: OrderLine): number =>
  Number(a.doneAt !== undefined) - Number(b.doneAt !== undefined) || b.issuedAt.localeCompare(a.issuedAt);

function openAdmissionsOf({ events, register }: OverviewSources): OverviewView['openAdmissions'] {
  const { admissions, count } = events.openAdmissions(shownAdmissions);
  const oldest = admissions.map(({ id, at, subject, site, stationId, sequence, lacking = [] }): OpenAdmissionLine => {
    const admission = events.applied(id);
    const searcher = admission?.type === 'prisoner.admitted.v2' ? admission.data.search.searcher : undefined;
    const identity = register.identityOf(subject);
    return {
      ...{ id, at, subject, site, stationId, sequence, lacking },
      ...(identity && { identity }),
      ...(searcher !== undefined && { searcher }),
    };
  });
  return { count, oldest };
}

/** What the overview page shows now. */
export function overviewOf(sources: OverviewSources): OverviewView {
  const { register, directory, presence, events, quarantine, commands, callBacks, news, successions } = sources;
  const chains = new Map(events.chains().map((chain) => [chain.chainId, chain]));
  const quarantined = quarantine.totals();
  const stations = directory.all().map(({ record }): StationLine => {
    const { stationId, site, role, chainId } = record;
    const chain = chains.get(chainId);
    const health = presence.healthOf(stationId);
    return {
      stationId,
      site,
      role,
      online: presence.isOnline(stationId),
      sequence: chain?.sequence ?? 0,
      ...(chain && { lastEventAt: chain.lastEventAt }),
      ...(health && { health }),
      quarantined: quarantined.get(stationId) ?? 0,
      ...takingOverOf(successions.progress(chainId)),
    };
  });
  return {
    centreId: sources.centreId,
    ...register.headcount(sources.clock.nowMs()),
    incompleteReleases: events.incompleteReleases(shownReleases).map((line) => named(line, register)),
    openAdmissions: openAdmissionsOf(sources),
    refusedCallBacks: callBacks.refused(shownCallBacks).filter(({ subject }) => {
      const person = register.row(subject);
      return person && !isEnded(person.custody.state);
    }),
    stations,
    events: events.latest(shownEvents).map((line) => named(line, register)),
    quarantine: { total: quarantine.total(), latest: quarantine.latest(shownQuarantine) },
    people: peopleOf(sources, shownPeople),
    statements: sources.feedStatements.latest(shownStatements).map(statementLine),
    courtNotices: sources.notices.latest(shownNotices),
    orders: [...news.latest(shownOrders).map(newsLine), ...commands.latest(shownOrders)]
      .sort(waitingFirst)
      .slice(0, shownOrders),
  };
}
