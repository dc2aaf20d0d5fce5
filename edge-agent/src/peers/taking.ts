import { setImmediate } from 'node:timers/promises';
import {
  authenticate,
  authenticateAsync,
  type Custody,
  type CustodyEvent,
  contractError,
  type Enrolment,
  type EventDraft,
  isCustodyEvent,
} from '@custody-edge/event-contract';
import { type CustodyError, fail, isCustodyError, ok, type Result } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import { type StationParts, stationSubject, type Workflow } from '../station/station-parts.ts';
import type { TimeFloor } from '../station/time-floor.ts';
import type { ForeignEvent } from '../store/foreign-events.ts';
import type { PersonKeys } from '../store/person-keys.ts';
import { erasuresToFollow } from './erasures.ts';
import type { LineExchange } from './line-exchange.ts';
import { type Arrival, type Judged, judgeAll } from './replication.ts';
import type { SiteChains } from './site-chains.ts';
import type { Line, Offer, Part } from './wire.ts';

/** Events whose signatures are checked at once, beside the page, and that go into one commit: some ten milliseconds and a sync of the disk, which a finger on the glass may wait. */
export const committedAtOnce = 128;

export type TakingParts = Pick<StationParts, 'log' | 'foreign' | 'outbox' | 'reserve' | 'logger' | 'committed'> & {
  readonly timeFloor: Pick<TimeFloor, 'attestedMs'>;
};

/** What came of a page. */
export interface Taken {
  /** Events that are held now and were not before. */
  readonly news: number;
  /** Chains of which something did not hold. */
  readonly wrong: ReadonlySet<string>;
}

/** An event with the signed record of its station, as the peer sent it. */
type Sent = Arrival & { readonly record: string };

/** Events whose signatures hold, up to one whose does not. */
interface Checked {
  readonly arrivals: Sent[];
  readonly refused: boolean;
}

/** What is written of a batch, before it is on the disk. */
interface Written {
  chains: Parameters<TakingParts['foreign']['adopt']>[0][];
  folded: Map<string, Custody>;
  forgets: boolean;
}

const nothingWritten = (): Written => ({ chains: [], folded: new Map(), forgets: false });

/** Puts what peers hand over on the disk, judged as the centre judges it, and into what the station's role makes of it. */
export class Taking {
  /** Since the start, for metrics. */
  readonly counts = { events: 0, setAside: 0, refused: 0, forks: 0 };
  private readonly parts: TakingParts;
  private readonly chains: SiteChains;
  private readonly own: Enrolment;
  private readonly workflow: Workflow;
  private readonly keys: PersonKeys;
  private readonly lines: LineExchange;
  private readonly changed: (applied: readonly CustodyEvent[]) => void;
  /** One page after the other: what two peers hand over alike is checked once. */
  private queue: Promise<unknown> = Promise.resolve();

  /** @param changed called once something new is on the disk, with those events that count */
  constructor(
    parts: TakingParts,
    chains: SiteChains,
    own: Enrolment,
    workflow: Workflow,
    keys: PersonKeys,
    lines: LineExchange,
    changed: (applied: readonly CustodyEvent[]) => void,
  ) {
    this.parts = parts;
    this.chains = chains;
    this.own = own;
    this.workflow = workflow;
    this.keys = keys;
    this.lines = lines;
    this.changed = changed;
  }

  /**
   * Takes what holds of a page; of each chain everything up to the first event that does not.
   * @param peer who hands it over
   * @throws `disk-full`, `database-damaged`
   */
  take(peer: string, page: Offer): Promise<Taken> {
    const taken = this.queue.then(() => this.takePage(peer, page));
    this.queue = taken.catch(() => {});
    return taken;
  }

  /**
   * Takes what a peer holds of single people; of each all of it or, where one signature does not hold, nothing.
   * @returns of how many it brought something new
   * @throws `disk-full`, `database-damaged`
   */
  takeLines(peer: string, lines: readonly Line[]): Promise<number> {
    const taken = this.queue.then(async () => {
      if (this.parts.reserve.state === 'full') throw agentError('disk-full', {});
      let kept = 0;
      for (const line of lines) if (await this.takeLine(peer, line)) kept += 1;
      return kept;
    });
    this.queue = taken.catch(() => {});
    return taken;
  }

