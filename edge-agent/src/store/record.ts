import type { StationConfig } from '../config.ts';
import { openDatabase, type StationDatabase } from './database.ts';
import { DiskReserve } from './disk-reserve.ts';
import { loadStationIdentity, type StationIdentity } from './enrolment.ts';
import { EventLog, type Stamps } from './event-log.ts';
import { ForeignEvents } from './foreign-events.ts';
import { Outbox } from './outbox.ts';

/** A station's record on disk, opened for writing by this process alone. */
export interface StationRecordStore {
  readonly identity: StationIdentity;
  readonly db: StationDatabase;
  readonly log: EventLog;
  readonly foreign: ForeignEvents;
  readonly outbox: Outbox;
  readonly reserve: DiskReserve;
}

/** @throws `enrolment-invalid`, `already-running`, `database-damaged` */
export function openRecord(config: StationConfig, stamps: Stamps): StationRecordStore {
  const identity = loadStationIdentity(config);
  const db = openDatabase(config.dataDir);
  const reserve = new DiskReserve(config.dataDir, config.disk);
  const foreign = new ForeignEvents(db, identity.authority);
  const log = new EventLog(db, identity.enrolment, identity.signer, stamps, foreign, () => reserve.spend());
  return { identity, db, log, foreign, outbox: new Outbox(db), reserve };
}
