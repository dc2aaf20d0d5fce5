import { setTimeout as wait } from 'node:timers/promises';
import { authenticate, type Enrolment } from '@custody-edge/event-contract';
import {
  type BackoffLimits,
  type Clock,
  type CustodyError,
  fullJitterMs,
  isCustodyError,
  type Random,
  toCustodyError,
} from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { PeerView } from '../station/status-view.ts';
import type { ForeignEvents } from '../store/foreign-events.ts';
import { Lag } from './lag.ts';
import type { LineExchange } from './line-exchange.ts';
import type { PeerLine } from './peer-line.ts';
import type { PersonKeyExchange } from './person-key-exchange.ts';
import type { PhotographExchange } from './photograph-exchange.ts';
import { behindBy, firstDifference, partedChains } from './replication.ts';
import type { SiteChains } from './site-chains.ts';
import { committedAtOnce, type Taking } from './taking.ts';
import {
  keysGivenSchema,
  linesGivenSchema,
  type Page,
  type PeerAddress,
  type Pull,
  pageSchema,
  peerPaths,
  photographGivenSchema,
  placedSchema,
} from './wire.ts';

/** How long a peer is asked to wait for news. */
const newsWaitMs = 20_000;
/** Waits between tries, while a peer is away. */
const reconnect: BackoffLimits = { baseMs: 250, capMs: 10_000 };
/** A chain of which something did not hold is not asked for again of the same peer for so long. */
const setAsideMs = 60_000;

/** What a peer was asked for and did not have, while so many lines, keys and photographs had come to it. */
const nothingInVain = (keys: number) => ({
  ...{ lines: new Set<string>(), subjects: new Set<string>(), faces: new Set<string>() },
  keys,
});

export interface PeerLinkOptions {
  readonly address: PeerAddress;
  readonly line: PeerLine;
  readonly chains: SiteChains;
  readonly foreign: ForeignEvents;
  readonly taking: Taking;
  readonly lines: LineExchange;
  readonly keys: PersonKeyExchange;
  readonly photographs: PhotographExchange;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  /** How the peer is has changed. */
  changed(): void;
  /** Lines, keys or photographs came, for which others may wait. */
  onKeys(): void;
}

/** Pulls from one peer whatever it holds and this station does not, for as long as the station runs. */
export class PeerLink {
  private readonly options: PeerLinkOptions;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private attempt = 0;
  private behind = 0;
  private readonly lag = new Lag(committedAtOnce);
  private mayWait = false;
  private name: string;
  private state: PeerView['state'] = 'away';
  private since: string;
  private trouble: CustodyError | undefined;
  /** Chains of which something did not hold, by when they may be asked for again. */
  private readonly except = new Map<string, number>();
  /** What the peer did not have of people, and how much had come to it by then. */
  private inVain = nothingInVain(0);

  constructor(options: PeerLinkOptions) {
    this.options = options;
    this.name = options.address.stationId ?? new URL(options.address.url).host;
    this.since = new Date(options.clock.nowMs()).toISOString();
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.options.line.close();
    await this.running;
  }

  /** Somebody is trusted no more. */
  dropRevoked(): void {
    this.options.line.dropRevoked();
  }

  get view(): PeerView {
    const { name, state, behind, since, trouble } = this;
    return { name, state, behind, since, ...(trouble && { code: trouble.code, trouble: trouble.entry.officer }) };
  }