  /** When nothing that was handed over is still on its way to the disk. */
  async idle(): Promise<void> {
    await this.queue;
  }

  /** Keeps a second event under one number of a chain, and says so once. @param event authentic, and another one than is held */
  async keepFork(event: Arrival): Promise<void> {
    await this.between(() => this.commit([], [event]));
  }

  /** Looks again at erasures that did not count so far: the days may have passed. */
  async followErasures(): Promise<void> {
    if (this.workflow.people && this.toFollow().length > 0) await this.between(() => this.commit([], []));
  }

  private async takePage(peer: string, { parts }: Offer): Promise<Taken> {
    if (this.parts.reserve.state === 'full') throw agentError('disk-full', {});
    const wrong = new Set<string>();
    let news = 0;
    for (const part of parts) {
      const told = await this.takePart(peer, part);
      news += told.news;
      if (told.isWrong) wrong.add(part.chainId);
    }
    return { news, wrong };
  }

  private async takeLine(peer: string, line: Line): Promise<boolean> {
    const read = this.parts.foreign.read(line.subject, line.events, line.records);
    if (!read.ok) {
      this.refuse(peer, JSON.stringify(line), { subject: line.subject }, read.error);
      return false;
    }
    const others = read.value.filter(({ event }) => !this.chains.isOwn(event.chainid));
    const added = await this.between(() => this.commitLine(others));
    // Whoever waits for the page or the glass comes first.
    await setImmediate();
    return added.length > 0;
  }

  /** Some of a chain after the other, up to the first event that does not hold. */
  private async takePart(peer: string, part: Part): Promise<{ news: number; isWrong: boolean }> {
    if (this.chains.isOwn(part.chainId)) {
      for (const text of part.events) this.lookAtOwn(text);
      return { news: 0, isWrong: part.events.length > 0 };
    }
    const enrolment = this.enrolmentOf(part);
    if (!enrolment.ok) {
      this.refuse(peer, part.record, { chainId: part.chainId }, enrolment.error);
      return { news: 0, isWrong: true };
    }
    const check = (at: number): Promise<Checked> => this.check(peer, part, enrolment.value, at);
    let [news, isWrong] = [0, false];
    let checking: Promise<Checked> | undefined = check(0);
    for (let at = 0; checking; ) {
      const { arrivals, refused }: Checked = await checking;
      at += committedAtOnce;
      // Other threads check the next ones while these go to the disk.
      checking = refused || at >= part.events.length ? undefined : check(at);
      const judged = await this.between(() => this.judge(peer, arrivals));
      news += judged.filter(isHeld).length;
      isWrong ||= refused || judged.some(({ verdict }) => verdict.kind === 'refused' || verdict.kind === 'gap');
      // Whoever waits for the page or the glass comes first.
      await setImmediate();
    }
    return { news, isWrong };
  }

  /** Checks signatures and origins of the next ones of a part, up to the first that does not hold. */
  private async check(peer: string, part: Part, enrolment: Enrolment, from: number): Promise<Checked> {
    const texts = part.events
      .slice(from, from + committedAtOnce)
      .filter((text) => !this.isHeldAlready(text, enrolment));
    const checked = await Promise.all(texts.map((text) => authenticateAsync(text, enrolment)));
    const arrivals: Sent[] = [];
    for (const [index, authentic] of checked.entries()) {
      const text = texts[index] ?? '';
      if (!authentic.ok) {
        this.refuse(peer, text, { chainId: part.chainId }, authentic.error);
        return { arrivals, refused: true };
      }
      this.parts.foreign.seenToHold(text);
      arrivals.push({ authentic: authentic.value, text, enrolment, record: part.record });
    }
    return { arrivals, refused: false };
  }

