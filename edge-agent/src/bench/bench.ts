import type { Command, CustodyEvent } from '@custody-edge/event-contract';
import type { DeviceStatus, FileArrived, Reading } from '@custody-edge/firmware-bridge';
import { agentError } from '../errors.ts';
import type { AskKey } from '../officers/key-requests.ts';
import { mustHold } from '../officers/signing.ts';
import type { Word } from '../officers/word.ts';
import type { StationParts, Workflow } from '../station/station-parts.ts';
import {
  type BenchAction,
  type BenchActionToSign,
  isSignedBenchAction,
  type SignedBenchAction,
  type UnsignedBenchAction,
} from './actions.ts';
import { type Desk, home } from './desk/desk.ts';
import { notALabel, scanned } from './desk/scanned.ts';
import { weight } from './drafts/findings.ts';
import { isFull } from './instrument/trial-steps.ts';
import { Laboratory } from './laboratory.ts';
import type { KeptSearch } from './library/kept-search.ts';
import { type SteadyRule, steadyWeight } from './pan/pan.ts';
import { Pans } from './pans.ts';
import { Reports } from './report/reports.ts';
import { balanceCharts } from './shown/balance-charts.ts';
import { atPanView, benchView, instructionOf, type Shown } from './shown/bench-view.ts';
import type { BalanceChartsView } from './shown/check-chart.ts';
import { reportsInReviewView } from './shown/reports-in-review.ts';
import { reviewView } from './shown/review-view.ts';
import { timelineOf } from './shown/timeline.ts';
import { missingWords, type Pending, signedDrafts, withoutExpired, withWords, wordsFor } from './signing/pending.ts';
import { Spectrometers } from './spectrum/spectrometers.ts';
import { piecesOf } from './store/arrivals.ts';
import { mediaTypeOf } from './store/media-type.ts';
import type { ArrivalView, AtPanView, BenchView, ReportsInReviewView, ReviewView, TimelineLineView } from './view.ts';
import { CaseWork } from './work/case-work.ts';
import { ExhibitWork } from './work/exhibit-work.ts';
import { workOnInstruments } from './work/instrument-work.ts';
import { keepSearch } from './work/library-work.ts';
import type { Outcome } from './work/outcome.ts';
import { isSpectrumAction, type SpectrumAction, SpectrumWork } from './work/spectrum-work.ts';

/** The bench: labels, weights, files and officers in; signed events of exhibits, cases and instruments out. */
export class Bench implements Workflow {
  private readonly parts: StationParts;
  private readonly laboratory: Laboratory;
  private readonly pans: Pans;
  private readonly spectrometers: Spectrometers;
  private readonly exhibitWork: ExhibitWork;
  private readonly spectrumWork: SpectrumWork;
  private readonly caseWork: CaseWork;
  private readonly reports: Reports;
  private panRead: () => void = () => {};
  private desk: Desk = home;
  private toSign: Outcome['pending'];

  constructor(parts: StationParts) {
    this.parts = parts;
    this.laboratory = new Laboratory(parts);
    this.pans = new Pans(parts);
    this.spectrometers = new Spectrometers(parts);
    this.exhibitWork = new ExhibitWork(this.laboratory, parts);
    this.spectrumWork = new SpectrumWork(this.laboratory, this.spectrometers, this.exhibitWork, parts);
    this.reports = new Reports(this.laboratory, parts);
    this.caseWork = new CaseWork(this.laboratory, this.reports, parts);
  }

  async start(): Promise<void> {
    await this.parts.log.checkContinuity();
    this.laboratory.open();
  }

  async stop(): Promise<void> {
    this.spectrometers.look(undefined);
  }

  onReading(deviceId: string, reading: Reading): void {
    switch (reading.kind) {
      case 'barcode':
        this.takeLabel(() => this.scanned(reading.text));
        break;
      case 'rejected-input':
        this.takeLabel(() => notALabel(this.desk));
        break;
      case 'file-arrived':
        this.keepArrived(deviceId, reading);
        break;
      default:
        if (this.pans.onReading(deviceId, reading)) this.panRead();
        break;
    }
  }

  onStatus(status: DeviceStatus): void {
    if (status.kind === 'balance' && status.state !== 'ready')
      this.pans.step(status.deviceId, { kind: 'balance-away' });
    if (status.kind === 'spectrometer' && status.state !== 'ready') this.spectrometers.away(status.deviceId);
    this.parts.changed();
  }

