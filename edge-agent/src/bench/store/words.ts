import {
  type CustodyEvent,
  isSigned,
  type KnownOfficer,
  officerRecordTypes,
  officersAfter,
  signersOf,
} from '@custody-edge/event-contract';
import type { StationParts } from '../../station/station-parts.ts';

/** Whose word the events of a laboratory hold, by the officers in force at their stations when they were recorded. */
export class Words {
  private readonly parts: Pick<StationParts, 'log' | 'foreign' | 'identity'>;

  constructor(parts: Pick<StationParts, 'log' | 'foreign' | 'identity'>) {
    this.parts = parts;
  }

  /** Whether each word that an event has to hold was signed. This station's own were checked before they were recorded. */
  isSigned(event: CustodyEvent): boolean {
    return this.isOwn(event) || !('approvals' in event.data) || isSigned(event, this.officersAt(event));
  }

  /** Numbers of the officers who signed an event as it has to be signed. */
  signersOf(event: CustodyEvent): string[] {
    return signersOf(event, this.officersAt(event)).map(({ officerId }) => officerId);
  }

  private isOwn({ chainid }: CustodyEvent): boolean {
    return chainid === this.parts.identity.enrolment.record.chainId;
  }

  private officersAt(event: CustodyEvent): readonly KnownOfficer[] {
    const { chainid, sequence } = event;
    const { log, foreign } = this.parts;
    const events = this.isOwn(event)
      ? officerRecordTypes.flatMap((type) => log.eventsOfType(type)).filter((one) => one.sequence < sequence)
      : officerRecordTypes.flatMap((type) => foreign.eventsOfType(type, chainid, sequence));
    return officersAfter(events.toSorted((one, other) => one.sequence - other.sequence));
  }
}
