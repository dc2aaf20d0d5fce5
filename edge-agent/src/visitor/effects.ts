import type { CustodyEvent, EventDraft } from '@custody-edge/event-contract';
import { stationSubject } from '../station/station-parts.ts';
import type { VisitorDesk } from './desk/desk.ts';
import type { DeskEffect, ToRecord } from './desk/desk-step.ts';
import { booking, lettingIn, turningAway } from './desk/let-in.ts';
import type { Queue } from './desk/queue.ts';
import type { VisitPrinter } from './slip/visit-printer.ts';
import { type Sources, todayOf } from './sources.ts';
import type { InsideGallery } from './store/inside-gallery.ts';

interface Sinks {
  readonly gallery: InsideGallery;
  readonly printer: VisitPrinter;
  /** Puts events on record, with what else is written in their transaction. */
  commit(record: ToRecord): CustodyEvent[];
}

type Effect<Kind extends DeskEffect['kind']> = Extract<DeskEffect, { kind: Kind }>;

const nothingElse = (): void => {};

/** Does what the desk decided: first what must be on record, then the gallery and the printer. */
export class Effects {
  private readonly sources: Sources;
  private readonly sinks: Sinks;

  constructor(sources: Sources, sinks: Sinks) {
    this.sources = sources;
    this.sinks = sinks;
  }

  /**
   * @returns the desk to show instead of the step's own, where the effect knows better
   * @throws `action-incomplete`, `event-refused`, `database-damaged`; nothing happened then
   */
  async carryOut(effect: DeskEffect): Promise<VisitorDesk | undefined> {
    const { commit, printer } = this.sinks;
    switch (effect.kind) {
      case 'record':
        commit(effect.record);
        return undefined;
      case 'let-in':
        return this.letIn(effect);
      case 'turn-away':
        commit(turningAway(this.sources, effect.entry, effect.grounds, effect.words));
        return undefined;
      case 'book':
        commit(booking(this.sources, effect.entry, effect.on));
        return undefined;
      case 'let-out':
        await this.letOut(effect);
        return undefined;
      case 'hold':
        return this.hold(effect);
      case 'queue':
        this.keepQueue(effect.queue);
        return undefined;
      case 'print-slip':
        printer.print(effect.visit, effect.copy);
        return undefined;
    }
  }

  private async letIn({ entry }: Effect<'let-in'>): Promise<VisitorDesk> {
    const { visitors, parts } = this.sources;
    const { gallery, printer, commit } = this.sinks;
    const { visit, fingers, drafts, alongside } = lettingIn(this.sources, entry);
    const { known } = entry;
    commit({
      drafts,
      alongside: () => {
        alongside();
        if (known !== undefined) visitors.seen(known, new Date(parts.clock.nowMs()).toISOString());
      },
    });
    await gallery.join(visit, fingers);
    printer.print(visit, false);
    return { step: 'passed', visit };
  }

  private async letOut({ visit, exit }: Effect<'let-out'>): Promise<void> {
    const { visits, entries, parts } = this.sources;
    const { gallery, printer, commit } = this.sinks;
    const deposit = visits.find(visit)?.deposit;
    const draft: EventDraft = {
      type: 'visit.ended.v1',
      subject: visit,
      data: { exit, ...(deposit && { depositReturned: true }) },
    };
    const at = new Date(parts.timeFloor.nowMs()).toISOString();
    commit({ drafts: [draft], alongside: () => entries.left(visit, at) });
    await gallery.leave(visit);
    if (deposit) printer.print(visit, false);
  }

  private hold({ subject, found }: Effect<'hold'>): VisitorDesk | undefined {
    const [event] = this.sinks.commit({
      drafts: [{ type: 'visit.alarm.v1', subject, data: found }],
      alongside: nothingElse,
    });
    return event && { step: 'hold', event: event.id, alarm: found.alarm };
  }

  private keepQueue(queue: Queue): void {
    const keep = () => this.sources.queue.keep(todayOf(this.sources), queue);
    const subject = stationSubject(this.sources.parts.config.stationId);
    const { told, closed } = queue;
    if (closed && told)
      this.sinks.commit({
        drafts: [{ type: 'visit.queue-closed.v1', subject, data: { told: [...told] } }],
        alongside: keep,
      });
    else keep();
  }
}
