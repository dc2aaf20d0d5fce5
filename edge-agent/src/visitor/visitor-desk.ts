import {
  type Command,
  type CustodyEvent,
  type EventDraft,
  readApproval,
  type VisitAlarm,
  type VisitIdentification,
} from '@custody-edge/event-contract';
import { operatingPoints } from '@custody-edge/fingerprint';
import type { DeviceStatus, FingerprintImage, Reading } from '@custody-edge/firmware-bridge';
import { type BilingualText, type Bitmap, toCustodyError, uuidV7 } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import { adviceFor, adviceForUnclear } from '../gate/finger/advice.ts';
import { Glass } from '../gate/finger/glass.ts';
import { PersonSearch } from '../gate/report/person-search.ts';
import type { AskKey } from '../officers/key-requests.ts';
import { People } from '../people/people.ts';
import { deviceOf, type StationParts, stationSubject, type Workflow } from '../station/station-parts.ts';
import { PersonKeys } from '../store/person-keys.ts';
import {
  isSignedVisitorAction,
  type SignedVisitorAction,
  type VisitorAction,
  type VisitorActionToSign,
} from './actions.ts';
import { type VisitorDesk as Desk, type EntryDesk, home } from './desk/desk.ts';
import { answered, asLast, pageOf, withDocument } from './desk/entry.ts';
import { idleMsOf } from './desk/idle.ts';
import { booking, lettingIn, type ToRecord, turningAway } from './desk/let-in.ts';
import { type QueueStep, stepQueue } from './desk/queue.ts';
import { readCard } from './document.ts';
import { leave } from './exit/leaving.ts';
import { PassCodes } from './exit/pass-code.ts';
import { groundsOf } from './rules/decision.ts';
import { VisitPrinter } from './slip/visit-printer.ts';
import { caseOf, isKnownPrisoner, isTaken, knownBy, queueOf, type Sources, standingOf, todayOf } from './sources.ts';
import { Entries } from './store/entries.ts';
import { InsideGallery } from './store/inside-gallery.ts';
import { KeptQueue } from './store/kept-queue.ts';
import { Visitors } from './store/visitors.ts';
import { Visits } from './store/visits.ts';
import { type ToSign, toSign } from './to-sign.ts';
import { upkeepOf } from './upkeep.ts';
import type { VisitorView } from './view.ts';
import { visitorView, withoutNames } from './visitor-view.ts';

/** How often the desk looks whether somebody should have left, or something is to be destroyed. */
const upkeepEveryMs = 15_000;
/** Readings that may wait for their turn; a device that floods the desk keeps neither officer nor finger from it. */
const waitingReadingsLimit = 32;

/** The visitor desk: cards, fingers and officers in; signed events, passes and an answer at the exit out. */
export class VisitorDesk implements Workflow {
  private readonly parts: StationParts;
  private readonly sources: Sources;
  private readonly gallery: InsideGallery;
  private readonly printer: VisitPrinter;
  private readonly glass: Glass;
  private desk: Desk = home;
  private examining = false;
  private captures = 0;
  /** One thing at a time: a finger is compared and decided before the next input counts. */
  private queue: Promise<void> = Promise.resolve();
  private waitingReadings = 0;
  private idleTimer: NodeJS.Timeout | undefined;
  private upkeepTimer: NodeJS.Timeout | undefined;

  constructor(parts: StationParts) {
    const { db, log, identity, config, random, logger } = parts;
    const keys = new PersonKeys(db, identity.siteKey, random);
    const people = new People(db, log, keys, identity.centre, config.gate);
    this.parts = parts;
    this.sources = {
      parts,
      keys,
      people,
      search: new PersonSearch(people),
      visitors: new Visitors(db, keys, identity.siteKey),
      visits: new Visits(db),
      entries: new Entries(db, keys, random),
      codes: new PassCodes(identity.siteKey),
      queue: new KeptQueue(db),
    };
    this.gallery = new InsideGallery(logger);
    this.printer = new VisitPrinter(this.sources);
    this.glass = new Glass((view) => parts.showGlass(view));
  }