  /**
   * Another peer may have handed it over a moment ago. What the centre told of single people is held as well, but behind the end of what is
   * held of the chain: that has still to find its place.
   */
  private isHeldAlready(text: string, enrolment: Enrolment): boolean {
    if (!this.parts.foreign.wasSeenToHold(text)) return false;
    const read = authenticate(text, enrolment, true);
    if (!read.ok) return false;
    const { sequence } = read.value.envelope;
    if (sequence > this.chains.headOf(enrolment).sequence) return false;
    return this.chains.hashAt(enrolment.record.chainId, sequence) === read.value.hash;
  }

  /** Refusals: `peer-record-invalid`, `chain-unknown`, `peer-of-other-site`. */
  private enrolmentOf({ chainId, record }: Part): Result<Enrolment, CustodyError> {
    const { foreign } = this.parts;
    const known = foreign.chain(chainId);
    const read = known ? ok(known.enrolment) : foreign.enrolmentOf(record);
    if (!read.ok) return fail(agentError('peer-record-invalid', {}, read.error));
    const said = read.value.record;
    if (said.chainId !== chainId) return fail(contractError('chain-unknown', { chainId }));
    if (said.site !== this.own.record.site || said.role === 'centre')
      return fail(agentError('peer-of-other-site', { stationId: said.stationId, site: said.site }));
    return read;
  }

  /** What this station signed and no longer holds proves that its record was put back to an earlier day. */
  private lookAtOwn(text: string): void {
    const { log, logger } = this.parts;
    const read = authenticate(text, this.own);
    if (!read.ok) return;
    const { sequence } = read.value.envelope;
    if (log.hashAt(sequence) === read.value.hash) return;
    logger.error({ sequence }, 'another station holds an event of this station that is not in its record');
    log.foundAltered({ heldByPeer: sequence });
    this.changed([]);
  }

  private judge(peer: string, arrivals: readonly Sent[]): Judged<Sent>[] {
    const judged = judgeAll(arrivals, this.chains);
    const forks = judged.filter(
      ({ verdict }) => verdict.kind === 'refused' && verdict.error.code === 'sequence-reused',
    );
    for (const { verdict, text, enrolment } of judged)
      if (verdict.kind === 'refused') this.refuse(peer, text, { chainId: enrolment.record.chainId }, verdict.error);
    const news = judged.filter(isHeld);
    if (news.length + forks.length > 0) this.commit(news, forks);
    return judged;
  }

  /** One transaction, on the disk when this returns; only then does anybody hear of it. */
  private commit(news: readonly Judged<Sent>[], forks: readonly Arrival[]): void {
    const { log, foreign, committed } = this.parts;
    const applied = news.flatMap(({ verdict }) => (verdict.kind === 'applied' ? [verdict.event] : []));
    const written = nothingWritten();
    const alarms = forks.filter(({ enrolment }) => !foreign.isForked(enrolment.record.chainId));
    const events = log.commit(
      alarms.map((fork) => this.forkDraft(fork)),
      () => this.fold(written, this.write(written, news, forks, applied), applied),
    );
    for (const chain of written.chains) foreign.adopt(chain);
    this.counts.setAside += news.length - applied.length;
    this.counts.forks += alarms.length;
    if (events.length > 0) committed(events);
    this.adopt(written, applied);
  }

  /** The same, of events of one person that are not the next ones of their chains. @returns those that are news */
  private commitLine(line: readonly ForeignEvent[]): CustodyEvent[] {
    const { log, foreign } = this.parts;
    const written = nothingWritten();
    let added: CustodyEvent[] = [];
    log.commit([], () => {
      added = foreign.add(line);
      this.fold(written, added, added);
    });
    if (added.length > 0) this.lines.count += 1;
    this.adopt(written, added);
    return added;
  }

  private adopt({ folded, forgets }: Written, applied: readonly CustodyEvent[]): void {
    this.workflow.people?.adopt(folded);
    if (forgets) this.keys.scrub();
    this.counts.events += applied.length;
    if (applied.length > 0) this.tell(applied);
    this.changed(applied);
  }

  /** What follows of events keeps nobody from holding them. */
  private tell(applied: readonly CustodyEvent[]): void {
    try {
      this.workflow.onPeerEvents(applied);
    } catch (error) {
      this.parts.logger.error({ err: error }, 'what other stations recorded was not followed');
    }
  }

