import {
  type CustodyEvent,
  type EventDraft,
  type KnownOfficer,
  type OfficerRecord,
  officerWithKey,
} from '@custody-edge/event-contract';
import type { Random } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog } from '../store/event-log.ts';
import { FingerStore } from './fingers/finger-store.ts';
import { KeyStore } from './key-store.ts';
import { OfficerStore, type StoredOfficer } from './officer-store.ts';
import { SignedOfficers } from './signed-officers.ts';

interface BookParts {
  readonly db: StationDatabase;
  readonly log: EventLog;
  readonly siteKey: Uint8Array;
  readonly random: Random;
  committed(events: readonly CustodyEvent[]): void;
}

/** Everything that the station keeps of its officers: what is signed, and the secrets beside it. */
export class OfficerBook {
  readonly officers: OfficerStore;
  readonly keys: KeyStore;
  readonly fingers: FingerStore;
  private readonly parts: BookParts;
  private readonly signed: SignedOfficers;

  constructor(parts: BookParts) {
    this.parts = parts;
    this.signed = new SignedOfficers(parts.log);
    this.officers = new OfficerStore(parts.db, this.signed);
    this.keys = new KeyStore(parts.db, this.signed);
    this.fingers = new FingerStore(parts.db, parts.siteKey, parts.random);
  }

  /** As the station's events say, whatever the tables beside them do. */
  get record(): OfficerRecord {
    return this.signed.record;
  }

  /** Own fingers that are asked for after an officer's PIN. */
  fingersOf(officerId: string): readonly string[] {
    return this.signed.find(officerId)?.fingers ?? [];
  }

  /** The officer in force of whose keys one has this id. */
  keyOf(keyId: string): KnownOfficer | undefined {
    return officerWithKey([...this.record.inForce.values()], keyId);
  }

  /** @throws `no-such-officer` */
  inForce(officerId: string): StoredOfficer {
    const officer = this.officers.find(officerId);
    if (!officer || officer.disabled) throw agentError('no-such-officer', { officerId });
    return officer;
  }

  /** @param alongside what belongs into the same transaction */
  commit(drafts: readonly EventDraft[], alongside: () => void = () => {}): void {
    const { log, committed } = this.parts;
    try {
      const events = log.commit(drafts, () => {
        this.signed.changed();
        alongside();
      });
      committed(events);
    } finally {
      this.signed.changed();
    }
  }
}
