import { type Command, type CommandBody, type StateHere, sourceOf } from '@custody-edge/event-contract';
import type { House } from '../house/house.ts';
import { BeingTold } from '../people/being-told.ts';
import type { People } from '../people/people.ts';
import type { TakingOver } from '../people/taking-over.ts';
import { type StationParts, stationSubject } from '../station/station-parts.ts';
import type { ExpectedList } from './admission/expected.ts';
import type { Commit } from './effects.ts';
import type { Sought } from './finger/sought.ts';
import type { FoundAlike } from './match/found-alike.ts';
import type { CourtDirectory } from './order/court-directory.ts';
import type { CourtList } from './order/court-list.ts';
import type { Holds } from './order/holds.ts';
import { lateHoldDrafts } from './order/late-hold.ts';

/** People of other gates who are kept together: a finger on the glass waits no longer than they take. */
const takenAtOnce = 16;

const hasGone = (state: StateHere | undefined): boolean => state === 'IN_TRANSIT' || state === 'TRANSFERRED';

type Body<Purpose extends CommandBody['purpose']> = Extract<CommandBody, { purpose: Purpose }>;
type OfPerson = Body<'grant-release-order' | 'list-for-court' | 'state-holds' | 'state-match'>;

/** Where what the centre says is kept. */
interface Kept {
  readonly people: People;
  readonly sought: Sought;
  readonly expected: ExpectedList;
  readonly courtList: CourtList;
  readonly courtDirectory: CourtDirectory;
  readonly holds: Holds;
  readonly house: House;
  readonly takingOver: TakingOver;
  readonly alike: FoundAlike;
  readonly commit: Commit;
  readonly inTurn: (work: () => Promise<void>) => void;
}

/** What the centre tells this gate of courts, orders and people. It repeats everything until it sees it on record. */
export class FromCentre {
  private readonly parts: StationParts;
  private readonly kept: Kept;
  /** What was told of people and not yet taken. */
  private readonly told: Body<'tell-of-person'>[] = [];
  private readonly beingTold = new BeingTold();
  private isTaking = false;

  constructor(parts: StationParts, kept: Kept) {
    this.parts = parts;
    this.kept = kept;
  }

  async start(): Promise<void> {
    await this.readExpected();
    await this.kept.alike.open();
  }

  /** Whether the centre tells of people at this moment, or of one person, and has not come to the end. */
  isTelling(subject?: string): boolean {
    const nowMs = this.parts.clock.monotonicMs();
    if (subject !== undefined)
      return this.told.some((one) => one.subject === subject) || this.beingTold.isPartly(nowMs, subject);
    const isTakingOver = this.kept.takingOver.remaining > 0 && this.beingTold.goesOn(nowMs);
    return this.told.length > 0 || isTakingOver || this.beingTold.isPartly(nowMs);
  }

  /** @param text the command as it was signed @returns whether it is about somebody whose line is known here, or about nobody */
  take(command: Command, text: string): boolean {
    const { body } = command;
    const { courtDirectory, inTurn } = this.kept;
    switch (body.purpose) {
      case 'state-court-directory':
        courtDirectory.put(command, text);
        this.parts.changed();
        return true;
      case 'expect-admission':
        inTurn(() => this.expect(body));
        return true;
      case 'withdraw-expected':
        inTurn(async () => this.expectNoMore(command.commandId, body));
        return true;
      case 'tell-of-person':
        this.told.push(body);
        if (!this.isTaking) inTurn(() => this.takeOver());
        this.isTaking = true;
        return true;
      case 'state-central-search':
        if (!this.isWholeHere(body.subject)) return false;
        inTurn(() => this.kept.alike.take(body));
        return true;
      case 'revoke-station':
        return false;
      default:
        return this.takeOfPerson(command, body, text);
    }
  }

  /** What is recorded on a line that is only partly here may contradict the rest of it. */
  private isWholeHere(subject: string): boolean {
    return this.kept.people.find(subject) !== undefined && this.parts.entriesToCome() === 0 && !this.isTelling(subject);
  }

