import { createHash } from 'node:crypto';
import {
  type ApprovalMeaning,
  type CountKind,
  type CustodyEvent,
  callOffWithinMs,
  decisionDigest,
  type EventData,
  type EventDraft,
  isWristband,
  missingDigest,
  noWard,
  readApproval,
  readWristband,
  type SeenBy,
  stationOf,
} from '@custody-edge/event-contract';
import { searchPoint } from '@custody-edge/fingerprint';
import type { FingerprintImage } from '@custody-edge/firmware-bridge';
import { type Bitmap, uuidV7 } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { drawListApart } from '@custody-edge/ui-kit/slip';
import { agentError } from '../errors.ts';
import { adviceForUnclear } from '../gate/finger/advice.ts';
import type { GateGallery } from '../gate/finger/gate-gallery.ts';
import type { JudgedPrint } from '../gate/finger/officer-finger.ts';
import type { ExportView } from '../house/view.ts';
import { inPieces } from '../people/in-pieces.ts';
import type { People } from '../people/people.ts';
import { type StationParts, stationSubject } from '../station/station-parts.ts';
import type { Photographs } from '../store/photographs.ts';
import type { CountAction, CountExport, CountListRequest } from './actions.ts';
import { endDrafts, startDrafts } from './count-drafts.ts';
import { explanationOf, type LineSources, lineOf, subjectsOf, wardView } from './count-lines.ts';
import { isCountEvent } from './count-record.ts';
import { Counts, type OpenCount } from './counts.ts';
import { custodyNow } from './custody-now.ts';
import { counted, countedBefore, type Feedback, outside, refusal } from './feedback.ts';
import { type CountStood, listAsFile, listOnPaper, shortOf } from './paper.ts';
import type {
  CountEndedView,
  CountingView,
  CountListView,
  CountResultView,
  CountView,
  PrintedListView,
} from './view.ts';

/** A start looks for counts of the last day: one that nobody ended by then does not come back with it. */
const keptMs = 24 * 3_600_000;
const pageSize = 60;

type Parts = Pick<
  StationParts,
  'config' | 'log' | 'officers' | 'clock' | 'timeFloor' | 'random' | 'logger' | 'changed'
>;

/** What the station lends to a count. */
interface CountingOf {
  readonly people: People;
  readonly gallery: Pick<GateGallery, 'extract' | 'search' | 'impressions'>;
  readonly photographs: Photographs;
  commit(drafts: readonly EventDraft[]): CustodyEvent[];
  /** Does something in its turn among all that happens at the station. */
  inTurn(work: () => Promise<void>): Promise<void>;
}

type Credentials = Extract<CountAction, { action: 'end' }>['officer'];

/** Roll call and evacuation at one station: fingers, wristbands and officers in, signed events out, those of other stations beside them. */
export class Counting {
  private readonly parts: Parts;
  private readonly of: CountingOf;
  private readonly counts: Counts;
  private isShown = false;
  private where: string | undefined;
  private last: (Feedback & { readonly cause: number }) | undefined;
  private causes = 0;
  private revision = 0;
  /** Lists that were opened since another officer came: each is a look on record, once. */
  private readonly opened = new Set<string>();
  /** Photographs that stand beside an opened list, by hash. */
  private readonly faces = new Map<string, string>();
  /** Pages of the list that was printed last. */
  private printed: readonly Bitmap[] = [];

  constructor(parts: Parts, of: CountingOf) {
    this.parts = parts;
    this.of = of;
    this.counts = new Counts(custodyNow(of.people));
    of.people.watch((subject) => {
      this.counts.moved(subject);
      this.revision += 1;
    });
  }

  /** Goes on where the last run left off. */
  async open(): Promise<void> {
    for (const subject of this.parts.log.subjectsFrom(this.oldest()))
      await inPieces(this.parts.log.lineOf(subject), (event) => this.fold([event]));
    this.isShown = this.counts.open !== undefined;
  }

  /** Events of other stations, once they are on the disk. */
  onPeerEvents(events: readonly CustodyEvent[]): void {
    const before = this.counts.open?.first.id;
    if (!this.fold(events)) return;
    const { open } = this.counts;
    if (open && open.first.id !== before && open.first.start?.kind === 'evacuation') this.isShown = true;
    this.parts.changed();
  }

  /** Another officer, or nobody, is there: what they open they open anew. */
  onDutyChange(): void {
    this.opened.clear();
    this.faces.clear();
    this.printed = [];
  }