  /** What was begun under one officer's eyes is left when another comes. */
  onDutyChange(): void {
    this.spectrometers.forgetStandards();
    this.leave();
  }

  onCommand(_command: Command): boolean {
    return false;
  }

  /** What another bench of the laboratory did with exhibits and cases is so here as well. */
  onPeerEvents(events: readonly CustodyEvent[]): void {
    this.laboratory.heard(events);
    this.parts.changed();
  }

  /**
   * An analyst's action on the page; resolves when it is carried out and on record.
   * @throws `sign-in-first`, `role-missing`, `action-incomplete`, `action-not-possible`, why nothing may be done with an exhibit, and what a
   * balance answers to tare and zero
   */
  async act(action: BenchAction): Promise<void> {
    const { officers } = this.parts;
    officers.mustAttend();
    officers.active();
    if (isSignedBenchAction(action)) return this.sign(action);
    if (action.action === 'tare' || action.action === 'zero') return this.setBalance(action.action);
    if (action.action === 'issue-report') return this.issue(action.case);
    if (isSpectrumAction(action)) return this.atSpectrometer(action);
    this.do(action);
    this.parts.changed();
  }

  /**
   * What an officer's security key is asked before `sign`: the first word that is theirs to give.
   * @throws as `act`, `not-yours-to-sign`, `key-unknown`
   */
  async askKey({ officerId }: BenchActionToSign): Promise<AskKey> {
    this.parts.officers.mustAttend();
    const [first] = this.wordsOf(officerId);
    if (!first) throw agentError('not-yours-to-sign', { officerId });
    return this.parts.officers.askToApprove(officerId, first.meaning, first.digest);
  }

  view(): BenchView {
    return benchView(this.shown, this.laboratory, this.parts);
  }

  atPan(): AtPanView {
    return atPanView(this.shown, this.laboratory, this.parts);
  }

  /** Who is told of each reading of the balance in use, which changes nothing but `atPan`. */
  onPanRead(listener: () => void): void {
    this.panRead = listener;
  }

  /** Every event of an exhibit, in the order of its chain. @throws `sign-in-first`, `role-missing`, `exhibit-nowhere` */
  timeline(subject: string): TimelineLineView[] {
    this.parts.officers.mustAttend();
    return timelineOf(subject, this.laboratory, this.parts);
  }

  /** The control charts of the check weights of each balance. @throws `sign-in-first`, `role-missing` */
  charts(): BalanceChartsView[] {
    this.parts.officers.mustAttend();
    return balanceCharts(this.laboratory.instruments, this.parts.config.bench.fitness.chartFrom);
  }

  /** Every number of a case with its raw source. @throws `sign-in-first`, `role-missing`, `case-unknown` */
  review(subject: string): ReviewView {
    this.parts.officers.mustAttend();
    return { ...reviewView(subject, this.laboratory, this.parts), report: this.reports.standing(subject) };
  }

  /** Reports that were concluded, at any bench of the laboratory, and are not issued. @throws `sign-in-first`, `role-missing` */
  reportsInReview(): ReportsInReviewView {
    this.parts.officers.mustAttend();
    return reportsInReviewView(this.reports, this.laboratory, this.parts.config.stationId);
  }

  /** The report of a case as it stands, a picture a page. @throws as `review`, `report-missing`, `report-elsewhere` */
  async reportPages(subject: string): Promise<readonly Uint8Array[]> {
    this.parts.officers.mustAttend();
    return this.reports.draft(subject);
  }

  /** What proves a report that was issued here, beside its file. @throws `sign-in-first`, `role-missing`, `report-unknown` */
  evidence(event: string): string {
    this.parts.officers.mustAttend();
    return this.reports.evidence(event);
  }

  /** The signed record of this station. @throws `sign-in-first`, `role-missing` */
  stationRecord(): string {
    this.parts.officers.mustAttend();
    return this.parts.identity.recordText;
  }

  /** Keeps a file that somebody brought; it waits to be bound. @throws `sign-in-first`, `role-missing`, `disk-full` */
  keepFile(name: string, mediaType: string, content: Uint8Array): Pick<ArrivalView, 'arrival' | 'hash'> {
    const { officers, clock, reserve } = this.parts;
    officers.mustAttend();
    officers.active();
    // The room that is left is for the record.
    if (reserve.state === 'full') throw agentError('disk-full');
    const at = new Date(clock.nowMs()).toISOString();
    const { arrival, hash } = this.laboratory.arrivals.keep({ name, mediaType, content: [content], at });
    this.parts.changed();
    return { arrival, hash };
  }

