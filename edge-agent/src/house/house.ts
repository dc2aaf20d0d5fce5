import { createHash } from 'node:crypto';
import {
  type CustodyEvent,
  decisionDigest,
  type EventDraft,
  type Hold,
  isInside,
  noWard,
  type OpenedList,
  siteOf,
  sourceOf,
} from '@custody-edge/event-contract';
import { csvFile } from '@custody-edge/service-kit';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import type { Vouched, World } from '../gate/desk.ts';
import type { PersonSearch } from '../gate/report/person-search.ts';
import type { LateView } from '../gate/view.ts';
import { mustHold } from '../officers/signing.ts';
import { inPieces } from '../people/in-pieces.ts';
import type { People, Person } from '../people/people.ts';
import { nameOf } from '../people/person-name.ts';
import { listedView } from '../people/person-view.ts';
import { wardName } from '../people/ward.ts';
import { type StationParts, stationSubject } from '../station/station-parts.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { alarmViews, isAlone, isAnswer } from './alarms.ts';
import { DuressElsewhere } from './duress-elsewhere.ts';
import { Exceptions } from './exceptions.ts';
import { everythingLate } from './late.ts';
import { countPending, pendingAdmissions } from './pending.ts';
import type { Batch, ExportRequest, RollQuery, RollRequest } from './requests.ts';
import { gapsBeforeReview, type ReviewToSign, reviewToSign, reviewView, reviewWord } from './reviews.ts';
import { peopleOf, rollCounts, rollLine, sorted } from './roll.ts';
import type {
  AlarmView,
  EvacuationView,
  ExportView,
  HouseView,
  LateLineView,
  OfficerExceptions,
  ReviewView,
  RollCountView,
  RollView,
} from './view.ts';

const pageSize = 200;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

type Parts = Pick<
  StationParts,
  'changed' | 'config' | 'foreign' | 'db' | 'log' | 'officers' | 'clock' | 'timeFloor' | 'logger' | 'status'
>;

/** What the gate lends to the superintendent's page. */
interface HouseOfGate {
  readonly people: People;
  readonly search: PersonSearch;
  readonly keys: PersonKeys;
  world(): World;
  /** Alarms on the gate's page that nobody has said to have seen, by id. */
  openAlarms(): readonly string[];
  commit(drafts: readonly EventDraft[]): void;
  /** Does something in its turn among all that happens at the gate. */
  inTurn(work: () => Promise<void>): Promise<void>;
}

/** The superintendent's page: everybody at once, what is late, what officers did; releases reviewed beforehand, names exported. */
export class House {
  private readonly parts: Parts;
  private readonly gate: HouseOfGate;
  private readonly exceptionCounts: Exceptions;
  private readonly duress: DuressElsewhere;
  private counted: { readonly revision: number; readonly counts: readonly RollCountView[] } = {
    revision: -1,
    counts: [],
  };
  private leftOpen = { revision: -1, count: 0 };
  /** What the centre has said of other cases since the start, counted. */
  private statements = 0;
  /** The list on the glass: as long as it stays there, it was opened once. */
  private opened: string | undefined;
  private asked: string | undefined;

  constructor(parts: Parts, gate: HouseOfGate) {
    this.parts = parts;
    this.gate = gate;
    this.exceptionCounts = new Exceptions(parts.db);
    this.duress = new DuressElsewhere(parts.log, parts.foreign, sourceOf(parts.config.site, parts.config.stationId));
  }

  view(): HouseView {
    const { officers, status } = this.parts;
    const duty = officers.view();
    if (duty.state === 'signed-out' || !duty.oversees) return { status: status() };
    const world = this.gate.world();
    const { people } = this.gate;
    return {
      status: status(),
      house: {
        wards: this.wards(world),
        counts: this.counts(),
        late: this.late(world).length,
        pending: this.pending(),
        reviewable: people
          .in('RELEASE_PENDING')
          .filter((person) => gapsBeforeReview(person, world).length === 0 && !this.reviewOf(person)).length,
        alarms: this.openAlarms().length,
        revision: people.revision + this.statements,
        recorded: this.parts.log.toldLength,
      },
    };
  }