  /**
   * The list of who is short as pages for paper, on record with its code before it is drawn.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible` where there was no count
   */
  async print(): Promise<PrintedListView> {
    this.parts.officers.mustAttend();
    const stood = this.mustHaveStood();
    await inPieces(stood.short, ({ subject }) => this.of.people.find(subject)?.identity);
    const { expected, accounted, short } = stood;
    const data = { expected, accounted, missing: missingDigest(short.map(({ subject }) => subject)) };
    const [listed] = this.record({ type: 'count.listed.v1', subject: stood.id, data });
    const { log, config } = this.parts;
    const code = listed && log.codeOf(listed.id);
    if (!listed || code === undefined) throw agentError('action-not-possible');
    const proof = { hash: log.hashAt(listed.sequence) ?? '', code };
    const list = listOnPaper(stood, listed, proof, { people: this.of.people, policy: config.gate });
    this.printed = await drawListApart(list);
    return { pages: this.printed.length };
  }

  /** A page of the list that was printed last. @throws `sign-in-first`, `role-missing`, `action-not-possible` */
  printedPage(page: number): Bitmap {
    this.parts.officers.mustAttend();
    const picture = this.printed[page - 1];
    if (!picture) throw agentError('action-not-possible');
    return picture;
  }

  /**
   * The same list as a file: two officers sign for this very file and the reason, and that it left is on record.
   * @throws also `second-officer-needed`, and what an approval is refused with
   */
  async exported({ reason, pin, second }: CountExport): Promise<ExportView> {
    const { officers, config, clock } = this.parts;
    const officerId = this.attending();
    if (second.officerId === officerId) throw agentError('second-officer-needed');
    const stood = this.mustHaveStood();
    await inPieces(stood.short, ({ subject }) => this.of.people.find(subject)?.identity);
    const text = listAsFile(stood, { people: this.of.people, policy: config.gate });
    const said = {
      expected: stood.expected,
      accounted: stood.accounted,
      missing: missingDigest(stood.short.map(({ subject }) => subject)),
      reason,
      fileHash: createHash('sha256').update(text).digest('base64url'),
    };
    const meaning = 'roll-export';
    const digest = decisionDigest({ meaning, subject: stood.id, ...said });
    const approvals = [
      await this.approved({ officerId, pin }, meaning, digest),
      await this.approved(second, meaning, digest),
    ];
    await this.of.inTurn(async () => {
      if (officers.attending !== officerId) throw agentError('sign-in-first');
      for (const approval of approvals) this.mustHold(approval, meaning, digest);
      this.record({ type: 'count.exported.v1', subject: stood.id, data: { ...said, approvals } });
    });
    const day = new Date(clock.nowMs()).toISOString().slice(0, 10);
    return { fileName: `count-${config.site}-${day}.csv`, text };
  }

  /** Whether fingers and wristbands are counted now, and lead to nothing else. */
  get takesReadings(): boolean {
    return this.isShown && this.counts.open !== undefined;
  }

  view(): CountingView {
    const { open } = this.counts;
    const mayStart = this.parts.officers.onWatch !== undefined;
    const result = !open && this.isShown ? this.resultView() : undefined;
    return { mayStart, ...(open && { count: this.countView(open) }), ...(result && { result }) };
  }

  /**
   * @throws `sign-in-first`, `role-missing`, `action-not-possible` where no count goes on or another one does, `call-off-too-late`,
   * `second-officer-needed`, and what an approval is refused with
   */
  async act(action: CountAction): Promise<void> {
    const { officers } = this.parts;
    if (action.action === 'start') return this.of.inTurn(async () => this.start(action.kind));
    if (action.action === 'call-off') return this.callOff(action);
    if (action.action === 'end') return this.end(action);
    return this.of.inTurn(async () => {
      if (action.action === 'show' || action.action === 'wristband') this.mustBeAllowed();
      else officers.mustAttend();
      officers.active();
      this.do(action);
      this.parts.changed();
    });
  }

  private do(action: Exclude<CountAction, { action: 'start' | 'call-off' | 'end' }>): void {
    if (action.action === 'leave') {
      this.isShown = false;
      return;
    }
    const open = this.mustBeOpen();
    switch (action.action) {
      case 'show':
        this.isShown = true;
        break;
      case 'stand-in':
        this.where = action.where;
        break;
      case 'wristband':
        this.takeBand(action.text);
        break;
      case 'see':
        this.see(action.person, { method: 'officer', reason: action.reason });
        break;
      case 'take-back':
        this.takeBack(open, action.seen, action.reason);
        break;
      case 'explain':
        if (open.tally.isOf(action.person) !== 'missing') throw agentError('action-not-possible');
        this.record({
          type: 'count.explained.v1',
          subject: open.first.id,
          data: { person: action.person, reason: action.reason },
        });
        break;
    }
  }

