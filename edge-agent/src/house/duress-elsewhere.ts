import { type CustodyEvent, siteOf } from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';
import type { ForeignEvents } from '../store/foreign-events.ts';

export type Duress = Extract<CustodyEvent, { type: 'officer.duress.v1' }>;
const isDuress = (event: CustodyEvent): event is Duress => event.type === 'officer.duress.v1';

/** That officers were forced at other stations of the site. What happened at this one, this one never shows. */
export class DuressElsewhere {
  private readonly log: EventLog;
  private readonly source: string;
  private readonly known = new Map<string, Duress>();

  /** @param source of this station, `/site/station` */
  constructor(log: EventLog, foreign: ForeignEvents, source: string) {
    this.log = log;
    this.source = source;
    for (const { enrolment } of foreign.chainsOf(siteOf(source)))
      this.take(foreign.eventsOfType('officer.duress.v1', enrolment.record.chainId, Number.MAX_SAFE_INTEGER));
  }

  /** @returns whether an officer is being forced of whom nothing was known */
  take(events: readonly CustodyEvent[]): boolean {
    const news = events.filter(isDuress).filter(({ id, source }) => source !== this.source && !this.known.has(id));
    for (const event of news) this.known.set(event.id, event);
    return news.length > 0;
  }

  since(moment: string): Duress[] {
    return [...this.known.values()].filter(({ time }) => time >= moment);
  }

  /** Ids of those that nobody here has said to have seen. */
  get open(): string[] {
    if (this.known.size === 0) return [];
    const seen = new Set(this.log.eventsOfType('gate.alarm-acknowledged.v1').map(({ data }) => data.alarm));
    return [...this.known.keys()].filter((id) => !seen.has(id));
  }
}
