import type { Command, StationHealth } from '@custody-edge/event-contract';
import type { Clock, CustodyError, Random } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { StationConfig } from '../config.ts';
import { agentError } from '../errors.ts';
import type { StationParts, Workflow } from '../station/station-parts.ts';
import type { PeerView } from '../station/status-view.ts';
import type { StationIdentity } from '../store/enrolment.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { Photographs } from '../store/photographs.ts';
import { LineExchange } from './line-exchange.ts';
import { PeerLine } from './peer-line.ts';
import { PeerLink } from './peer-link.ts';
import { PeerServer, type PeerSource } from './peer-server.ts';
import { PersonKeyExchange } from './person-key-exchange.ts';
import { PhotographExchange } from './photograph-exchange.ts';
import { offer } from './replication.ts';
import { Revocations } from './revocations.ts';
import { SiteChains } from './site-chains.ts';
import { Taking, type TakingParts } from './taking.ts';

/** How often it is looked whether an erasure at another station counts by now, and whether this one can be reached. */
const lookEveryMs = 60_000;
/** Whoever was refused is shown for so long after the last try. */
const refusedShownMs = 3_600_000;
/** Strangers that are shown at once. */
const shownStrangers = 8;

export type PeersParts = TakingParts & {
  readonly config: Pick<StationConfig, 'peers' | 'peerListen'>;
  readonly identity: StationIdentity;
  readonly db: StationParts['db'];
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  changed(): void;
};

interface Stranger {
  readonly error: CustodyError;
  readonly since: string;
  readonly lastMs: number;
}

/** The other stations of this site: what they recorded comes here, and what was recorded here goes to them, with no centre between. */
export class Peers {
  private readonly parts: PeersParts;
  private readonly revocations: Revocations;
  private readonly taking: Taking;
  private readonly chains: SiteChains;
  private readonly links: readonly PeerLink[];
  private readonly newServer: (() => PeerServer) | undefined;
  private server: PeerServer | undefined;
  /** Why peers cannot reach this station, while they cannot. */
  private unheard: PeerView | undefined;
  private readonly strangers = new Map<string, Stranger>();
  private timer: NodeJS.Timeout | undefined;
  private refusals = 0;

  constructor(parts: PeersParts, workflow: Workflow) {
    this.parts = parts;
    const { config, identity, db, log, foreign, clock, random, logger } = parts;
    const { enrolment, authority, centre, recordText } = identity;
    const revocations = new Revocations(db, centre, enrolment.record.stationId);
    const trust = { authority, enrolment, isRevoked: (chainId: string) => revocations.has(chainId) };
    const chains = new SiteChains(log, foreign, enrolment, recordText);
    const personKeys = new PersonKeys(db, identity.siteKey, random);
    const photographs = new PhotographExchange({
      ...{ enrolment, db, log, foreign, keys: personKeys, workflow, logger },
      photographs: new Photographs(db, personKeys),
    });
    const lines = new LineExchange(parts);
    const taking = new Taking(parts, chains, enrolment, workflow, personKeys, lines, (applied) => {
      photographs.note(applied);
      this.wake();
    });
    const keys = new PersonKeyExchange({ identity, db, keys: personKeys, workflow, random, logger });
    const changed = () => parts.changed();
    const onKeys = () => {
      this.wake();
      changed();
    };
    this.revocations = revocations;
    this.taking = taking;
    this.chains = chains;
    this.links = config.peers.map(
      (address) =>
        new PeerLink({
          address,
          line: new PeerLine(address, identity, trust),
          ...{ chains, foreign, taking, lines, keys, photographs, clock, random, logger, changed, onKeys },
        }),
    );
    const { peerListen: listen } = config;
    if (!listen) return;
    const source: PeerSource = {
      page: (pull) => ({ ...offer(pull, chains), keys: keys.count + photographs.counts.kept + lines.count }),
      eventAt: (chainId, sequence) => chains.textsAfter(chainId, sequence - 1, 1)[0],
      grantsFor: (peer, subjects) => keys.grantsFor(peer, subjects),
      linesOf: (subjects) => lines.linesOf(subjects),
      photographFor: (peer, subject, hash) => photographs.sealedFor(peer, subject, hash),
    };
    const onRefused = (from: string, error: CustodyError) => this.refused(from, error);
    this.newServer = () => new PeerServer({ listen, identity, trust, source, logger, onRefused });
  }

