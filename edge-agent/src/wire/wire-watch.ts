import type { CustodyEvent, WireEnd } from '@custody-edge/event-contract';
import { bridgeError, WireLines } from '@custody-edge/firmware-bridge';
import type { Clock } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { StationConfig } from '../config.ts';
import { agentError } from '../errors.ts';
import type { Officers } from '../officers/officers.ts';
import { type Devices, stationSubject } from '../station/station-parts.ts';
import type { EventLog } from '../store/event-log.ts';
import { LineRing } from './line-ring.ts';
import type { WireRequest } from './requests.ts';
import type { WireLineView, WireView } from './view.ts';

/** What waits for pages; a page that takes it more slowly than it comes misses some. */
const ringLimits = { lines: 1_000, bytes: 256 * 1024 };
/** Nobody looks any more: as long as a page needs to be loaded again. */
const unwatchedMs = 10_000;

interface WireParts {
  readonly config: Pick<StationConfig, 'stationId' | 'wire'>;
  readonly bridge: Pick<Devices, 'statuses' | 'listen'>;
  readonly officers: Pick<Officers, 'maintainer' | 'active' | 'signedIn'>;
  readonly log: Pick<EventLog, 'commit'>;
  readonly clock: Clock;
  readonly logger: Logger;
  committed(events: readonly CustodyEvent[]): void;
  changed(): void;
}

/** One page that shows the lines. */
export interface WireWatcher {
  /** There are lines that `since` has not given yet. */
  lines(): void;
  closed(): void;
}

interface OpenWire {
  readonly view: WireView;
  readonly openedBy: string;
  readonly ring: LineRing;
  readonly watchers: Set<WireWatcher>;
  /** Bytes by device. */
  readonly crossed: Map<string, number>;
  readonly ends: readonly (() => void)[];
  readonly timer: NodeJS.Timeout;
  unwatched: NodeJS.Timeout | undefined;
  saved: number;
}

/**
 * Raw bytes of this station's devices for whoever maintains it, one view at a time: opened and closed on record, kept in memory only, and
 * closed by itself. While none is open nothing is listened to.
 */
export class WireWatch {
  private readonly parts: WireParts;
  private wire: OpenWire | undefined;

  constructor(parts: WireParts) {
    this.parts = parts;
  }

  get view(): WireView | undefined {
    return this.wire?.view;
  }

  /** @throws `sign-in-first`, `fingers-due`, `role-missing`; `action-not-possible` while one is open; `device-unknown` */
  open({ deviceId: only }: WireRequest): void {
    const { officers, bridge, log, config, clock } = this.parts;
    const openedBy = officers.maintainer();
    if (this.wire) throw agentError('action-not-possible');
    officers.active();
    const devices = bridge.statuses().filter(({ deviceId }) => only === undefined || deviceId === only);
    if (devices.length === 0) throw bridgeError('device-unknown', { ...(only !== undefined && { deviceId: only }) });
    const ids = devices.map(({ deviceId }) => deviceId);
    const subject = stationSubject(config.stationId);
    const opened = log.commit([{ type: 'station.wire-opened.v1', subject, data: { devices: ids } }]);
    const closesAt = new Date(clock.nowMs() + config.wire.longestMs).toISOString();
    const ring = new LineRing(ringLimits);
    const watchers = new Set<WireWatcher>();
    const crossed = new Map(ids.map((id) => [id, 0]));
    const ends = devices.flatMap(({ deviceId, kind }) => {
      const lines = new WireLines(kind === 'fingerprint-scanner', (line) => {
        ring.add(deviceId, line);
        for (const watcher of watchers) watcher.lines();
      });
      const lookAway = bridge.listen(deviceId, (piece) => {
        crossed.set(deviceId, (crossed.get(deviceId) ?? 0) + piece.bytes.length);
        lines.take(piece);
      });
      return [lookAway, () => lines.end()];
    });
    const id = opened[0]?.id ?? '';
    const timer = setTimeout(() => this.endWith('time'), config.wire.longestMs);
    this.wire = {
      view: { id, devices: ids, closesAt },
      ...{ openedBy, ring, watchers, crossed, ends, timer, unwatched: undefined, saved: 0 },
    };
    this.awaitWatcher(this.wire);
    this.parts.committed(opened);
  }

  /** @throws `action-not-possible` where none is open, and as `open` does */
  close(): void {
    this.mustBeOpen();
    this.end('self');
  }

  /** The officer saves what the page shows as a file. @throws as `close` does */
  saved(): void {
    this.mustBeOpen().saved += 1;
  }

  /** Lines from a number on that are still here, `limit` at most. */
  since(number: number, limit: number): readonly WireLineView[] {
    return this.wire?.ring.since(number, limit) ?? [];
  }

  /**
   * @returns how to look away
   * @throws as `close` does
   */
  watch(watcher: WireWatcher): () => void {
    const wire = this.mustBeOpen();
    clearTimeout(wire.unwatched);
    wire.watchers.add(watcher);
    return () => {
      wire.watchers.delete(watcher);
      if (this.wire === wire && wire.watchers.size === 0) this.awaitWatcher(wire);
    };
  }

  /** Another officer, or nobody, is there. */
  onDutyChange(): void {
    if (this.wire && this.parts.officers.signedIn !== this.wire.openedBy) this.endWith('signed-out');
  }

  stop(): void {
    if (this.wire) this.endWith('station-stopped');
  }

  private mustBeOpen(): OpenWire {
    this.parts.officers.maintainer();
    if (!this.wire) throw agentError('action-not-possible');
    return this.wire;
  }

  private awaitWatcher(wire: OpenWire): void {
    clearTimeout(wire.unwatched);
    wire.unwatched = setTimeout(() => this.endWith('left'), unwatchedMs);
  }

  private endWith(reason: WireEnd): void {
    try {
      this.end(reason);
    } catch (error) {
      // Nobody waits for an answer, and nothing is shown any more, whether or not the disk takes it down.
      this.parts.logger.error({ err: error }, 'the end of a view of raw bytes could not be recorded');
    }
  }

  private end(reason: WireEnd): void {
    const { wire } = this;
    if (!wire) return;
    this.wire = undefined;
    clearTimeout(wire.timer);
    clearTimeout(wire.unwatched);
    for (const end of wire.ends) end();
    for (const watcher of wire.watchers) watcher.closed();
    const { view, openedBy, saved } = wire;
    const crossed = [...wire.crossed].map(([deviceId, byteCount]) => ({ deviceId, byteCount }));
    const subject = stationSubject(this.parts.config.stationId);
    const data = { opened: view.id, openedBy, reason, crossed, saved };
    try {
      this.parts.committed(this.parts.log.commit([{ type: 'station.wire-closed.v1', subject, data }]));
    } finally {
      this.parts.changed();
    }
  }
}