  /** What a library search gave is bound to the exhibit. @throws `sign-in-first`, `role-missing`, `exhibit-nowhere`, `finding-unknown`, `disk-full` */
  keepSearch(exhibit: string, kept: KeptSearch): void {
    const { officers, clock, changed } = this.parts;
    officers.mustAttend();
    officers.active();
    keepSearch(this.laboratory, exhibit, kept, new Date(clock.nowMs()).toISOString());
    changed();
  }

  /** A file by its hash. @throws `sign-in-first`, `role-missing`, `file-unknown`, `file-damaged` */
  file(hash: string): { readonly content: Uint8Array; readonly mediaType: string; readonly name: string } {
    this.parts.officers.mustAttend();
    return this.laboratory.arrivals.read(hash);
  }

  private get shown(): Shown {
    const { desk, pans, spectrometers, toSign } = this;
    return { desk, pans, spectrometers, pending: toSign?.pending };
  }

  private async issue(subject: string): Promise<void> {
    await this.reports.issue(subject);
    this.parts.changed();
  }

  private async atSpectrometer(action: SpectrumAction): Promise<void> {
    const before = this.desk;
    const desk = await this.spectrumWork.do(action, before);
    // While it was set somebody may have opened something else.
    if (this.desk === before && desk !== before) this.show(desk);
    this.parts.changed();
  }

  private do(
    action: Exclude<UnsignedBenchAction, SpectrumAction | { action: 'tare' | 'zero' | 'issue-report' }>,
  ): void {
    switch (action.action) {
      case 'scan':
        this.show(this.scanned(action.text));
        break;
      case 'cancel':
        this.leave();
        break;
      case 'use-balance':
        this.pans.use(action.deviceId);
        break;
      case 'accept':
        this.accept();
        break;
      case 'open-case':
      case 'show-case':
      case 'receive':
      case 'assign':
      case 'conclude':
      case 'review':
      case 'give-back':
        this.take(this.caseWork.do(action));
        break;
      case 'measure-room':
        this.laboratory.record([this.laboratory.rooms.draft(action.form)]);
        break;
      case 'show-instruments':
      case 'calibrate':
      case 'begin-trial':
      case 'end-trial':
      case 'withdraw':
      case 'back-in-use':
        this.take(workOnInstruments(action, this.desk, this.laboratory));
        if (action.action === 'begin-trial') this.pans.use(action.deviceId);
        break;
      default:
        this.take(this.exhibitWork.do(action, this.desk));
        break;
    }
  }

  private take({ desk, pending }: Outcome): void {
    this.toSign = pending;
    if (desk) this.show(desk);
  }

  /** Another thing lies on the bench: what the balances showed so far was not of it. */
  private show(desk: Desk): void {
    this.desk = desk;
    this.toSign = undefined;
    this.pans.begin(this.steadyRule(desk));
    this.spectrometers.look(desk.step === 'spectrum' ? desk.deviceId : undefined);
  }

  /** As the method of what is weighed asks for it; undefined where it names no rule. */
  private steadyRule(desk: Desk): SteadyRule | undefined {
    const exhibit = desk.step === 'exhibit' ? this.laboratory.exhibits.find(desk.exhibit) : undefined;
    if (desk.step !== 'exhibit' || !desk.weighing || !exhibit) return undefined;
    const steady = this.laboratory.weighStep(exhibit, desk.weighing)?.steady;
    return steady && { ...steady, stableReadings: steady.readings };
  }

  private leave(): void {
    this.show(home);
    this.parts.changed();
  }

  private scanned(text: string): Desk {
    const { exhibits } = this.laboratory;
    const weighingOf = (subject: string) => this.laboratory.weighingOf(subject);
    return scanned(this.desk, text, (label) => exhibits.byLabel(label), weighingOf);
  }