  /** A finger on the glass; the page says whose it was. @throws `fingerprint-engine-stopped` where a worker died */
  async takeFinger({ width, height, pixels, dotsPerInch: dpi, provenance }: FingerprintImage): Promise<JudgedPrint> {
    const { gallery } = this.of;
    const extraction = await gallery.extract({ width, height, pixels, dpi });
    if (!extraction.ok) {
      const { because: reasons } = extraction.error;
      this.tell(refusal(adviceForUnclear(reasons)));
      return { readable: false, reasons };
    }
    const { template, reasons } = extraction.value;
    const candidates = await gallery.search(template, []);
    const threshold = searchPoint(gallery.impressions);
    const [best] = candidates;
    if (!best || best.score < threshold)
      this.tell(refusal(reasons.length > 0 ? adviceForUnclear(reasons) : say('count.nobody')));
    else {
      const { deviceId, profileId: profile, serialNumber } = provenance;
      const scanner = { deviceId, profile, ...(serialNumber !== undefined && { serialNumber }) };
      const { finger, score } = best;
      if (this.isAllowed) this.see(best.subject, { method: 'fingerprint', finger, score, threshold, scanner });
    }
    return { readable: true, reasons };
  }

  /** Whatever a barcode reader read while a count is on the glass. */
  takeBand(text: string): void {
    const subject = readWristband(text);
    if (subject !== undefined) this.see(subject, { method: 'wristband' });
    else this.tell(refusal(say(isWristband(text) ? 'count.band-misread' : 'count.no-band')));
  }

  /** A reading came and nobody is there who may count: says so on the page. */
  get isAllowed(): boolean {
    const { officers } = this.parts;
    return (this.isEmergency ? officers.onWatch : officers.attending) !== undefined;
  }

  /**
   * A page of a list of names; a look on record.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible`
   */
  list(request: CountListRequest): CountListView {
    this.parts.officers.mustAttend();
    const open = this.mustBeOpen();
    const subjects = subjectsOf(open, request);
    this.look(request, subjects.length);
    const pages = Math.max(1, Math.ceil(subjects.length / pageSize));
    const page = Math.min(request.page, pages);
    const lines = subjects.slice((page - 1) * pageSize, page * pageSize).map((subject) => {
      const line = lineOf(subject, open, this.lineSources);
      if (line.photograph !== undefined) this.faces.set(line.photograph, subject);
      return line;
    });
    return { count: subjects.length, page, pages, lines };
  }

  /** The photograph beside a line of an opened list. @throws `sign-in-first`, `role-missing`, `photograph-unknown` for anybody else's */
  photograph(hash: string): Uint8Array {
    this.parts.officers.mustAttend();
    const subject = this.faces.get(hash);
    const jpeg = subject === undefined ? undefined : this.of.photographs.read(subject);
    if (!jpeg) throw agentError('photograph-unknown');
    return jpeg;
  }

  /** What is signed when the count ends now. @throws `sign-in-first`, `role-missing`, `action-not-possible` */
  result(): CountResultView {
    this.parts.officers.mustAttend();
    const { digest, data } = this.toSign(this.mustBeOpen());
    const { expected, accounted, unexplained } = data;
    return { expected, accounted, missing: expected - accounted, unexplained, digest };
  }

  /** The count that goes on, else the one that ended last. */
  private mustHaveStood(): CountStood {
    const { open, latestEnded } = this.counts;
    const { people } = this.of;
    const record = open?.first ?? latestEnded;
    if (!record?.start) throw agentError('action-not-possible');
    const { kind, at: startedAt } = record.start;
    const records = open ? [open.first, ...open.joined] : [record];
    const explained = (subject: string) => explanationOf(subject, records, people);
    const tally = open?.tally;
    const named = tally
      ? new Map(tally.missingPeople().map((subject) => [subject, tally.wardIn(subject) ?? noWard]))
      : record.short;
    const { expected, accounted } = tally ?? record.ended?.data ?? { expected: 0, accounted: 0 };
    return { id: record.id, kind, startedAt, expected, accounted, short: shortOf(named, explained) };
  }

  private resultView(): CountEndedView | undefined {
    const record = this.counts.latestEnded;
    if (!record?.start || !record.ended) return undefined;
    const { expected, accounted, unexplained } = record.ended.data;
    const { kind } = record.start;
    return {
      id: record.id,
      kind,
      at: record.ended.time,
      expected,
      accounted,
      missing: expected - accounted,
      unexplained,
    };
  }