  /** Another officer, or nobody, is there: what they open they open anew. Whoever may see every name has them read meanwhile. */
  onDutyChange(): void {
    this.opened = undefined;
    const duty = this.parts.officers.view();
    if (duty.state === 'signed-out' || !duty.oversees) return;
    this.gate.search.prepare().catch((error: unknown) => this.parts.logger.error({ err: error }, 'names not opened'));
  }

  /** @throws `sign-in-first`, `role-missing`, as everything below */
  async roll({ sort, page, ...query }: RollRequest): Promise<RollView> {
    const officer = this.overseer(['roll', sort, page, query]);
    const people = sorted(await this.named(query), sort);
    this.mustStillBe(officer);
    this.look('roll', query, people.length);
    const pages = Math.max(1, Math.ceil(people.length / pageSize));
    const shown = people.slice((page - 1) * pageSize, page * pageSize);
    return { count: people.length, page, pages, people: shown.map(rollLine) };
  }

  everythingLate(): LateLineView[] {
    this.overseer(['late']);
    return this.namedLines('late', this.late(this.gate.world()));
  }

  /** What admissions left to be done later, the oldest first, as many as one look shows. */
  everythingPending(): { late: LateLineView[]; more: number } {
    this.overseer(['pending']);
    const lines = pendingAdmissions(this.gate.people);
    const shown = this.namedLines('pending', lines.slice(0, pageSize));
    return { late: shown, more: lines.length - shown.length };
  }

  reviews(): ReviewView[] {
    this.overseer(['reviews']);
    const world = this.gate.world();
    const views = this.gate.people.in('RELEASE_PENDING').map((person) => reviewView(person, world));
    this.look('reviews', everybody, views.length);
    return views.toSorted((a, b) => a.missing.length - b.missing.length);
  }

  async evacuation(): Promise<EvacuationView> {
    const officer = this.overseer(['evacuation']);
    const inside = sorted(
      (await this.named(everybody)).filter(({ custody }) => isInside(custody.state)),
      'number',
    );
    this.mustStillBe(officer);
    this.look('evacuation', everybody, inside.length);
    const world = this.gate.world();
    const byWard = Map.groupBy(inside, ({ custody }) => custody.ward ?? noWard);
    const order = this.wards(world).map(({ id }) => id);
    const wards = [...byWard.keys()].toSorted((a, b) => placeIn(order, a) - placeIn(order, b) || a.localeCompare(b));
    return {
      at: new Date(world.nowMs).toISOString(),
      count: inside.length,
      wards: wards.map((id) => ({
        ward: { id, name: wardName(id, world.policy) },
        people: (byWard.get(id) ?? []).map(rollLine),
      })),
    };
  }

  exceptions(days: number): OfficerExceptions[] {
    const { officers } = this.parts;
    this.overseer(['exceptions', days]);
    return this.exceptionCounts.since(this.daysAgo(days), (officerId) => officers.nameOf(officerId));
  }

  alarms(days: number): AlarmView[] {
    this.overseer(['alarms', days]);
    const { log, foreign } = this.parts;
    const since = this.daysAgo(days);
    const atVisitorDesks = (type: 'visit.alarm.v1' | 'visit.alarm-answered.v1') =>
      foreign.eventsOfTypeSince(type, since);
    const alarms = (['gate.alarm.v1', 'gate.identity-refused.v1', 'officer.locked-out.v1'] as const).flatMap((type) =>
      log.eventsOfType(type, since),
    );
    const alone = log.eventsOfType('officer.enrolled.v2', since).filter(isAlone);
    const emergencies = log.eventsOfType('count.started.v1', since).filter(({ data }) => data.kind === 'evacuation');
    const short = log.eventsOfType('count.ended.v1', since).filter(({ data }) => data.unexplained > 0);
    return alarmViews(
      [...alarms, ...alone, ...emergencies, ...short, ...this.duress.since(since), ...atVisitorDesks('visit.alarm.v1')],
      [
        ...log.eventsOfType('gate.alarm-acknowledged.v1', since),
        ...atVisitorDesks('visit.alarm-answered.v1').filter(isAnswer),
      ],
      this.openAlarms(),
    );
  }

