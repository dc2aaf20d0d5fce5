import { stateOnJourney } from '@custody-edge/event-contract';
import { overdueDrafts } from '../people/overdue.ts';
import type { People } from '../people/people.ts';
import type { StationParts } from '../station/station-parts.ts';
import type { World } from './desk.ts';
import type { DoorWatch } from './door/door-watch.ts';
import { detentionDrafts } from './order/detention.ts';
import { overDetainedDrafts } from './order/rights-clock.ts';

/** How often the gate looks whether a time to return, or to release somebody, has passed. */
const everyMs = 15_000;

interface Sources {
  readonly people: People;
  readonly door: DoorWatch;
  world(): World;
  /** Whether so much of what others recorded is still to come that nobody's line is surely whole here. */
  isLearning(): boolean;
  inTurn(work: () => Promise<void>): void;
  /** Puts events of several people on record together, or throws. */
  commitAll(drafts: Parameters<People['record']>[0]): void;
}

/** What the gate looks for by itself: whose time has passed, and whether its own record is whole. */
export class Lookout {
  private readonly parts: StationParts;
  private readonly sources: Sources;
  private alterationTold = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(parts: StationParts, sources: Sources) {
    this.parts = parts;
    this.sources = sources;
  }

  start(): void {
    this.lookForAlteration();
    // Nobody is called late at once: what others recorded while this machine was off comes first.
    this.timer = setInterval(() => this.sources.inTurn(async () => this.look()), everyMs);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private look(): void {
    this.lookForAlteration();
    if (!this.sources.isLearning()) this.raiseOverdue();
  }

  /** Said once for each run: it stands until another machine takes this one's place. */
  private lookForAlteration(): void {
    const { log, logger } = this.parts;
    if (!log.alteration || this.alterationTold) return;
    this.alterationTold = true;
    logger.error({ err: log.alteration }, 'this record is not whole');
    this.sources.door.raise('record-altered');
  }

  private raiseOverdue(): void {
    const { timeFloor, config } = this.parts;
    const { people, commitAll, inTurn } = this.sources;
    const nowMs = timeFloor.nowMs();
    const { quality } = timeFloor;
    const { station, policy } = this.sources.world();
    const drafts = [
      ...overdueDrafts(people.in(...Object.values(stateOnJourney)), config.site, nowMs, quality),
      ...detentionDrafts(people.all(), config.site, policy, nowMs, quality),
      ...overDetainedDrafts(people.in('RELEASE_PENDING'), station, policy.overDetained, nowMs, quality),
    ];
    if (drafts.length === 0) return;
    try {
      commitAll(drafts);
    } catch {
      // One person's damaged line keeps nobody else's alarm from the record.
      for (const draft of drafts) inTurn(async () => commitAll([draft]));
    }
  }
}
