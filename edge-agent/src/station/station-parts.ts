import type { Catalogue, DeviceKind } from '@custody-edge/device-profiles';
import type { Command, CustodyEvent } from '@custody-edge/event-contract';
import type { Bridge, DeviceStatus, Reading } from '@custody-edge/firmware-bridge';
import type { Clock, Random } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { StationConfig } from '../config.ts';
import { agentError } from '../errors.ts';
import type { GlassPicture } from '../gate/finger/glass.ts';
import type { Officers } from '../officers/officers.ts';
import type { People } from '../people/people.ts';
import type { StationDatabase } from '../store/database.ts';
import type { DiskReserve } from '../store/disk-reserve.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import type { EventLog } from '../store/event-log.ts';
import type { ForeignEvents } from '../store/foreign-events.ts';
import type { Outbox } from '../store/outbox.ts';
import type { StatusView } from './status-view.ts';
import type { TimeFloor } from './time-floor.ts';

/** The devices of a station. */
export type Devices = Pick<Bridge, keyof Bridge>;

/** What every workflow of a station is built on. */
export interface StationParts {
  readonly config: StationConfig;
  readonly identity: StationIdentity;
  readonly db: StationDatabase;
  readonly log: EventLog;
  readonly foreign: ForeignEvents;
  readonly outbox: Outbox;
  readonly reserve: Pick<DiskReserve, 'state'>;
  readonly bridge: Devices;
  /** Every device model that this station knows. */
  readonly catalogue: Catalogue;
  readonly officers: Officers;
  /** What is shown and written down; ages and ends of validity go by `timeFloor`. */
  readonly clock: Clock;
  readonly timeFloor: TimeFloor;
  readonly random: Random;
  readonly logger: Logger;
  /** Whether this is a station of invented people, whose every slip says so. */
  readonly isPractice: boolean;
  status(): StatusView;
  /** Whether the centre can be spoken with at this moment. */
  isLineUp(): boolean;
  /** Something that the page shows has changed. */
  changed(): void;
  /** The finger on the glass, to the pages that watch now; nothing once it is gone. */
  showGlass(picture: GlassPicture): void;
  /** Events of other stations of the site that are still to come before the lines of people are whole here; none where it is in step. */
  entriesToCome(): number;
  /** Events of other stations of the site are on the disk. */
  heardFromPeers(events: readonly CustodyEvent[]): void;
  /** Events were committed and wait in the outbox. */
  committed(events: readonly CustodyEvent[]): void;
}

/** What a role (gate, visitor, bench) makes of the station. */
export interface Workflow {
  start(): Promise<void>;
  stop(): Promise<void>;
  onReading(deviceId: string, reading: Reading): void;
  onStatus(status: DeviceStatus): void;
  /** Another officer, or nobody, is signed in: what was begun under the last one's eyes is left. */
  onDutyChange(): void;
  /**
   * @param text the command as the centre signed it
   * @returns whether the command is for this role and was carried out, so that it need not come again
   */
  onCommand(command: Command, text: string): boolean;
  /** Who is where, as this role keeps it; absent where it records nobody. Other stations of the site fill it as well. */
  readonly people?: People;
  /** Does something when nothing that this role has decided still waits to be recorded; absent where nothing ever does. */
  betweenDecisions?<Done>(work: () => Done): Promise<Done>;
  /** Events of other stations of the site are on the disk, and `people` says what they make of everybody. */
  onPeerEvents(events: readonly CustodyEvent[]): void;
  /** Keys of these people came from another station: their names and fingers can be read from now on. */
  onPeerKeys?(subjects: readonly string[]): void;
  view(): unknown;
}

export const stationSubject = (stationId: string): string => `station/${stationId}`;

/** Whether a finger can be read now. */
export const isReaderReady = (bridge: Devices): boolean =>
  bridge.statuses().some(({ kind, state }) => kind === 'fingerprint-scanner' && state === 'ready');

/** @throws `device-not-configured` */
export function deviceOf(bridge: Devices, kind: DeviceKind): string {
  const device = bridge.statuses().find((status) => status.kind === kind);
  if (!device) throw agentError('device-not-configured', { kind });
  return device.deviceId;
}