  /**
   * A senior officer reviews releases that are to come, each person by name, and signs with one PIN: each gets an approval of their own,
   * for what stood beside the name. Either all are signed and on record, or none.
   * @throws also `action-not-possible` where anything changed meanwhile or is missing, and what an approval is refused with
   */
  async review(batch: Batch): Promise<void> {
    const { officers, config } = this.parts;
    this.overseer();
    const { officerId, pin } = batch;
    const digests = this.toReview(batch).map(({ digest }) => digest);
    const { batchReviewHours } = config.gate;
    const validMs = batchReviewHours === undefined ? undefined : batchReviewHours * hourMs;
    const texts = await officers.approveEach(officerId, pin, 'release-review', digests, validMs);
    return this.gate.inTurn(async () => {
      this.overseer();
      this.gate.commit(
        this.toReview(batch).map(({ digest, draft }, index) => {
          const text = texts[index] ?? '';
          mustHold(text, { meaning: 'release-review', digest }, this.parts);
          return draft(text);
        }),
      );
    });
  }

  /** The word by which a release was reviewed beforehand, while it counts. */
  reviewOf(person: Person): Vouched | undefined {
    const { log, config, officers, timeFloor } = this.parts;
    const { releaseReview } = person.custody;
    if (releaseReview === undefined) return undefined;
    const reviewed = log
      .eventsOf(person.subject, 'prisoner.release-reviewed.v1')
      .find((event) => event.id === releaseReview);
    if (reviewed?.type !== 'prisoner.release-reviewed.v1') return undefined;
    const keyOf = (keyId: string) => officers.keyOf(keyId);
    return reviewWord(reviewed, { station: config.stationId, nowMs: timeFloor.nowMs(), keyOf });
  }

  /** Events of other stations of the site. */
  onPeerEvents(events: readonly CustodyEvent[]): void {
    if (this.duress.take(events)) this.parts.changed();
  }

  /** Whether an alarm of another station stands here until somebody says to have seen it. @throws `sign-in-first`, `role-missing` */
  acknowledges(id: string): boolean {
    if (!this.duress.open.includes(id)) return false;
    this.overseer();
    const subject = stationSubject(this.parts.config.stationId);
    this.gate.commit([{ type: 'gate.alarm-acknowledged.v1', subject, data: { alarm: id } }]);
    return true;
  }

  private openAlarms(): string[] {
    return [...this.gate.openAlarms(), ...this.duress.open];
  }

  /** What the centre says holds a person ends a review that did not know of it. */
  onHolds(person: Person, holds: readonly Hold[]): void {
    this.statements += 1;
    const review = holds.length > 0 && this.reviewOf(person) ? person.custody.releaseReview : undefined;
    if (review === undefined) return;
    const data = { review, holds: holds.map(({ holdId }) => holdId) };
    this.gate.commit([{ type: 'prisoner.release-review-voided.v1', subject: person.subject, data }]);
  }

  /**
   * Names of many people as a file: two officers sign for this very file and the reason, and that it left is on record.
   * @throws also `second-officer-needed`, and what an approval is refused with
   */
  async exported({ query, reason, pin, second }: ExportRequest): Promise<ExportView> {
    const { officers, config, clock } = this.parts;
    const officer = this.overseer();
    if (second.officerId === officer) throw agentError('second-officer-needed');
    const people = sorted(await this.named(query), 'number');
    const text = this.fileOf(people);
    const { q, ...part } = query;
    const said = {
      ...part,
      searched: q !== '',
      count: people.length,
      reason,
      fileHash: createHash('sha256').update(text).digest('base64url'),
    };
    const subject = stationSubject(config.stationId);
    const meaning = 'roll-export';
    const digest = decisionDigest({ meaning, subject, ...said });
    const approvals = [
      await officers.approve({ officerId: officer, pin }, meaning, digest),
      await officers.approve(second, meaning, digest),
    ];
    await this.gate.inTurn(async () => {
      this.mustStillBe(officer);
      for (const approval of approvals) mustHold(approval, { meaning, digest }, this.parts);
      this.gate.commit([{ type: 'gate.roll-exported.v1', subject, data: { ...said, approvals } }]);
    });
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
    return { fileName: `roll-${config.site}-${day}.csv`, text };
  }

