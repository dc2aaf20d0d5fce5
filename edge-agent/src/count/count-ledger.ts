import { type CustodyEvent, type EventDraft, noWard } from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import type { GateGallery } from '../gate/finger/gate-gallery.ts';
import { inPieces } from '../people/in-pieces.ts';
import type { People } from '../people/people.ts';
import type { Wristbands } from '../people/wristbands.ts';
import type { StationParts } from '../station/station-parts.ts';
import type { Photographs } from '../store/photographs.ts';
import { explanationOf } from './count-lines.ts';
import { isCountEvent } from './count-record.ts';
import { Counts, type OpenCount } from './counts.ts';
import { custodyNow } from './custody-now.ts';
import { type CountStood, shortOf } from './paper.ts';

/** A start looks for counts of the last day: one that nobody ended by then does not come back with it. */
const keptMs = 24 * 3_600_000;

export type CountingParts = Pick<
  StationParts,
  'config' | 'log' | 'officers' | 'clock' | 'timeFloor' | 'random' | 'bridge' | 'logger' | 'changed'
>;

/** What the station lends to a count. */
export interface CountingOf {
  readonly people: People;
  readonly gallery: Pick<GateGallery, 'extract' | 'search' | 'impressions'>;
  readonly photographs: Photographs;
  readonly wristbands: Wristbands;
  commit(drafts: readonly EventDraft[]): CustodyEvent[];
  /** Does something in its turn among all that happens at the station. */
  inTurn(work: () => Promise<void>): Promise<void>;
}

/** Every count as the events say it, and the one way onto the record; what the parts of a count share. */
export class CountLedger {
  readonly parts: CountingParts;
  readonly of: CountingOf;
  readonly counts: Counts;
  /** Differs once anything that a count shows may. */
  revision = 0;

  constructor(parts: CountingParts, of: CountingOf) {
    this.parts = parts;
    this.of = of;
    this.counts = new Counts(custodyNow(of.people));
    of.people.watch((subject) => {
      this.counts.moved(subject);
      this.revision += 1;
    });
  }

  /** Goes on where the last run left off. */
  async open(): Promise<void> {
    for (const subject of this.parts.log.subjectsFrom(this.oldest()))
      await inPieces(this.parts.log.lineOf(subject), (event) => this.fold([event]));
  }

  record(...drafts: readonly EventDraft[]): CustodyEvent[] {
    const events = this.of.commit(drafts);
    this.fold(events);
    return events;
  }

  /** @returns whether any of it is news */
  fold(events: readonly CustodyEvent[]): boolean {
    const news = events.filter(isCountEvent).filter((event) => this.counts.take(event));
    if (news.length > 0) this.revision += 1;
    return news.length > 0;
  }

  forgetOld(): void {
    this.counts.forgetBefore(this.oldest());
  }

  /** @throws `action-not-possible` where no count goes on */
  mustBeOpen(): OpenCount {
    const { open } = this.counts;
    if (!open) throw agentError('action-not-possible');
    return open;
  }

  get isEmergency(): boolean {
    return this.counts.open?.first.start?.kind === 'evacuation';
  }

  /** Who attends. @throws `sign-in-first`, `role-missing` */
  attending(): string {
    const { officers } = this.parts;
    officers.mustAttend();
    return officers.attending ?? '';
  }

  /** The count that goes on, else the one that ended last. @throws `action-not-possible` where there was none */
  mustHaveStood(): CountStood {
    const { open, latestEnded } = this.counts;
    const { people } = this.of;
    const record = open?.first ?? latestEnded;
    if (!record?.start) throw agentError('action-not-possible');
    const { kind, at: startedAt } = record.start;
    const records = open ? [open.first, ...open.joined] : [record];
    const explained = (subject: string) => explanationOf(subject, records, people);
    const tally = open?.tally;
    const named = tally
      ? new Map(tally.missingPeople().map((subject) => [subject, tally.wardIn(subject) ?? noWard]))
      : record.short;
    const { expected, accounted } = tally ?? record.ended?.data ?? { expected: 0, accounted: 0 };
    return { id: record.id, kind, startedAt, expected, accounted, short: shortOf(named, explained) };
  }

  /** The first id that a count of a day ago could have. */
  private oldest(): string {
    const hex = Math.max(0, this.parts.clock.nowMs() - keptMs)
      .toString(16)
      .padStart(12, '0');
    return `count/${hex.slice(0, 8)}-${hex.slice(8)}`;
  }
}