  private accept(): void {
    const { desk, pans, laboratory } = this;
    const { instruments, exhibits } = laboratory;
    const deviceId = pans.inUse;
    const samples = steadyWeight(pans.of(deviceId));
    const last = samples?.at(-1);
    if (deviceId === undefined || !samples || !last || this.toSign)
      throw agentError('action-incomplete', { missing: [instructionOf(this.shown, laboratory, this.parts).text.en] });
    const raw = (text: string): string => instruments.rawOf(deviceId, text);
    if (desk.step === 'trial') {
      if (isFull(desk)) throw agentError('action-not-possible');
      if (desk.deviceId !== deviceId || last.ucum !== desk.unit)
        throw agentError('value-impossible', { value: last.value, unit: last.ucum });
      this.desk = { ...desk, readings: [...desk.readings, { value: last.value, raw: raw(last.raw) }] };
    } else {
      const exhibit = desk.step === 'exhibit' && desk.weighing ? exhibits.find(desk.exhibit) : undefined;
      if (desk.step !== 'exhibit' || !desk.weighing || !exhibit) throw agentError('action-incomplete');
      this.exhibitWork.mustHave(exhibit, desk.weighing.what !== 'gross');
      const { capacity: most, unit } = instruments.of(deviceId)?.calibration ?? {};
      const capacity = most !== undefined && unit !== undefined ? { value: most, unit } : undefined;
      const load = { value: last.value, unit: last.ucum };
      const { refused, reserves } = laboratory.acceptance(exhibit, desk.weighing, deviceId, load);
      if (refused) throw refused.error;
      const balance = { ...instruments.evidence(deviceId), reserves: [...reserves] };
      const rawOf = (sample: { readonly raw: string }): string => raw(sample.raw);
      laboratory.record([weight(exhibit.subject, desk.weighing, samples, rawOf, pans.rule, balance, capacity)]);
      this.desk = { step: 'exhibit', exhibit: exhibit.subject };
    }
    pans.step(deviceId, { kind: 'recorded' });
  }

  private async setBalance(what: 'tare' | 'zero'): Promise<void> {
    const deviceId = this.pans.inUse;
    if (deviceId === undefined) throw agentError('device-not-configured', { kind: 'balance' });
    await this.parts.bridge.balance(deviceId)[what]();
    this.pans.step(deviceId, { kind: 'tared' });
    this.parts.changed();
  }

  /** With a PIN everything that is the officer's to sign; with a key the first of it. */
  private async sign(by: SignedBenchAction): Promise<void> {
    const { officers } = this.parts;
    const { officerId, pin, key } = by;
    const before = this.toSign;
    const asked = this.wordsOf(officerId);
    const [first] = asked;
    if (!before || !first) throw agentError('not-yours-to-sign', { officerId });
    const { meaning } = first;
    const texts = key
      ? [await officers.approve(by, meaning, first.digest)]
      : await officers.approveEach(
          officerId,
          pin ?? '',
          meaning,
          asked.map(({ digest }) => digest),
        );
    // Signed for what lay on the bench then, and for nothing else.
    if (this.toSign?.pending !== before.pending) throw agentError('action-not-possible');
    const words = texts.map((text, index) => mustHold(text, asked[index] ?? first, this.parts));
    this.signed(before, words);
    this.parts.changed();
  }

  private signed(before: NonNullable<Outcome['pending']>, words: readonly Word[]): void {
    const { timeFloor } = this.parts;
    const pending = withWords(withoutExpired(before.pending, timeFloor.nowMs()), words);
    if (missingWords(pending).length > 0) {
      this.toSign = { ...before, pending };
      return;
    }
    before.recheck();
    this.laboratory.record(signedDrafts(pending));
    this.show(before.next ?? this.desk);
  }

  /** @throws `action-not-possible` where nothing is to be signed, `reviewer-worked-on-it` */
  private wordsOf(officerId: string): ReturnType<typeof wordsFor> {
    const pending: Pending | undefined = this.toSign?.pending;
    if (!pending) throw agentError('action-not-possible');
    if (pending.isBarred?.(officerId)) throw agentError('reviewer-worked-on-it', { officerId });
    return wordsFor(pending, officerId);
  }

  private takeLabel(next: () => Desk): void {
    const { officers } = this.parts;
    if (officers.attending === undefined) {
      officers.turnAway();
      return;
    }
    officers.active();
    this.show(next());
    this.parts.changed();
  }

  /** Whoever attends or not: an instrument writes its files when it is done. */
  private keepArrived(deviceId: string, { name, path, sha256, arrivedAtMs }: FileArrived): void {
    const { logger } = this.parts;
    try {
      this.laboratory.arrivals.keep({
        name,
        mediaType: mediaTypeOf(name),
        content: piecesOf(path),
        expected: Buffer.from(sha256, 'hex').toString('base64url'),
        at: new Date(arrivedAtMs).toISOString(),
        deviceId,
      });
    } catch (error) {
      logger.error({ err: error, deviceId }, 'a file of an instrument could not be kept; it waits in its folder');
    }
    this.parts.changed();
  }
}
