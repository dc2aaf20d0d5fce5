import { type KnownOfficer, officerRecordTypes, officersAfter } from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';

/** Whose word counts at this station, by its own signed events: what the tables say beside them gives nobody an office or a key. */
export class SignedOfficers {
  private readonly log: EventLog;
  private inForce: ReadonlyMap<string, KnownOfficer> | undefined;

  constructor(log: EventLog) {
    this.log = log;
  }

  /** @throws `database-damaged` */
  find(officerId: string): KnownOfficer | undefined {
    this.inForce ??= new Map(this.read().map((officer) => [officer.officerId, officer]));
    return this.inForce.get(officerId);
  }

  /** Something about an officer is being recorded, or was not after all. */
  changed(): void {
    this.inForce = undefined;
  }

  private read(): KnownOfficer[] {
    const events = officerRecordTypes.flatMap((type) => this.log.eventsOfType(type));
    return officersAfter(events.toSorted((a, b) => a.sequence - b.sequence));
  }
}