  /** @returns those of `applied` that nobody's custody holds so far */
  private write(
    written: Written,
    news: readonly Judged<Sent>[],
    forks: readonly Arrival[],
    applied: readonly CustodyEvent[],
  ): CustodyEvent[] {
    const { foreign } = this.parts;
    // What the centre told of single people is in their custody already, and only finds its place in its chain.
    const untold = applied.filter(({ chainid, sequence }) => foreign.hashAt(chainid, sequence) === undefined);
    for (const ofChain of Map.groupBy(news, ({ enrolment }) => enrolment.record.chainId).values()) {
      const last = ofChain.at(-1);
      if (!last || !isHeld(last)) continue;
      const placed = ofChain.map(({ authentic, text, verdict }) => ({
        ...authentic,
        text,
        ...(verdict.kind === 'set-aside' && { setAside: verdict.error.code }),
      }));
      written.chains.push(foreign.extend(last.enrolment, last.record, placed, last.verdict.head));
    }
    for (const { authentic, text } of forks) foreign.keepFork({ ...authentic, text });
    if (this.workflow.people) this.lines.note(applied);
    return untold;
  }

  /** @param news of `applied`, what nobody's custody holds so far */
  private fold(written: Written, news: readonly CustodyEvent[], applied: readonly CustodyEvent[]): void {
    const { people } = this.workflow;
    if (!people) return;
    for (const [subject, custody] of people.mergeEach(news)) written.folded.set(subject, custody);
    const touched =
      applied.length > 0 ? new Set(applied.filter(isCustodyEvent).map(({ subject }) => subject)) : undefined;
    for (const [subject, custody] of this.follow(touched)) written.folded.set(subject, custody);
    for (const [subject, { forgotten }] of written.folded) {
      if (!forgotten) continue;
      written.forgets = true;
      this.keys.destroy(subject);
      this.parts.outbox.dropGrantsOf(subject);
    }
  }

  private toFollow(of?: ReadonlySet<string>) {
    const { log, foreign, timeFloor } = this.parts;
    return erasuresToFollow(log, foreign, timeFloor.attestedMs, of);
  }

  private follow(of: ReadonlySet<string> | undefined): Map<string, Custody> {
    const { foreign, logger } = this.parts;
    const folded = new Map<string, Custody>();
    for (const { id, subject } of this.toFollow(of))
      try {
        for (const [one, custody] of this.workflow.people?.believe(subject, () => foreign.follow(id)) ?? [])
          folded.set(one, custody);
      } catch (error) {
        // One person's damaged line keeps nobody else's events out.
        if (!isCustodyError(error)) throw error;
        logger.error({ err: error, subject }, 'an erasure at another station could not be followed');
      }
    return folded;
  }

  private forkDraft({ authentic, enrolment }: Arrival): EventDraft {
    const { stationId, chainId } = enrolment.record;
    const { sequence } = authentic.envelope;
    const held = this.chains.hashAt(chainId, sequence) ?? enrolment.hash;
    const data = { stationId, chainId, sequence, held, other: authentic.hash };
    return { type: 'station.fork-found.v1', subject: stationSubject(this.own.record.stationId), data };
  }

  private refuse(
    peer: string,
    text: string,
    about: { readonly chainId: string } | { readonly subject: string },
    error: CustodyError,
  ): void {
    this.counts.refused += 1;
    this.parts.foreign.quarantine(peer, text, error.code);
    this.parts.logger.warn(
      { peer, ...about, code: error.code, details: error.details },
      'what a peer handed over does not hold',
    );
  }

  private between<Done>(work: () => Done): Promise<Done> {
    const { workflow } = this;
    if (!workflow.betweenDecisions) return Promise.resolve().then(work);
    return workflow.betweenDecisions(work);
  }
}

type HeldNow = { readonly verdict: { readonly kind: 'applied' | 'set-aside' } };
const isHeld = <One extends Judged>(one: One): one is One & HeldNow =>
  one.verdict.kind === 'applied' || one.verdict.kind === 'set-aside';
