import { type Catalogue, findProfile, loadSiteCatalogue } from '@custody-edge/device-profiles';
import type { CustodyEvent, StationHealth } from '@custody-edge/event-contract';
import { Bridge, type BridgeOptions, type DeviceStatus } from '@custody-edge/firmware-bridge';
import { type Clock, isCustodyError, type Random } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import { Bench } from '../bench/bench.ts';
import type { StationConfig } from '../config.ts';
import { CountStation } from '../count/count-station.ts';
import type { GlassPicture } from '../gate/finger/glass.ts';
import { Gate } from '../gate/gate.ts';
import { Officers } from '../officers/officers.ts';
import { type ScryptCost, standardCost } from '../officers/secret-hash.ts';
import { Peers } from '../peers/peers.ts';
import { Publisher } from '../publish/publisher.ts';
import type { StationDatabase } from '../store/database.ts';
import { type DiskReserve, usedShareOf } from '../store/disk-reserve.ts';
import type { EventLog } from '../store/event-log.ts';
import type { Outbox } from '../store/outbox.ts';
import { openRecord } from '../store/record.ts';
import { untold } from '../store/untold.ts';
import { Training } from '../training/training.ts';
import { softwareVersion } from '../version.ts';
import { VisitorDesk } from '../visitor/visitor-desk.ts';
import { WireWatch } from '../wire/wire-watch.ts';
import { bootId } from './clock-quality.ts';
import { type Devices, isReaderReady, type StationParts, stationSubject, type Workflow } from './station-parts.ts';
import type { DeviceView, StatusView } from './status-view.ts';
import { TimeFloor } from './time-floor.ts';

/** How often the station looks whether to keep how late it is. */
const timeKeptEveryMs = 15_000;

/** The role's workflow under the name that its routes need. */
export type StationRole =
  | { readonly role: 'gate'; readonly gate: Gate }
  | { readonly role: 'count'; readonly count: CountStation }
  | { readonly role: 'visitor'; readonly visitor: VisitorDesk }
  | { readonly role: 'bench'; readonly bench: Bench };

/** Through what a station reaches the world. */
export interface Surroundings {
  readonly openBridge: (options: BridgeOptions) => Devices;
  /** Without one nothing is ever sent, and nobody is connected to. */
  readonly hasLine: boolean;
  readonly isPractice: boolean;
}

/** Real devices, and a line to the centre. */
export const realWorld: Surroundings = {
  openBridge: (options) => new Bridge(options),
  hasLine: true,
  isPractice: false,
};

/** How often the room on the disk is looked at. */
const diskLookMs = 5_000;

/** One running station: devices, record, line to the centre, and the workflow of its role. */
export class Station {
  readonly config: StationConfig;
  readonly role: StationRole;
  readonly officers: Officers;
  readonly wire: WireWatch;
  readonly publisher: Publisher;
  readonly peers: Peers;
  /** Practice with invented people, at a gate. */
  readonly training: Training | undefined;
  readonly log: EventLog;
  readonly outbox: Outbox;
  private readonly db: StationDatabase;
  private readonly reserve: DiskReserve;
  private readonly bridge: Devices;
  private readonly surroundings: Surroundings;
  private readonly workflow: Workflow;
  private readonly catalogue: Catalogue;
  private readonly clock: Clock;
  private readonly timeFloor: TimeFloor;
  private readonly logger: Logger;
  private timer: NodeJS.Timeout | undefined;
  private readonly listeners = new Set<() => void>();
  private readonly glassWatchers = new Set<(picture: GlassPicture) => void>();
  private diskTimer: NodeJS.Timeout | undefined;

  /** @throws `enrolment-invalid`, `already-running`, `database-damaged`, `config-invalid` */
  constructor(
    config: StationConfig,
    clock: Clock,
    random: Random,
    logger: Logger,
    pinCost: ScryptCost = standardCost,
    surroundings: Surroundings = realWorld,
  ) {
    this.config = config;
    this.surroundings = surroundings;
    this.clock = clock;
    this.logger = logger;
    const stamps = {
      clock,
      random,
      bootId: bootId(),
      timeQuality: () => this.timeFloor.quality,
      officer: () => this.officers.signedIn,
    };
    const { identity, db, log, foreign, outbox, reserve } = openRecord(config, stamps);
    this.reserve = reserve;
    this.db = db;
    this.log = log;
    this.timeFloor = new TimeFloor(db, log, identity.centre, clock);
    this.outbox = outbox;
    this.catalogue = loadSiteCatalogue(config.profilesDir);
    this.bridge = surroundings.openBridge({
      devices: config.devices,
      catalogue: this.catalogue,
      clock,
      random,
      onReading: (deviceId, reading) => {
        if (!this.training?.takes(reading)) this.workflow.onReading(deviceId, reading);
      },
      onStatus: (status) => {
        logger.info({ deviceId: status.deviceId, state: status.state, error: status.error?.code }, 'device');
        this.workflow.onStatus(status);
      },
    });
    const committed = (events: readonly CustodyEvent[]): void => {
      for (const { id, type } of events) if (type !== untold) logger.info({ eventId: id, type }, 'on record');
      this.publisher.wake();
      if (events.some(({ type }) => type !== untold)) this.notify();
      this.peers.wake();
      this.training?.onEvents(events);
    };
    this.officers = new Officers({
      config,
      siteKey: identity.siteKey,
      db,
      log,
      clock,
      timeFloor: this.timeFloor,
      random,
      logger,
      pinCost,
      isReaderReady: () => isReaderReady(this.bridge),
      committed,
      changed: () => this.notify(),
      dutyChanged: () => {
        this.wire.onDutyChange();
        this.training?.onDutyChange();
        this.workflow.onDutyChange();
      },
    });
    this.wire = new WireWatch({
      ...{ config, bridge: this.bridge, officers: this.officers, log, clock, logger, committed },
      changed: () => this.notify(),
    });
    const parts: StationParts = {
      config,
      officers: this.officers,
      identity,
      db,
      log,
      foreign,
      outbox,
      reserve,
      bridge: this.bridge,
      catalogue: this.catalogue,
      clock,
      timeFloor: this.timeFloor,
      random,
      logger,
      isPractice: surroundings.isPractice,
      status: () => this.status(),
      isLineUp: () => this.publisher.connected,
      changed: () => this.notify(),
      showGlass: (picture) => {
        for (const watcher of this.glassWatchers) watcher(picture);
      },
      entriesToCome: () => this.peers.toCome,
      heardFromPeers: (events) => this.training?.onEvents(events),
      committed,
    };
    this.role = roleOf(config.role, parts);
    this.workflow = workflowOf(this.role);
    this.training =
      this.role.role === 'gate' && !surroundings.isPractice ? new Training(parts, this.role.gate) : undefined;
    this.peers = new Peers(parts, this.workflow);
    this.publisher = new Publisher({
      url: config.centre.url,
      identity,
      outbox,
      random,
      logger,
      timeFloor: this.timeFloor,
      monotonicMs: clock.monotonicMs,
      health: () => this.health(),
      onCommand: (command, text) => {
        this.training?.onCommand(command);
        return this.peers.onCommand(command, text) || this.workflow.onCommand(command, text);
      },
      onDiverged: ({ upTo }) => log.foundAltered({ receiptedUpTo: upTo }),
      onChange: () => this.notify(),
    });
  }