  async start(): Promise<void> {
    const { keys, visits, entries } = this.sources;
    const { log, bridge } = this.parts;
    // A power cut between the destruction of a key and its scrubbing leaves a copy in the log.
    keys.scrub();
    const inside = visits.inside().map(async ({ subject }) => this.gallery.join(subject, entries.fingersOf(subject)));
    await Promise.all([...inside, log.checkContinuity()]);
    this.desk = this.held();
    bridge.fingerprint(deviceOf(bridge, 'fingerprint-scanner')).enable();
    const look = () => this.inTurn(async () => this.keepUp());
    look();
    this.upkeepTimer = setInterval(look, upkeepEveryMs);
  }

  async stop(): Promise<void> {
    this.printer.stop();
    this.glass.wipe();
    clearInterval(this.upkeepTimer);
    await this.queue;
    // Only now: what was still in the queue may have set it again.
    clearTimeout(this.idleTimer);
    await this.gallery.close();
  }

  view(): VisitorView {
    const { desk, examining, captures, printer } = this;
    const view = visitorView({ desk, examining, captures, printer: printer.slips }, this.sources);
    return this.parts.officers.attending === undefined ? withoutNames(view) : view;
  }

  onReading(_deviceId: string, reading: Reading): void {
    const { officers, logger } = this.parts;
    switch (reading.kind) {
      case 'fingerprint-part':
        if (this.isGlassWatched) this.glass.showPart(reading);
        break;
      case 'fingerprint-image':
        if (this.isGlassWatched) this.glass.showImage(reading);
        if (officers.fingers.areAwaited) this.readInTurn(() => this.examineOfficer(reading));
        else this.attended(() => this.examine(reading));
        break;
      case 'barcode':
        this.attended(async () => this.scan(reading.text));
        break;
      case 'rejected-input':
        logger.warn({ reading }, 'a reader sent what no card and no pass holds');
        break;
      default:
        break;
    }
  }

  onStatus(_status: DeviceStatus): void {
    this.printer.onDeviceChange();
    this.parts.changed();
  }

  /** What was begun under one officer's eyes is left when another comes; a door that is held stays so. */
  onDutyChange(): void {
    this.glass.wipe();
    this.inTurn(async () => {
      if (this.desk.step !== 'hold') this.become(home);
    });
  }

  onCommand(_command: Command): boolean {
    return false;
  }

  /** Whom gates of the house have told of. */
  get people(): People {
    return this.sources.people;
  }

