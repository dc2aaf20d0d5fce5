import {
  type OfficerOnRecord,
  type OfficerRecord,
  officerRecordAfter,
  officerRecordTypes,
} from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';

/**
 * Whose word counts at this station, by its own signed events: what the tables say beside them gives nobody an office, a key or a PIN
 * without the finger that goes with it.
 */
export class SignedOfficers {
  private readonly log: EventLog;
  private known: OfficerRecord | undefined;

  constructor(log: EventLog) {
    this.log = log;
  }

  /** @throws `database-damaged` */
  get record(): OfficerRecord {
    this.known ??= this.read();
    return this.known;
  }

  /** @throws `database-damaged` */
  find(officerId: string): OfficerOnRecord | undefined {
    return this.record.inForce.get(officerId);
  }

  /** Something about an officer is being recorded, or was not after all. */
  changed(): void {
    this.known = undefined;
  }

  private read(): OfficerRecord {
    const events = officerRecordTypes.flatMap((type) => this.log.eventsOfType(type));
    return officerRecordAfter(events.toSorted((a, b) => a.sequence - b.sequence));
  }
}