  /** Events still to come of what this station is learning from the peer; none where it is in step, or nothing comes any more. */
  get toCome(): number {
    return this.lag.toCome(this.options.clock.monotonicMs());
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.round();
        this.attempt = 0;
      } catch (error) {
        if (signal.aborted) return;
        this.failed(toCustodyError(error));
        const waitMs = fullJitterMs(this.attempt, reconnect, this.options.random);
        this.attempt += 1;
        await wait(waitMs, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** Asks once, and puts what comes on the disk before anything more is asked. */
  private async round(): Promise<void> {
    const { line, chains, taking } = this.options;
    const question: Pull = {
      heads: [...chains.heads()],
      except: this.exceptions(),
      keys: this.inVain.keys,
      waitMs: this.mayWait ? newsWaitMs : 0,
    };
    const { peer, value: page } = await line.ask(peerPaths.pull, pageSchema, question);
    this.name = peer.record.stationId;
    this.reached(page);
    const { news, wrong } = await taking.take(this.name, page);
    for (const { chainId } of page.parts) this.except.delete(chainId);
    for (const chainId of wrong) this.setAside(chainId);
    for (const chainId of partedChains(page, chains)) await this.findFork(peer, page, chainId);
    if (page.keys !== this.inVain.keys) this.inVain = nothingInVain(page.keys);
    // What is on its way in its chain need not be asked for.
    const lines = news === 0 ? await this.askLines() : 0;
    const keys = await this.askKeys(peer);
    // Names come before faces.
    const photographs = keys === 0 ? await this.askPhotographs() : 0;
    this.reached(page);
    if (news === 0) this.lag.ended();
    this.mayWait = news + lines + keys + photographs === 0;
  }

  /** @returns how many were asked for */
  private async askLines(): Promise<number> {
    const { line, lines, taking, onKeys, logger } = this.options;
    const wanted = lines.wanted(this.inVain.lines);
    if (wanted.length === 0) return 0;
    const subjects = [...new Set(wanted.map(({ subject }) => subject))];
    try {
      const { value } = await line.ask(peerPaths.lines, linesGivenSchema, { subjects });
      const given = value.lines.filter(({ subject }) => subjects.includes(subject));
      if ((await taking.takeLines(this.name, given)) > 0) onKeys();
      const answered = new Set(given.map(({ subject }) => subject));
      for (const { event, subject } of wanted)
        if (given.length === 0 || answered.has(subject)) this.inVain.lines.add(event);
    } catch (error) {
      // A peer of an earlier version knows no such question.
      if (!isCustodyError(error) || error.code !== 'peer-refuses') throw error;
      for (const { event } of wanted) this.inVain.lines.add(event);
      logger.debug({ err: error, peer: this.name }, 'a peer hands over no lines');
    }
    return wanted.length;
  }

  /** @returns how many were asked for */
  private async askKeys(peer: Enrolment): Promise<number> {
    const { line, keys, onKeys } = this.options;
    const subjects = keys.wanted(this.inVain.subjects);
    if (subjects.length === 0) return 0;
    const { value } = await line.ask(peerPaths.keys, keysGivenSchema, { subjects });
    const kept = await keys.take(peer, value.grants);
    for (const subject of subjects) this.inVain.subjects.add(subject);
    if (kept > 0) onKeys();
    // Whoever else lacks a key is asked for at once.
    return subjects.length;
  }

  /** @returns how many were asked for */
  private async askPhotographs(): Promise<number> {
    const { line, photographs, onKeys } = this.options;
    const wanted = photographs.wanted(this.inVain.faces);
    let kept = 0;
    for (const one of wanted) {
      const { subject, says } = one;
      this.inVain.faces.add(says.hash);
      const path = `${peerPaths.photograph}?${new URLSearchParams({ subject, hash: says.hash })}`;
      const { value } = await line.ask(path, photographGivenSchema);
      if (value.sealed && (await photographs.take(this.name, one, value.sealed))) kept += 1;
    }
    if (kept > 0) onKeys();
    return wanted.length;
  }

  /** Fetches the first event that the peer holds in place of another one: its signature proves that its station signed both. */
  private async findFork(peer: Enrolment, page: Page, chainId: string): Promise<void> {
    const { chains, foreign, taking } = this.options;
    if (this.exceptions().includes(chainId)) return;
    this.setAside(chainId);
    const theirs = page.heads.find((head) => head.chainId === chainId)?.upTo ?? 0;
    const ours = chains.heads().find((head) => head.chainId === chainId)?.upTo ?? 0;
    const enrolment = foreign.chain(chainId)?.enrolment;
    const isSame = async (sequence: number): Promise<boolean> => {
      const read = await this.eventAt(chainId, sequence, enrolment);
      return read?.authentic.hash === chains.hashAt(chainId, sequence);
    };
    const sequence = await firstDifference(Math.min(theirs, ours), isSame);
    const other = await this.eventAt(chainId, sequence, enrolment);
    if (!other) return;
    if (chains.isOwn(chainId))
      await taking.take(peer.record.stationId, { heads: [], parts: [{ chainId, record: '', events: [other.text] }] });
    else await taking.keepFork(other);
  }

  /** @returns undefined where the peer has none, or one that does not hold */
  private async eventAt(chainId: string, sequence: number, enrolment: Enrolment | undefined) {
    const { line, chains } = this.options;
    const by = enrolment ?? chains.own;
    const path = `${peerPaths.event}?${new URLSearchParams({ chain: chainId, sequence: String(sequence) })}`;
    const { value } = await line.ask(path, placedSchema);
    const authentic = value.event === undefined ? undefined : authenticate(value.event, by);
    if (value.event === undefined || !authentic?.ok || authentic.value.envelope.sequence !== sequence) return undefined;
    return { authentic: authentic.value, text: value.event, enrolment: by };
  }

  private setAside(chainId: string): void {
    this.except.set(chainId, this.options.clock.monotonicMs() + setAsideMs);
  }

  private exceptions(): string[] {
    const nowMs = this.options.clock.monotonicMs();
    return [...this.except].flatMap(([chainId, untilMs]) => (untilMs > nowMs ? [chainId] : []));
  }

  private reached({ heads }: Page): void {
    const { chains, clock, changed } = this.options;
    const ours = chains.heads();
    const before = this.toCome;
    this.behind = behindBy(heads, ours);
    const asked = heads.filter(({ chainId }) => !this.except.has(chainId));
    this.lag.told(behindBy(asked, ours), clock.monotonicMs());
    if (this.toCome !== before) changed();
    this.become(this.behind > 0 ? 'behind' : 'equal', undefined);
  }

  private failed(error: CustodyError): void {
    this.mayWait = false;
    // It may be another version by the time it answers again, and what it counts begins anew.
    this.inVain = nothingInVain(0);
    if (!error.entry.retry) this.lag.ended();
    this.options.logger.debug({ err: error, peer: this.name }, 'line to a peer');
    this.become(error.entry.retry ? 'away' : 'refused', error);
  }

  private become(state: PeerView['state'], trouble: CustodyError | undefined): void {
    const isNew = state !== this.state || trouble?.code !== this.trouble?.code;
    this.trouble = trouble;
    if (!isNew) return;
    this.state = state;
    this.since = new Date(this.options.clock.nowMs()).toISOString();
    this.options.logger.info({ peer: this.name, state, code: trouble?.code }, 'peer');
    this.options.changed();
  }
}
