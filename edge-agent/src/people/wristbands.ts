import type { CustodyEvent } from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';
import type { ForeignEvents } from '../store/foreign-events.ts';

const replaced = 'gate.wristband-replaced.v1';

/** Which wristband of each person counts: the one printed last at any station of the site. Few are ever replaced, and only those are kept here. */
export class Wristbands {
  private readonly numbers = new Map<string, number>();

  constructor(log: Pick<EventLog, 'eventsOfType'>, foreign: Pick<ForeignEvents, 'eventsOfTypeSince'>) {
    this.take(log.eventsOfType(replaced));
    this.take(foreign.eventsOfTypeSince(replaced, ''));
  }

  take(events: readonly CustodyEvent[]): void {
    for (const { type, data } of events)
      if (type === replaced) this.numbers.set(data.person, Math.max(data.band, this.numberOf(data.person)));
  }

  /** Number of the band that counts. */
  numberOf(subject: string): number {
    return this.numbers.get(subject) ?? 1;
  }
}