  private countView(open: OpenCount): CountView {
    const { first, joined, waiting, tally } = open;
    const { config, officers } = this.parts;
    const { start } = first;
    const until = start?.kind === 'evacuation' ? Date.parse(start.at) + callOffWithinMs : undefined;
    const { last } = this;
    const named = officers.attending !== undefined;
    return {
      id: first.id,
      kind: start?.kind ?? 'roll-call',
      startedAt: start?.at ?? '',
      by: start?.by ?? '',
      station: start ? stationOf(start.source) : '',
      expected: tally.expected,
      accounted: tally.accounted,
      missing: tally.missing,
      wards: tally.wards().map(({ ward, ...numbers }) => ({ ward: wardView(ward, config.gate), ...numbers })),
      joined: joined.length,
      waiting: waiting.length,
      twice: tally.seenTwice().length,
      outside: tally.seenThoughOutside().length,
      shown: this.isShown,
      ...(this.where !== undefined && { where: wardView(this.where, config.gate) }),
      ...(last && {
        last: {
          cause: last.cause,
          sign: last.sign,
          text: named ? last.text : last.unnamed,
          ...(last.seen !== undefined && first.seenBy(last.seen) && { seen: last.seen }),
        },
      }),
      ...(until !== undefined &&
        until > this.parts.timeFloor.nowMs() && { callOffUntil: new Date(until).toISOString() }),
      revision: this.revision,
    };
  }

  private start(kind: CountKind): void {
    const { officers, clock, random } = this.parts;
    const { people } = this.of;
    const by = kind === 'evacuation' ? officers.mustBeOnWatch() : this.attending();
    officers.active();
    this.counts.forgetBefore(this.oldest());
    const present = this.counts.open?.first.start?.kind;
    // Whoever starts what goes on already, finds it; a roll call does not come into the way of an evacuation.
    if (present !== undefined && (present === kind || present === 'evacuation')) {
      this.isShown = true;
      this.parts.changed();
      return;
    }
    const subject = `count/${uuidV7(clock, random)}`;
    const expected = people
      .in('IN_CUSTODY', 'RELEASE_PENDING')
      .map(({ subject: person, custody }) => ({ subject: person, ward: custody.ward ?? noWard }));
    this.record(...startDrafts(subject, { kind, by }, expected));
    this.isShown = true;
    this.last = undefined;
    this.where = undefined;
    this.parts.changed();
  }

  private see(person: string, by: SeenBy): void {
    const { first, tally } = this.mustBeOpen();
    const known = this.of.people.find(person);
    const { config } = this.parts;
    const here = `/${config.site}/${config.stationId}`;
    const before = tally.sightingsOf(person).find(({ source }) => source === here);
    if (before || (!known && tally.isOf(person) === undefined)) {
      this.tell(before ? countedBefore(known, before.id) : refusal(say('count.nobody')));
      return;
    }
    const where = this.where === undefined ? {} : { where: this.where };
    const [event] = this.record({ type: 'count.seen.v1', subject: first.id, data: { person, by, ...where } });
    const seen = event?.id ?? '';
    this.tell(tally.seenThoughOutside().includes(person) ? outside(known, seen) : counted(known, seen));
  }

  private takeBack(
    { first, joined }: OpenCount,
    seen: string,
    reason: EventData<'count.taken-back.v1'>['reason'],
  ): void {
    const record = [first, ...joined].find((one) => one.seenBy(seen) !== undefined);
    if (!record) throw agentError('action-not-possible');
    this.record({ type: 'count.taken-back.v1', subject: record.id, data: { seen, reason } });
    this.tell(refusal(say('count.taken-back')));
  }

  private async callOff({ reason, officer, second }: Extract<CountAction, { action: 'call-off' }>): Promise<void> {
    this.parts.officers.mustAttend();
    if (officer.officerId === second.officerId) throw agentError('second-officer-needed');
    const { first } = this.mustBeOpen();
    this.mustBeInTime(first.id);
    const meaning = 'count-call-off';
    const digest = decisionDigest({ meaning, subject: first.id, reason });
    const approvals = [await this.approved(officer, meaning, digest), await this.approved(second, meaning, digest)];
    await this.of.inTurn(async () => {
      this.parts.officers.mustAttend();
      if (this.counts.open?.first.id !== first.id) throw agentError('action-not-possible');
      this.mustBeInTime(first.id);
      for (const approval of approvals) this.mustHold(approval, meaning, digest);
      this.record({ type: 'count.called-off.v1', subject: first.id, data: { reason, approvals } });
      this.last = undefined;
      this.isShown = this.isEmergency;
      this.parts.changed();
    });
  }