  async start(): Promise<void> {
    await this.listen();
    for (const link of this.links) link.start();
    this.timer = setInterval(() => {
      const failed = (error: unknown) => this.parts.logger.error({ err: error }, 'not looked again at other stations');
      this.listen().catch(failed);
      this.taking.followErasures().catch(failed);
    }, lookEveryMs).unref();
  }

  /** A port that somebody else holds keeps nobody from working here; it is tried again. */
  private async listen(): Promise<void> {
    if (!this.newServer || this.server) return;
    const { logger, clock, config, changed } = this.parts;
    try {
      const server = this.newServer();
      await server.start();
      this.server = server;
      this.unheard = undefined;
    } catch (cause) {
      const { code, entry } = agentError('peer-port-unusable', { ...config.peerListen }, cause);
      logger.error({ err: cause, listen: config.peerListen }, 'other stations cannot reach this one');
      const since = this.unheard?.since ?? new Date(clock.nowMs()).toISOString();
      const name = `${config.peerListen?.host}:${config.peerListen?.port}`;
      this.unheard = { name, state: 'away', behind: 0, since, code, trouble: entry.officer };
    }
    changed();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.all(this.links.map((link) => link.stop()));
    await this.server?.stop();
    await this.taking.idle();
  }

  /** Something new is on the disk: whoever waits for it may have it. */
  wake(): void {
    this.server?.wake();
  }

  /** @returns whether the command was for the lines between stations */
  onCommand({ body }: Command, text: string): boolean {
    if (body.purpose !== 'revoke-station') return false;
    this.revocations.add(body, text);
    this.server?.dropRevoked();
    for (const link of this.links) link.dropRevoked();
    this.parts.changed();
    return true;
  }

  /** How each peer is, and whoever was refused lately. */
  get views(): readonly PeerView[] {
    const links = this.links.map(({ view }) => view);
    const strangers = [...this.strangers]
      .filter(([, { lastMs }]) => this.parts.clock.monotonicMs() - lastMs < refusedShownMs)
      .map(([name, { error, since }]) => ({
        ...{ name, state: 'refused' as const, behind: 0, since },
        ...{ code: error.code, trouble: error.entry.officer },
      }));
    return [...links, ...(this.unheard ? [this.unheard] : []), ...strangers];
  }

  /** Events still to come of what this station is learning from its peers: until they are here, lines of people are only partly known. */
  get toCome(): number {
    return Math.max(0, ...this.links.map(({ toCome }) => toCome));
  }

  get health(): NonNullable<StationHealth['peers']> {
    return this.views.map(({ name, state, behind, since, code }) => ({
      ...{ peer: name, state, behind, since },
      ...(code !== undefined && { error: code }),
    }));
  }

  /** How far each chain of the site is held here: two stations that say the same of each hold the same events. */
  get heads() {
    return this.chains.heads();
  }

  /** Since the start, for metrics. */
  get counts() {
    return { ...this.taking.counts, refusedPeers: this.refusals };
  }

  private refused(from: string, error: CustodyError): void {
    this.refusals += 1;
    const { clock, logger } = this.parts;
    const known = this.strangers.get(from);
    const isNew = known?.error.code !== error.code;
    const since = known && !isNew ? known.since : new Date(clock.nowMs()).toISOString();
    this.strangers.delete(from);
    this.strangers.set(from, { error, since, lastMs: clock.monotonicMs() });
    for (const [oldest] of [...this.strangers].slice(0, -shownStrangers)) this.strangers.delete(oldest);
    if (!isNew) return;
    logger.warn({ from, code: error.code, details: error.details }, 'a machine was refused as a peer');
    this.parts.changed();
  }
}