  async betweenDecisions<Done>(work: () => Done): Promise<Done> {
    const { promise, resolve, reject } = Promise.withResolvers<Done>();
    this.inTurn(async () => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
    return promise;
  }

  onPeerEvents(): void {
    this.parts.changed();
  }

  /** Names can be read from now on: the page finds these prisoners. */
  onPeerKeys(subjects: readonly string[]): void {
    for (const subject of subjects) this.sources.search.forget(subject);
    this.parts.changed();
  }

  /**
   * An officer's action on the page; resolves when it is carried out and on record.
   * @throws `sign-in-first`, `role-missing`, `action-incomplete`, `action-not-possible`
   */
  async act(action: VisitorAction): Promise<void> {
    this.parts.officers.mustAttend();
    if (isSignedVisitorAction(action)) return this.sign(action);
    if (action.action === 'find') await this.sources.search.prepare();
    return this.done(async () => {
      this.parts.officers.mustAttend();
      this.parts.officers.active();
      await this.carryOut(action);
    });
  }

  /**
   * What an officer's security key is asked before an action that it signs.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible`, `second-officer-needed`, `no-such-officer`, `key-unknown`
   */
  async askKey(action: VisitorActionToSign & { readonly officerId: string }): Promise<AskKey> {
    this.parts.officers.mustAttend();
    const { meaning, digest } = this.toSign(action);
    return this.parts.officers.askToApprove(action.officerId, meaning, digest);
  }

  /**
   * The photograph of the entry of whoever is at the exit, by the hash that the view names.
   * @throws `sign-in-first`, `role-missing`, `photograph-unknown` for anybody else's
   */
  photograph(hash: string): Uint8Array {
    this.parts.officers.mustAttend();
    const { desk } = this;
    const { entries } = this.sources;
    const visit = desk.step === 'exit' ? desk.visit : undefined;
    const isShown = visit !== undefined && entries.photographHashOf(visit) === hash;
    const jpeg = isShown ? entries.photographOf(visit) : undefined;
    if (!jpeg) throw agentError('photograph-unknown');
    return jpeg;
  }

  /**
   * The first slip of the visit on the glass, to be shown and printed by the browser where there is no printer.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible` where the glass does not show this event
   */
  async slipPicture(event: string): Promise<Bitmap> {
    this.parts.officers.mustAttend();
    const { desk } = this;
    const isShown = desk.step === 'passed' || desk.step === 'goodbye';
    const picture = isShown ? await this.printer.picture(desk.visit, event) : undefined;
    if (!picture) throw agentError('action-not-possible', { step: desk.step });
    return picture;
  }

  private async carryOut(action: Exclude<VisitorAction, SignedVisitorAction>): Promise<void> {
    const { desk } = this;
    switch (action.action) {
      case 'cancel':
        if (desk.step === 'hold') throw this.notPossible();
        return this.become(home);
      case 'scan':
        return this.scan(action.text);
      case 'begin-entry':
        if (desk.step === 'hold') throw this.notPossible();
        return this.become(this.newEntry(action.kind));
      case 'begin-exit':
        return this.beginExit(action.visit);
      case 'open':
        return this.open(action.list);
      case 'queue':
        return this.moveQueue(action.step);
      case 'cancel-booking':
        if (this.sources.visits.find(action.visit)?.state !== 'booked') throw this.notPossible();
        this.commit([{ type: 'visit.booking-cancelled.v1', subject: action.visit, data: {} }]);
        return;
      case 'print-slip':
        return this.printAgain();
      default:
        if (desk.step !== 'entry') throw this.notPossible();
        return this.goOn(desk, action);
    }
  }

  /** An answer of the visitor at the desk, or what becomes of them. */
  private async goOn(
    desk: EntryDesk,
    action: Exclude<
      VisitorAction,
      | SignedVisitorAction
      | {
          action: 'cancel' | 'scan' | 'begin-entry' | 'begin-exit' | 'open' | 'queue' | 'cancel-booking' | 'print-slip';
        }
    >,
  ): Promise<void> {
    const page = pageOf(desk, standingOf(this.sources, desk));
    switch (action.action) {
      case 'document':
        if (page !== 'card') throw this.notPossible();
        return this.become(this.shown(desk, action.document, action.number));
      case 'same-as-last': {
        const last =
          page === 'prisoner' && desk.known !== undefined ? this.sources.visits.lastOf(desk.known) : undefined;
        if (!last || !isKnownPrisoner(this.sources, last.person)) throw this.notPossible();
        return this.become(asLast(desk, last));
      }
      case 'find':
        if (page !== 'prisoner') throw this.notPossible();
        return this.find(desk, action.query);
      case 'confirm':
        return this.letIn(desk);
      case 'turn-away': {
        const grounds = groundsOf(caseOf(this.sources, desk));
        const given = grounds.length > 0 ? grounds : (['officer-decision'] as const);
        this.record(turningAway(this.sources, desk, given, action.words));
        return this.become({ step: 'turned-away', grounds: given });
      }
      case 'book':
        if (action.on < todayOf(this.sources)) throw this.notPossible();
        this.record(booking(this.sources, desk, action.on));
        return this.become({ step: 'list', list: 'bookings' });
      case 'choose':
        if (!isKnownPrisoner(this.sources, action.person)) throw agentError('person-unknown');
        return this.answer(desk, action, page);
      default:
        return this.answer(desk, action, page);
    }
  }

  private answer(desk: EntryDesk, action: Parameters<typeof answered>[1], page: Parameters<typeof answered>[2]): void {
    const next = answered(desk, action, page);
    if (!next) throw this.notPossible();
    this.become(next);
  }

  private newEntry(kind: EntryDesk['kind']): EntryDesk {
    return { step: 'entry', kind, visit: `visit/${uuidV7(this.parts.clock, this.parts.random)}`, others: [] };
  }

  private shown(
    desk: EntryDesk,
    kind: NonNullable<EntryDesk['document']>['kind'],
    number: string | undefined,
  ): EntryDesk {
    if (kind === 'none') return { ...desk, document: { kind } };
    return withDocument(desk, kind, number ?? '', (document) => knownBy(this.sources, document));
  }

  /** Looks for a prisoner; once for each visit it goes on record that names were looked at. */
  private find(desk: EntryDesk, query: string): void {
    const found = this.sources.search.find(query);
    const held = found.subjects.filter((subject) => isKnownPrisoner(this.sources, subject));
    if (desk.found === undefined && held.length > 0)
      this.commit([this.looked({ list: 'search', searched: true, count: held.length })]);
    this.become({ ...desk, query, found: { subjects: held, more: found.more } });
  }

  private open(list: Extract<Desk, { step: 'list' }>['list']): void {
    if (this.desk.step === 'hold') throw this.notPossible();
    const { visitors, visits } = this.sources;
    const count = { lists: visitors.bans().length + visitors.allowed().length, bookings: visits.booked().length };
    if (list === 'lists' || list === 'bookings')
      this.commit([this.looked({ list: 'visitors', searched: false, count: count[list] })]);
    this.become({ step: 'list', list });
  }

  private looked(data: Extract<EventDraft, { type: 'gate.list-opened.v1' }>['data']): EventDraft {
    return { type: 'gate.list-opened.v1', subject: this.stationSubject, data };
  }

  private async letIn(desk: EntryDesk): Promise<void> {
    const into = lettingIn(this.sources, desk);
    this.record(into);
    if (desk.known !== undefined)
      this.sources.visitors.seen(desk.known, new Date(this.parts.clock.nowMs()).toISOString());
    await this.gallery.join(into.visit, into.fingers);
    this.printer.print(into.visit, false);
    this.become({ step: 'passed', visit: into.visit });
  }

  /** A card begins a visit, a pass ends one; anything else is said to be neither. */
  private scan(text: string): void {
    if (this.desk.step === 'hold') return;
    const pass = this.sources.codes.read(text);
    if (pass.kind === 'pass') this.takePass(pass.visit);
    else if (pass.kind === 'altered') this.hold('pass-altered', this.stationSubject);
    else this.takeCard(text);
  }

  private takeCard(text: string): void {
    const { desk } = this;
    const entry = desk.step === 'entry' ? desk : this.newEntry('family');
    const card = readCard(text, this.parts.config.visitor.cardPattern);
    if (desk.step === 'exit' || entry.document) this.again(say('visitor.pass-unknown'));
    else if (card.kind === 'number') this.become(this.shown(entry, 'cnic', card.number));
    else this.become({ ...entry, again: say('visitor.card-unread') });
  }

  private takePass(subject: string): void {
    const visit = this.sources.visits.find(subject);
    // Its mark is this desk's own: a visit that is not known here was taken out of the record.
    if (visit?.state === 'inside') this.become({ step: 'exit', visit: subject, attempts: 0 });
    else this.hold(visit?.state === 'left' ? 'pass-used' : 'pass-altered', visit ? subject : this.stationSubject);
  }

  private beginExit(visit: string | undefined): void {
    if (this.desk.step === 'hold') throw this.notPossible();
    if (visit !== undefined && this.sources.visits.find(visit)?.state !== 'inside') throw this.notPossible();
    this.become({ step: 'exit', ...(visit !== undefined && { visit }), attempts: 0 });
  }

  private async examine(image: FingerprintImage): Promise<void> {
    const { desk } = this;
    this.examining = true;
    this.parts.changed();
    const { width, height, pixels, dotsPerInch: dpi } = image;
    const extraction = await this.gallery.extract({ width, height, pixels, dpi });
    const reasons = extraction.ok ? extraction.value.reasons : extraction.error.because;
    if (this.isGlassWatched) this.glass.judge(image, reasons, extraction.ok);
    if (!extraction.ok) this.again(adviceForUnclear(reasons));
    else if (desk.step === 'entry') await this.takeFinger(desk, extraction.value.template, image, adviceFor(reasons));
    else if (desk.step !== 'hold') await this.leaveByFinger(extraction.value.template, image);
    this.examining = false;
    this.captures += 1;
    this.parts.changed();
  }

  /** One more impression of the visitor's finger, unless it is of another one; nobody's but those of who is inside are searched. */
  private async takeFinger(
    desk: EntryDesk,
    template: Uint8Array,
    { provenance }: FingerprintImage,
    advice: BilingualText | undefined,
  ): Promise<void> {
    if (pageOf(desk, standingOf(this.sources, desk)) !== 'finger' || isTaken(this.sources, desk.finger)) return;
    const impressions = desk.finger?.impressions ?? [];
    const likeness = await this.gallery.compare(template, impressions);
    if (impressions.length > 0 && likeness < operatingPoints.sameFinger)
      return this.again(advice ?? say('visitor.fingers-differ'));
    const { candidates, identify } = await this.gallery.search(template);
    const [best] = candidates;
    const inside = best && best.score >= identify ? { inside: best.visit } : {};
    const { again: _, ...calm } = desk;
    const finger = { impressions: [...impressions, template], scanner: scannerOf(provenance), ...inside };
    this.become({ ...calm, finger });
  }

  private async leaveByFinger(template: Uint8Array, { provenance }: FingerprintImage): Promise<void> {
    const at = this.desk.step === 'exit' ? this.desk : { step: 'exit' as const, attempts: 0 };
    const { captureTries } = this.parts.config.visitor;
    const finger = await this.gallery.search(template);
    const answer = leave(at.visit, finger, at.attempts, captureTries);
    const attempts = at.attempts + 1;
    const scanner = scannerOf(provenance);
    switch (answer.kind) {
      case 'again': {
        const again = say('visitor.exit-no-match', { attempt: attempts + 1, limit: captureTries });
        return this.become({ ...at, attempts, again });
      }
      case 'hold':
        return this.hold(answer.alarm, at.visit ?? this.stationSubject, {
          attempts,
          scanner,
          ...(answer.matches !== undefined && { matches: answer.matches }),
        });
      case 'goodbye': {
        const { match, threshold, visit } = answer;
        const { finger: name, score } = match;
        return this.letOut(visit, { method: 'fingerprint', finger: name, score, threshold, attempts, scanner });
      }
    }
  }

  private async letOut(visit: string, exit: VisitIdentification): Promise<void> {
    const { visits, entries } = this.sources;
    const deposit = visits.find(visit)?.deposit;
    const draft: EventDraft = {
      type: 'visit.ended.v1',
      subject: visit,
      data: { exit, ...(deposit && { depositReturned: true }) },
    };
    const at = new Date(this.parts.timeFloor.nowMs()).toISOString();
    this.record({ drafts: [draft], alongside: () => entries.left(visit, at) });
    await this.gallery.leave(visit);
    if (deposit) this.printer.print(visit, false);
    this.become({ step: 'goodbye', visit });
  }

  /** The door is held, and the control hears why. */
  private hold(
    alarm: VisitAlarm,
    subject: string,
    found: Omit<Extract<EventDraft, { type: 'visit.alarm.v1' }>['data'], 'alarm'> = {},
  ): void {
    const [event] = this.commit([{ type: 'visit.alarm.v1', subject, data: { alarm, ...found } }]);
    if (event) this.become({ step: 'hold', event: event.id, alarm });
  }

  /** The oldest alarm that still holds the door: a power cut opens none. */
  private held(): Desk {
    const open = this.sources.visits.alarms().find(({ alarm }) => alarm !== 'overdue');
    return open ? { step: 'hold', event: open.event, alarm: open.alarm } : home;
  }

  private moveQueue(step: QueueStep): void {
    const next = stepQueue(queueOf(this.sources), step);
    if (!next) throw this.notPossible();
    const keep = () => this.sources.queue.keep(todayOf(this.sources), next);
    const drafts: EventDraft[] =
      next.closed && next.told
        ? [{ type: 'visit.queue-closed.v1', subject: this.stationSubject, data: { told: [...next.told] } }]
        : [];
    if (drafts.length > 0) this.record({ drafts, alongside: keep });
    else keep();
    const isClosing = next.told !== undefined && !next.closed;
    this.become(isClosing ? { step: 'list', list: 'closing' } : step === 'next' ? this.newEntry('family') : home);
  }

  private printAgain(): void {
    const { desk } = this;
    const visit = desk.step === 'passed' || desk.step === 'goodbye' ? this.sources.visits.find(desk.visit) : undefined;
    const event = desk.step === 'passed' ? visit?.began : visit?.ended;
    if (!visit || event === undefined) throw this.notPossible();
    this.commit([{ type: 'visit.slip-copied.v1', subject: visit.subject, data: { event } }]);
    this.printer.print(visit.subject, true);
    this.parts.changed();
  }

  /** An officer signs with their own PIN or security key; only what is still so once that was checked. */
  private async sign(action: SignedVisitorAction): Promise<void> {
    const { officers, config, timeFloor } = this.parts;
    const { meaning, digest } = this.toSign(action);
    const text = await officers.approve(action, meaning, digest);
    return this.done(async () => {
      const now = this.toSign(action);
      if (now.digest !== digest) throw agentError('action-not-possible');
      const keyOf = (keyId: string) => officers.keyOf(keyId);
      const read = readApproval(text, { digest, station: config.stationId, meaning, nowMs: timeFloor.nowMs(), keyOf });
      if (!read.ok) throw read.error;
      const { officerId, role } = read.value.approval;
      if (now.inOffice && !now.inOffice.includes(role)) throw agentError('role-missing', { officerId, meaning });
      officers.active();
      const signed = now.signed(text);
      if (signed.kind === 'left') return this.letOut(signed.visit, signed.exit);
      if (signed.kind === 'seen') {
        if (this.desk.step === 'entry') this.become({ ...this.desk, sight: signed.sight });
        return;
      }
      this.record(signed.record);
      this.become(signed.next ?? this.desk);
      if (this.desk.step === 'home') this.become(this.held());
    });
  }

  /** @throws `action-not-possible` where nothing of the kind is before the desk, `second-officer-needed` */
  private toSign(action: VisitorActionToSign & { readonly officerId: string }): ToSign {
    const found = toSign(action, this.desk, this.sources);
    if (found.byAnother && action.officerId === this.parts.officers.attending)
      throw agentError('second-officer-needed');
    return found;
  }

  /** What the time brings goes on record, and what it ends is destroyed. */
  private keepUp(): void {
    const { drafts, alongside } = upkeepOf(this.sources);
    if (drafts.length === 0) return;
    this.record({ drafts, alongside });
    if (drafts.some(({ type }) => type === 'visit.entry-destroyed.v1' || type === 'visitor.forgotten.v1'))
      this.sources.keys.scrub();
    this.parts.changed();
  }

  private record({ drafts, alongside }: ToRecord): CustodyEvent[] {
    return this.commit(drafts, alongside);
  }

  /** Events, what they are made of, and where they leave the visits: one transaction, on the disk when this returns. */
  private commit(drafts: readonly EventDraft[], alongside: () => void = () => {}): CustodyEvent[] {
    const { visitors, visits } = this.sources;
    const events = this.parts.log.commit(drafts, (written) => {
      alongside();
      for (const event of written) {
        visitors.follow(event);
        visits.follow(event);
      }
    });
    this.parts.committed(events);
    return events;
  }

  /** An officer's own finger: compared with theirs alone, and no step of the desk. */
  private async examineOfficer(image: FingerprintImage): Promise<void> {
    const { fingers } = this.parts.officers;
    const { width, height, pixels, dotsPerInch: dpi } = image;
    const extraction = await this.gallery.extract({ width, height, pixels, dpi });
    const presented = extraction.ok ? extraction.value : { reasons: extraction.error.because };
    if (this.isGlassWatched) this.glass.judge(image, presented.reasons, extraction.ok);
    await fingers.take(presented, (template, enrolled) => this.gallery.compareFingers(template, enrolled));
    this.parts.officers.active();
    this.captures += 1;
    this.parts.changed();
  }

  /** Whether an officer is before the page who may see whose finger it is. */
  private get isGlassWatched(): boolean {
    const { officers } = this.parts;
    return officers.attending !== undefined || officers.fingers.areAwaited;
  }

  private get stationSubject(): string {
    return stationSubject(this.parts.config.stationId);
  }

  /** Whoever put a finger or a paper there learns why nothing came of it. */
  private again(text: BilingualText): void {
    const { desk } = this;
    if (desk.step === 'entry' || desk.step === 'exit') this.become({ ...desk, again: text });
    else if (desk.step !== 'hold') this.become({ step: 'home', again: text });
  }

  private become(desk: Desk): void {
    this.desk = desk;
    clearTimeout(this.idleTimer);
    const idleMs = idleMsOf(desk);
    if (idleMs !== undefined)
      this.idleTimer = setTimeout(() => this.inTurn(async () => this.leaveUntouched(desk)), idleMs).unref();
    this.parts.changed();
  }

  /** What came while the time ran out has made the desk another one: that one stays. */
  private leaveUntouched(desk: Desk): void {
    if (this.desk === desk) this.become(home);
  }

  /** A reading counts only under the eyes of the officer under whose eyes it came. */
  private attended(work: () => Promise<void>): void {
    const { officers } = this.parts;
    const officer = officers.attending;
    if (officer === undefined) {
      officers.turnAway();
      return;
    }
    this.readInTurn(async () => {
      if (officers.attending !== officer) return officers.turnAway();
      officers.active();
      await work();
    });
  }

  private readInTurn(work: () => Promise<void>): void {
    if (this.waitingReadings >= waitingReadingsLimit) {
      this.parts.logger.warn('devices send faster than the desk can answer');
      return;
    }
    this.waitingReadings += 1;
    this.inTurn(async () => {
      this.waitingReadings -= 1;
      try {
        await work();
      } catch (error) {
        this.again(toCustodyError(error).entry.officer);
        throw error;
      }
    });
  }

  /** Does something in its turn, and tells how it ended. */
  private done(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.inTurn(() => work().then(resolve, reject));
    });
  }

  private inTurn(work: () => Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.parts.logger.error({ err: error }, 'an input at the visitor desk failed');
      this.examining = false;
      this.glass.wipe();
      this.parts.changed();
    });
  }

  private notPossible() {
    return agentError('action-not-possible', { step: this.desk.step });
  }
}

const scannerOf = ({ deviceId, profileId: profile, serialNumber }: FingerprintImage['provenance']) => ({
  deviceId,
  profile,
  ...(serialNumber !== undefined && { serialNumber }),
});