  private async end({ digest, officer }: Extract<CountAction, { action: 'end' }>): Promise<void> {
    this.parts.officers.mustAttend();
    if (this.toSign(this.mustBeOpen()).digest !== digest) throw agentError('action-not-possible');
    const meaning = 'count-result';
    const approval = await this.approved(officer, meaning, digest);
    await this.of.inTurn(async () => {
      this.parts.officers.mustAttend();
      const open = this.mustBeOpen();
      const now = this.toSign(open);
      if (now.digest !== digest) throw agentError('action-not-possible');
      this.mustHold(approval, meaning, digest);
      const short = open.tally
        .missingPeople()
        .map((subject) => ({ subject, ward: open.tally.wardIn(subject) ?? noWard }));
      this.record(...endDrafts(open.first.id, short, { ...now.data, approvals: [approval] }));
      this.last = undefined;
      this.parts.changed();
    });
  }

  /** What the officer who ends the count signs. */
  private toSign({ first, joined, waiting, tally }: OpenCount) {
    const { people } = this.of;
    const missing = tally.missingPeople();
    const unexplained = missing.filter((one) => explanationOf(one, [first, ...joined], people) === undefined).length;
    const data = {
      with: [...joined, ...waiting].map(({ id }) => id),
      expected: tally.expected,
      accounted: tally.accounted,
      missing: missingDigest(missing),
      unexplained,
    };
    return { data, digest: decisionDigest({ meaning: 'count-result', subject: first.id, ...data }) };
  }

  private approved({ officerId, pin }: Credentials, meaning: ApprovalMeaning, digest: string): Promise<string> {
    return this.parts.officers.approve({ officerId, pin }, meaning, digest);
  }

  private mustHold(approval: string, meaning: ApprovalMeaning, digest: string): void {
    const { officers, config, timeFloor } = this.parts;
    const keyOf = (keyId: string) => officers.keyOf(keyId);
    const nowMs = timeFloor.nowMs();
    const read = readApproval(approval, { digest, station: config.stationId, meaning, nowMs, keyOf });
    if (!read.ok) throw read.error;
  }

  private mustBeInTime(id: string): void {
    const start = this.counts.find(id)?.start;
    if (start?.kind !== 'evacuation') throw agentError('action-not-possible');
    if (this.parts.clock.nowMs() - Date.parse(start.at) > callOffWithinMs) throw agentError('call-off-too-late');
  }

  private mustBeOpen(): OpenCount {
    const { open } = this.counts;
    if (!open) throw agentError('action-not-possible');
    return open;
  }

  private attending(): string {
    const { officers } = this.parts;
    officers.mustAttend();
    return officers.attending ?? '';
  }

  private mustBeAllowed(): void {
    if (this.isEmergency) this.parts.officers.mustBeOnWatch();
    else this.parts.officers.mustAttend();
  }

  private get isEmergency(): boolean {
    return this.counts.open?.first.start?.kind === 'evacuation';
  }

  private get lineSources(): LineSources {
    const { people, photographs } = this.of;
    return { people, photographs, policy: this.parts.config.gate };
  }

  /** Every list that is opened goes on record, once for each officer. */
  private look({ list, ward }: CountListRequest, count: number): void {
    const key = `${list} ${ward}`;
    if (this.opened.has(key)) return;
    const data = { list: 'count' as const, ...(ward !== undefined && { ward }), searched: false, count };
    this.of.commit([{ type: 'gate.list-opened.v1', subject: stationSubject(this.parts.config.stationId), data }]);
    this.opened.add(key);
  }

  private record(...drafts: readonly EventDraft[]): CustodyEvent[] {
    const events = this.of.commit(drafts);
    this.fold(events);
    return events;
  }

  private fold(events: readonly CustodyEvent[]): boolean {
    const news = events.filter(isCountEvent).filter((event) => this.counts.take(event));
    if (news.length > 0) this.revision += 1;
    return news.length > 0;
  }

  private tell(feedback: Feedback): void {
    this.causes += 1;
    this.last = { ...feedback, cause: this.causes };
    this.parts.changed();
  }

  /** The first id that a count of a day ago could have. */
  private oldest(): string {
    const hex = Math.max(0, this.parts.clock.nowMs() - keptMs)
      .toString(16)
      .padStart(12, '0');
    return `count/${hex.slice(0, 8)}-${hex.slice(8)}`;
  }
}