  private fileOf(people: readonly Person[]): string {
    const { policy } = this.gate.world();
    const head = ['person.number', 'person.name', 'house.state', 'house.since'] as const;
    const withWard = policy.wards.length > 0;
    return csvFile([
      [...head.map((key) => both(say(key))), ...(withWard ? [both(say('ward.ward'))] : [])],
      ...people.map((person) => {
        const { identity, numberOnly, state, since, ward } = rollLine(person);
        const name = identity ? nameOf(person).ur : '';
        return [
          identity?.prisonerNumber ?? numberOnly ?? '',
          name,
          both(say(`state.${state}`)),
          since,
          ...(withWard ? [both(wardName(ward ?? noWard, policy))] : []),
        ];
      }),
    ]);
  }

  private counts(): readonly RollCountView[] {
    const { people } = this.gate;
    const { revision } = people;
    if (this.counted.revision !== revision) this.counted = { revision, counts: rollCounts(people.all()) };
    return this.counted.counts;
  }

  private late(world: World) {
    return everythingLate(this.gate.people, world.policy, siteOf(world.station), world.nowMs);
  }

  /** Counted anew only once anybody is recorded to be otherwise. */
  private pending(): number {
    const { people } = this.gate;
    const { revision } = people;
    if (this.leftOpen.revision !== revision) this.leftOpen = { revision, count: countPending(people) };
    return this.leftOpen.count;
  }

  private namedLines(list: 'late' | 'pending', late: readonly LateView[]): LateLineView[] {
    const lines = late.flatMap((line) => {
      const person = this.gate.people.find(line.subject);
      return person ? [{ ...line, person: listedView(person) }] : [];
    });
    this.look(list, everybody, lines.length);
    return lines;
  }

  private wards({ policy }: World) {
    return policy.wards.map(({ id, en, ur }) => ({ id, name: { en, ur } }));
  }

  /** The people of a part of the roll, their names opened a few at a time: thousands at once would stop the gate. */
  private async named(query: RollQuery): Promise<Person[]> {
    const { people, search } = this.gate;
    const part = (): Person[] => peopleOf(people.all(), query, search.finder(query.q));
    if (query.q !== '') await search.prepare();
    else await inPieces(part(), ({ identity }) => identity);
    return part();
  }

  /** @throws `action-not-possible` where one of the batch is not as it was shown, or lacks something */
  private toReview({ officerId, people }: Batch): ReviewToSign[] {
    const world = this.gate.world();
    return people.map(({ subject, digest }) => {
      const person = this.gate.people.find(subject);
      const review = person && reviewToSign(person, world, officerId);
      if (!review || review.digest !== digest) throw agentError('action-not-possible', { subject });
      return review;
    });
  }

  /** Every list that is opened goes on record, once for as long as it is not exchanged for another. */
  private look(list: OpenedList, { q, ...part }: RollQuery, count: number): void {
    const key = JSON.stringify([list, part, q]);
    if (this.opened === key) return;
    const data = { list, ...part, searched: q !== '', count };
    const subject = stationSubject(this.parts.config.stationId);
    this.gate.commit([{ type: 'gate.list-opened.v1', subject, data }]);
    this.opened = key;
  }

  /**
   * Number of the officer who may see this, and who is there.
   * @param asked what for: a list that only keeps itself up to date shows nobody's presence
   */
  private overseer(asked?: readonly unknown[]): string {
    const { officers } = this.parts;
    const officer = officers.overseer();
    const request = JSON.stringify(asked);
    if (asked === undefined || request !== this.asked) officers.active();
    this.asked = request;
    return officer;
  }

  private mustStillBe(officer: string): void {
    if (this.parts.officers.overseer() !== officer) throw agentError('sign-in-first');
  }

  private daysAgo(days: number): string {
    return new Date(this.parts.clock.nowMs() - days * dayMs).toISOString();
  }
}

const everybody: RollQuery = { q: '' };

/** Where a ward stands in the order of the house; those it does not name come after, nobody's last. */
const placeIn = (order: readonly string[], ward: string): number => {
  const place = order.indexOf(ward);
  if (place >= 0) return place;
  return order.length + (ward === noWard ? 1 : 0);
};

const both = ({ en, ur }: { readonly en: string; readonly ur: string }): string => (en === ur ? en : `${en} / ${ur}`);