  async start(): Promise<void> {
    this.log.commit([
      {
        type: 'station.started.v1',
        subject: stationSubject(this.config.stationId),
        data: { softwareVersion, heldEvents: this.log.length },
      },
    ]);
    this.officers.start();
    this.timer = setInterval(() => this.keepTime(), timeKeptEveryMs).unref();
    this.training?.start();
    await this.workflow.start();
    await this.peers.start();
    this.bridge.start();
    if (this.surroundings.hasLine) this.publisher.start();
    this.diskTimer = setInterval(() => this.lookAtDisk(), diskLookMs);
    // A page is served before the room is made that the first start of all makes.
    setImmediate(() => this.lookAtDisk());
  }

  private lookAtDisk(): void {
    const before = this.reserve.state;
    if (this.reserve.look() !== before) this.notify();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    clearInterval(this.diskTimer);
    this.officers.stop();
    await this.training?.stop();
    await this.peers.stop();
    this.wire.stop();
    await this.workflow.stop();
    await this.bridge.stop();
    await this.publisher.stop();
    this.log.close();
    this.db.close();
  }

  view(): unknown {
    return this.workflow.view();
  }

  /** @returns a function that ends the subscription */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Hears of each picture of a finger, and when it is gone. */
  onGlass(watcher: (picture: GlassPicture) => void): void {
    this.glassWatchers.add(watcher);
  }

  health(): StationHealth {
    return {
      at: new Date(this.clock.nowMs()).toISOString(),
      softwareVersion,
      waiting: this.outbox.waiting,
      timeQuality: this.timeFloor.quality,
      diskUsed: usedShareOf(this.config.dataDir),
      devices: this.bridge.statuses().map((status) => ({
        deviceId: status.deviceId,
        kind: status.kind,
        model: this.modelOf(status),
        state: status.state,
        ...(status.error && { error: status.error.code }),
      })),
      ...(this.config.peers.length > 0 || this.config.peerListen ? { peers: this.peers.health } : {}),
    };
  }

  private status(): StatusView {
    return {
      site: this.config.site,
      stationId: this.config.stationId,
      centre: this.publisher.connected ? 'connected' : 'away',
      waiting: this.outbox.waiting,
      timeQuality: this.timeFloor.quality,
      disk: this.reserve.state,
      devices: this.bridge.statuses().map((status) => this.deviceView(status)),
      peers: this.peers.views,
      duty: this.officers.view(),
      ...(this.wire.view && { wire: this.wire.view }),
      ...(this.surroundings.isPractice && { practice: { state: 'inside' as const } }),
      ...(this.training?.view && { practice: this.training.view }),
    };
  }

  private deviceView(status: DeviceStatus): DeviceView {
    const { deviceId: id, state, error } = status;
    // Of two printers an officer has to know which one has no paper.
    const kind = id === this.config.gate.wristband?.printer ? 'wristband-printer' : status.kind;
    const trouble = state !== 'ready' && isCustodyError(error) ? { trouble: error.entry.officer } : {};
    return { id, kind, model: this.modelOf(status), state, ...trouble };
  }

  private modelOf({ deviceId, identity }: DeviceStatus): string {
    if (identity) return identity.model;
    const profile = this.config.devices.find(({ id }) => id === deviceId)?.profile;
    return profile === undefined ? '' : findProfile(this.catalogue, profile).name.model;
  }

  private keepTime(): void {
    try {
      this.timeFloor.tick();
    } catch (error) {
      this.logger.error({ err: error }, 'how late it is could not be kept');
    }
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }
}

function roleOf(role: StationConfig['role'], parts: StationParts): StationRole {
  switch (role) {
    case 'gate':
      return { role, gate: new Gate(parts) };
    case 'count':
      return { role, count: new CountStation(parts) };
    case 'visitor':
      return { role, visitor: new VisitorDesk(parts) };
    case 'bench':
      return { role, bench: new Bench(parts) };
  }
}

function workflowOf(role: StationRole): Workflow {
  switch (role.role) {
    case 'gate':
      return role.gate;
    case 'count':
      return role.count;
    case 'visitor':
      return role.visitor;
    case 'bench':
      return role.bench;
  }
}