  private takeOfPerson(command: Command, body: OfPerson, text: string): boolean {
    const { people, courtList, holds, house } = this.kept;
    const person = people.find(body.subject);
    if (!person || !this.isWholeHere(body.subject)) return false;
    switch (body.purpose) {
      case 'grant-release-order':
        this.takeOrder(command.commandId, body, text);
        break;
      case 'list-for-court':
        // An order lets a person leave once, however often the instruction comes.
        if (people.hasLeftUnder(body.order.orderId, person.subject)) return true;
        courtList.put(body.subject, text);
        break;
      case 'state-match':
        this.kept.alike.elsewhere(body);
        break;
      case 'state-holds':
        holds.put(command, text);
        house.onHolds(person, body.holds);
        this.recordLateHolds(body.subject);
        break;
    }
    this.parts.changed();
    return true;
  }

  /** That a hold came after a verified order goes on record as soon as the centre says so, and that it was lifted. */
  private recordLateHolds(subject: string): void {
    const { people, holds, commit } = this.kept;
    const { site, stationId } = this.parts.config;
    const person = people.find(subject);
    const stated = holds.of(subject);
    if (!person || !stated) return;
    for (const draft of lateHoldDrafts(person, sourceOf(site, stationId), stated)) commit(draft);
  }

  /** An order for somebody who is on the way to another prison, or there, is given up at once: the centre grants it where they are. */
  private takeOrder(
    commandId: string,
    { purpose: _, subject, ...granted }: Body<'grant-release-order'>,
    grant: string,
  ) {
    const { people, commit } = this.kept;
    if (people.holderOf(granted.order.orderId)) return;
    const data = { ...granted, commandId, grant };
    if (!hasGone(people.find(subject)?.custody.state)) {
      commit({ type: 'prisoner.release-order-received.v2', subject, data });
      return;
    }
    const isPassedOn = people
      .historyOf(subject)
      .some((event) => event.type === 'prisoner.release-order-passed-on.v1' && event.data.commandId === commandId);
    if (!isPassedOn) commit({ type: 'prisoner.release-order-passed-on.v1', subject, data });
  }

  private async expect(body: Body<'expect-admission'>): Promise<void> {
    const { people, expected } = this.kept;
    if (people.admittedUnder(body.warrant) || people.find(body.subject)) return;
    if (expected.isWithdrawn(body.subject)) return;
    expected.put(body);
    await this.readExpected();
    this.parts.changed();
  }

  /** Whoever was admitted already stays; the centre hears of that by the admission. */
  private expectNoMore(command: string, { subject: person, warrant }: Body<'withdraw-expected'>): void {
    const { people, expected, commit } = this.kept;
    if (people.admittedUnder(warrant) || people.find(person) || expected.isWithdrawn(person)) return;
    const subject = stationSubject(this.parts.config.stationId);
    commit({ type: 'gate.expectation-withdrawn.v1', subject, data: { person, warrant, command } }, () =>
      expected.withdraw(person, warrant),
    );
    this.parts.changed();
  }

  private async readExpected(): Promise<void> {
    const unreadable = await this.kept.expected.open();
    if (unreadable > 0) this.parts.logger.warn({ unreadable }, 'expected admissions are not encrypted to this station');
  }

  /** Whom another gate knows, and has sent here, received or erased: as far as the signatures hold. */
  private async takeOver(): Promise<void> {
    const { logger, changed, clock } = this.parts;
    const { sought, takingOver, inTurn } = this.kept;
    const next = this.nextTold();
    try {
      const { news, partly, refused } = await takingOver.take(next);
      this.beingTold.took({ news, partly }, clock.monotonicMs());
      for (const { subject, error } of refused)
        logger.error({ err: error, subject }, 'what another prison handed over was refused');
      sought.forget(news);
      await Promise.all(news.map((subject) => sought.look(subject)));
      if (news.length > 0) changed();
    } finally {
      this.told.splice(0, next.length);
      this.isTaking = this.told.length > 0;
      // A finger that was put on the glass meanwhile comes before the next.
      if (this.isTaking) inTurn(() => this.takeOver());
    }
  }

  /** Some of what waits, each person once: the parts of a long line stand on each other. */
  private nextTold(): Body<'tell-of-person'>[] {
    const subjects = new Set<string>();
    const end = this.told.findIndex(({ subject }) => subjects.size === takenAtOnce || !isAdded(subjects, subject));
    return this.told.slice(0, end === -1 ? this.told.length : end);
  }
}

function isAdded(subjects: Set<string>, subject: string): boolean {
  const { size } = subjects;
  return subjects.add(subject).size > size;
}
