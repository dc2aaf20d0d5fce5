import { type Command, type CustodyEvent, type EventDraft, isWristband } from '@custody-edge/event-contract';
import type { DeviceStatus, FingerprintImage, LineChange, Reading } from '@custody-edge/firmware-bridge';
import { type Bitmap, toCustodyError } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { Counting } from '../count/counting.ts';
import { agentError } from '../errors.ts';
import { House } from '../house/house.ts';
import type { AskKey } from '../officers/key-requests.ts';
import { sign } from '../officers/signing.ts';
import { People } from '../people/people.ts';
import { TakingOver } from '../people/taking-over.ts';
import { Wristbands } from '../people/wristbands.ts';
import { FingerReader } from '../station/finger-reader.ts';
import { deviceOf, type StationParts, type Workflow } from '../station/station-parts.ts';
import { Turns } from '../station/turns.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { Photographs } from '../store/photographs.ts';
import { SealedFile } from '../store/sealed-file.ts';
import { type DeskAction, isSignedAction, type SignedAction } from './actions.ts';
import { missingForAdmission } from './admission/admission.ts';
import { conflictStop } from './admission/conflict.ts';
import { ExpectedList } from './admission/expected.ts';
import { type Desk, type DeskInput, type DeskStep, home, type Van, type World } from './desk.ts';
import { DoorWatch } from './door/door-watch.ts';
import { showAtGate } from './door/signs.ts';
import { type Commit, Effects } from './effects.ts';
import { Examination } from './finger/examination.ts';
import { FingerTries } from './finger/finger-tries.ts';
import { GateGallery } from './finger/gate-gallery.ts';
import { lookFirst } from './finger/look-first.ts';
import { Sought } from './finger/sought.ts';
import { FromCentre } from './from-centre.ts';
import { FromPeers } from './from-peers.ts';
import { gateView, withoutPeople } from './gate-view.ts';
import { worldOf } from './gate-world.ts';
import { idleMsOf, isBrief } from './idle.ts';
import { KeptDesk, outlastingOf } from './kept-desk.ts';
import { Learning } from './learning.ts';
import { Lookout } from './lookout.ts';
import { withLooks } from './looks.ts';
import { FoundAlike } from './match/found-alike.ts';
import { MatchedPeople } from './match/matched-people.ts';
import { CentreWords } from './order/centre-words.ts';
import { CourtDirectory } from './order/court-directory.ts';
import { CourtList } from './order/court-list.ts';
import { Holds } from './order/holds.ts';
import { photographId } from './photograph/photograph-id.ts';
import { faceOn } from './photograph/photographed.ts';
import { PersonSearch } from './report/person-search.ts';
import type { ToSign } from './signing/attestation.ts';
import { toSign } from './signing/to-sign.ts';
import { BandPrinter } from './slip/band-printer.ts';
import type { Recipient } from './slip/recipients.ts';
import { Slips } from './slip/slips.ts';
import { step } from './step.ts';
import { givenUpDraft } from './van/van.ts';
import type { GateView } from './view.ts';
import { isRefusal, withFailure } from './with-failure.ts';

const recentLines = 12;

/** What a reading comes to, once its turn has come. */
type Answer = (input: DeskInput) => Promise<void>;

/** The gate: devices and officers in, signed events and an opened lock out. */
export class Gate implements Workflow {
  private readonly parts: StationParts;
  readonly keys: PersonKeys;
  private readonly photographs: Photographs;
  readonly people: People;
  private readonly search: PersonSearch;
  private readonly takingOver: TakingOver;
  private readonly courtList: CourtList;
  private readonly gallery: GateGallery;
  private readonly examination: Examination;
  private readonly reader: FingerReader;
  private readonly effects: Effects;
  private readonly fromCentre: FromCentre;
  private readonly fromPeers: FromPeers;
  private readonly learning: Learning;
  private readonly slips: Slips;
  private readonly wristbands: Wristbands;
  private readonly bands: BandPrinter;
  /** The whole house, for whoever answers for it. */
  readonly house: House;
  /** Roll call and evacuation, beside everything else. */
  readonly counting: Counting;
  /** What the desk may know, at this moment. */
  private readonly world: () => World;
  private desk: Desk = home;
  private readonly kept: KeptDesk;
  /** In memory alone: whoever goes in it has not moved before its gate opens. */
  private van: Van | undefined;
  private examining = false;
  private readonly door: DoorWatch;
  private readonly lookout: Lookout;
  private readonly turns: Turns;
  private idleTimer: NodeJS.Timeout | undefined;
  /** By the steady counter: when what is on the glass goes from it. */
  private closesAtMs: number | undefined;
  /** What closed while nobody touched it, until the officer goes on with it or begins something else. */
  private inHand: Desk | undefined;

  constructor(parts: StationParts) {
    this.parts = parts;
    const { db, identity, config } = parts;
    const turns = new Turns(
      (error) => {
        parts.logger.error({ err: error }, 'an input at the gate failed');
        this.examining = false;
        this.reader.wipe();
        parts.changed();
      },
      (deviceId) => parts.logger.warn({ deviceId }, 'a device sends faster than the gate can answer'),
    );
    const inTurn = (work: () => Promise<void>) => turns.take(work);
    const commit: Commit = (...events) => this.commit(...events);
    const gallery = new GateGallery(
      new SealedFile(config.dataDir, 'gallery', identity.siteKey, parts.random),
      parts.logger,
      inTurn,
    );
    const keys = new PersonKeys(db, identity.siteKey, parts.random);
    const photographs = new Photographs(db, keys);
    const people = new People(db, parts.log, keys, identity.centre, config.gate);
    const search = new PersonSearch(people);
    this.kept = new KeptDesk(new SealedFile(config.dataDir, 'desk', identity.siteKey, parts.random));
    const tries = new FingerTries(db, parts.clock, config.gate.fingerTries);
    const words = new CentreWords(identity.centre, config.stationId);
    const courtList = new CourtList(db, words, (orderId, subject) => people.hasLeftUnder(orderId, subject));
    const courtDirectory = new CourtDirectory(db, words);
    const expected = new ExpectedList(db, identity.encryptionKey);
    const holds = new Holds(db, words);
    const takingOver = new TakingOver(parts, keys, people);
    const slips = new Slips(parts, people, identity.enrolment.record.chainId, config.gate);
    const wristbands = new Wristbands(parts.log, parts.foreign);
    const bands = new BandPrinter(parts, people, wristbands, config.gate.wristband);
    const door = new DoorWatch(parts, (draft) => this.commit(draft));
    const house = new House(parts, {
      people,
      search,
      keys,
      world: () => this.world(),
      openAlarms: () => door.alarms.map(({ id }) => id),
      commit: (drafts) => void this.commitAll(drafts),
      inTurn: (work) => turns.done(work),
    });
    const counting = new Counting(parts, {
      ...{ people, gallery, photographs, wristbands },
      commit: (drafts) => this.commitAll(drafts),
      inTurn: (work) => turns.done(work),
    });
    const matched = new MatchedPeople(db, identity.encryptionKey);
    const lists = { courtList, courtDirectory, expected, holds, matched };
    const alike = new FoundAlike(parts, { people, matched, commit });
    const sources = { parts, people, search, keys, photographs, wristbands, tries, gallery, house, ...lists };
    this.world = () => worldOf(sources, this.van);
    const likely = (desk: Desk) => lookFirst(desk, this.listedForCourt(), people);
    this.reader = new FingerReader(parts, {
      gallery,
      isAttended: () => parts.officers.attending !== undefined,
      inTurn: (deviceId, work) => turns.takeReading(deviceId, work),
      take: (deviceId, image) => {
        if (counting.takesReadings) this.countInTurn(deviceId, () => this.countFinger(image));
        else this.readInTurn(deviceId, (answer) => this.examine(image, answer));
      },
    });
    this.examination = new Examination({ gallery, tries, likely, world: this.world });
    const commitAll = (...together: Parameters<People['record']>) => void this.commitAll(...together);
    const setVan = (van: Van | undefined) => {
      this.van = van;
    };
    const sinks = { people, keys, photographs, gallery, slips, bands, door, commit, commitAll, setVan, ...lists };
    this.effects = new Effects(parts, sinks);
    const sought = new Sought(people, gallery, parts.logger);
    this.fromCentre = new FromCentre(parts, { people, sought, house, takingOver, alike, commit, inTurn, ...lists });
    this.fromPeers = new FromPeers({ sought, expected, courtList, inTurn, changed: parts.changed });
    const learning = new Learning({ entriesToCome: parts.entriesToCome, fromCentre: this.fromCentre });
    const isLearning = () => learning.goesOn;
    this.lookout = new Lookout(parts, { people, door, world: this.world, isLearning, inTurn, commitAll });
    this.learning = learning;
    this.turns = turns;
    this.keys = keys;
    this.photographs = photographs;
    this.people = people;
    this.search = search;
    this.takingOver = takingOver;
    this.courtList = courtList;
    this.gallery = gallery;
    this.slips = slips;
    this.wristbands = wristbands;
    this.bands = bands;
    this.door = door;
    this.house = house;
    this.counting = counting;
  }

  async start(): Promise<void> {
    this.desk = this.inHandOf(undefined);
    // A power cut between the destruction of a key and its scrubbing leaves a copy in the log.
    this.keys.scrub();
    const sought = this.people.all().flatMap(({ subject }) => (this.people.isSought(subject) ? [subject] : []));
    const galleryFilled = async (): Promise<void> => {
      await this.turns.done(() => this.gallery.open());
      await this.gallery.matchTo(new Set(sought), (subject) => this.people.templatesOf(subject));
    };
    await Promise.all([galleryFilled(), this.parts.log.checkContinuity()]);
    this.parts.bridge.fingerprint(deviceOf(this.parts.bridge, 'fingerprint-scanner')).enable();
    await this.fromCentre.start();
    await this.counting.open();
    this.door.start();
    this.lookout.start();
  }

  async stop(): Promise<void> {
    this.door.stop();
    this.slips.stop();
    this.bands.stop();
    this.counting.stop();
    this.reader.wipe();
    this.lookout.stop();
    await this.turns.ended();
    // Only now: what was still in the queue may have set it again.
    clearTimeout(this.idleTimer);
    await this.gallery.close();
  }

  view(): GateView {
    const nowMs = this.parts.timeFloor.nowMs();
    const view = gateView(
      {
        desk: this.desk,
        examining: this.examining,
        // In practice nobody is counted: whoever presses that key means it.
        counting: this.parts.isPractice ? { mayStart: false } : this.counting.view(),
        captures: this.reader.captures,
        people: this.people,
        courtList: this.courtList.current(nowMs),
        latest: this.parts.log.latest(recentLines),
        alarms: this.door.alarms,
        takingOver: this.takingOver.remaining,
        entriesToCome: this.parts.entriesToCome(),
        closesInMs: this.closesAtMs === undefined ? undefined : this.closesAtMs - this.parts.clock.monotonicMs(),
        inHand: this.desk.step === 'home' ? this.inHand?.step : undefined,
        status: this.parts.status(),
        nowMs,
        slipOf: (subject) => this.slips.viewOf(subject),
        bandOf: (subject) => this.bands.viewOf(subject),
      },
      this.world(),
    );
    return this.parts.officers.attending === undefined ? withoutPeople(view) : view;
  }

  /** Whether nothing is in hand at the gate that somebody has to see through. */
  get isFree(): boolean {
    return this.desk.step === 'home' && !this.van && !this.counting.goesOn;
  }

  onReading(deviceId: string, reading: Reading): void {
    switch (reading.kind) {
      case 'fingerprint-part':
      case 'fingerprint-image':
        this.reader.onReading(deviceId, reading);
        break;
      case 'barcode':
        if (this.counting.takesReadings) this.countInTurn(deviceId, async () => this.counting.takeBand(reading.text));
        else this.readInTurn(deviceId, (answer) => this.presentPaper(reading.text, answer));
        break;
      case 'line-change':
        this.onLine(reading);
        break;
      case 'rejected-input':
        this.parts.logger.warn({ reading }, 'a reader sent what no paper holds');
        break;
      default:
        break;
    }
  }

  private countInTurn(deviceId: string, work: () => Promise<void>): void {
    const { officers } = this.parts;
    if (!this.counting.isAllowed) {
      officers.turnAway();
      return;
    }
    officers.active();
    this.turns.takeReading(deviceId, work);
  }

  private async countFinger(image: FingerprintImage): Promise<void> {
    this.reader.judge(image, await this.counting.takeFinger(image));
    this.reader.answered();
    this.parts.changed();
  }

  /** A wristband is no paper: it opens nothing, and nobody claimed that it does. */
  private async presentPaper(text: string, answer: Answer): Promise<void> {
    const refused = isWristband(text) ? say('count.band-alone') : this.learning.refusal;
    if (!refused) return answer({ kind: 'paper', text });
    this.desk = withFailure(this.desk, refused);
    this.parts.changed();
  }

  private onLine({ line, active }: LineChange): void {
    if (line === 'door') this.door.take({ kind: 'door', open: active });
    else if (line === 'tamper') this.door.take({ kind: 'tamper', broken: active });
    else if (active) this.parts.logger.warn('the power supply of a reader fails');
  }

  onStatus(_status: DeviceStatus): void {
    this.slips.onDeviceChange();
    this.bands.onDeviceChange();
    this.counting.onDeviceChange();
    this.parts.changed();
  }

  /**
   * A slip of what is on the glass, to be shown and printed by the browser; from a record it is a copy.
   * @throws `sign-in-first`, `action-not-possible` where the glass does not show this event
   */
  async slipPicture(event: string, recipient: Recipient): Promise<Bitmap> {
    this.parts.officers.mustAttend();
    const { desk } = this;
    const isShown = desk.step === 'record' || desk.step === 'board' || (desk.step === 'done' && desk.slips);
    const picture =
      isShown &&
      this.slips.viewOf(desk.subject)?.event === event &&
      (await this.slips.draw(desk.subject, recipient, desk.step === 'record'));
    if (!picture) throw agentError('action-not-possible', { step: desk.step });
    return picture;
  }

  /** A stop stays: whoever comes next has to answer it. What an officer had in hand waits until they are back, and no longer. */
  onDutyChange(): void {
    this.house.onDutyChange();
    this.counting.onDutyChange();
    this.reader.wipe();
    this.turns.take(async () => {
      this.giveUpVan();
      if (this.desk.step === 'conflict') this.desk = conflictStop(this.desk.admission, this.desk.subject);
      this.inHand = undefined;
      if (this.desk.step !== 'stop')
        await this.become({ desk: this.inHandOf(this.parts.officers.attending), effects: [] });
      this.parts.changed();
    });
  }

  /**
   * An officer's action on the page; resolves when it is carried out and on record.
   * @throws `sign-in-first`, `role-missing`, `action-incomplete`, `action-not-possible`
   */
  async act(action: DeskAction): Promise<void> {
    this.parts.officers.mustAttend();
    if (action.action === 'acknowledge-alarm') {
      if (!this.house.acknowledges(action.id)) this.door.acknowledge(action.id);
      return;
    }
    if (isSignedAction(action))
      return sign(action, this.parts, {
        toSign: () => this.toSign(action),
        inTurn: (work) => this.turns.done(work),
        signed: (asked, word) => this.take(asked.signed(word)),
      });
    if (action.action === 'stay' || action.action === 'resume') return this.turns.done(() => this.goOn(action.action));
    if (action.action === 'find') await this.search.prepare();
    // Whoever opens the page has typed nothing yet: the names are opened meanwhile.
    if (action.action === 'begin-find')
      this.search.prepare().catch((error: unknown) => this.parts.logger.error({ err: error }, 'names not opened'));
    return this.turns.done(async () => {
      this.parts.officers.mustAttend();
      if (action.action === 'confirm') this.mustBeComplete();
      if (action.action === 'present-paper') await this.presentPaper(action.text, (input) => this.take(input));
      else await this.take({ kind: 'action', action });
    });
  }

  /**
   * What an officer's security key is asked before an action that it signs.
   * @throws `sign-in-first`, `role-missing`, `action-not-possible`, `second-officer-needed`, `no-such-officer`, `key-unknown`
   */
  async askKey(action: SignedAction): Promise<AskKey> {
    const { officers } = this.parts;
    officers.mustAttend();
    const { meaning, digest } = this.toSign(action);
    return officers.askToApprove(action.officerId, meaning, digest);
  }

  /** @throws `action-not-possible` where nothing of the kind is before the desk, `second-officer-needed`, `named-officer-signs` */
  private toSign(action: SignedAction): ToSign {
    const found = toSign(action, this.desk, this.world());
    if (!found) throw agentError('action-not-possible', { step: this.desk.step });
    const { officerId } = action;
    if (found.by !== undefined && officerId !== found.by)
      throw agentError('named-officer-signs', { officerId: found.by });
    const isBarred = officerId === found.notBy || (found.byAnother && officerId === this.parts.officers.attending);
    if (isBarred) throw agentError('second-officer-needed');
    return found;
  }

  /**
   * The photograph of whoever is on the desk, or of a hand of whose record is open, by the hash that the view names.
   * @throws `sign-in-first`, `role-missing`, `photograph-unknown` for anybody else's
   */
  photograph(hash: string): Uint8Array {
    this.parts.officers.mustAttend();
    const { desk } = this;
    const { photograph } = desk.step === 'conflict' ? desk.admission : desk.step === 'admission' ? desk : {};
    if (photograph !== undefined && photographId(photograph) === hash) return Buffer.from(photograph, 'base64');
    const subject = faceOn(desk);
    const isFace = subject !== undefined && this.photographs.hashOf(subject) === hash;
    const jpeg = isFace
      ? this.photographs.read(subject)
      : desk.step === 'record' && this.photographs.readHand(desk.subject, hash);
    if (!jpeg) throw agentError('photograph-unknown');
    return jpeg;
  }

  onCommand(command: Command, text: string): boolean {
    return this.fromCentre.take(command, text);
  }

  betweenDecisions<Done>(work: () => Done): Promise<Done> {
    return this.turns.done(work);
  }

  onPeerEvents(events: readonly CustodyEvent[]): void {
    this.parts.heardFromPeers(events);
    this.wristbands.take(events);
    this.fromPeers.take(events);
    this.counting.onPeerEvents(events);
    this.house.onPeerEvents(events);
  }

  onPeerKeys(subjects: readonly string[]): void {
    this.fromPeers.takeKeys(subjects);
  }

  private async examine(image: FingerprintImage, answer: Answer): Promise<void> {
    const refused = this.learning.refusal ?? this.examination.begin(this.desk);
    if (refused) {
      this.reader.wipe();
      this.desk = withFailure(this.desk, refused);
      this.reader.answered();
      this.parts.changed();
      return;
    }
    this.examining = true;
    this.parts.changed();
    const examined = await this.examination.examine(image, this.desk);
    this.examining = false;
    const readable = examined.kind === 'capture';
    const { reasons } = readable ? examined.capture : examined;
    this.reader.judge(image, { readable, reasons });
    return answer(examined);
  }

  private readInTurn(deviceId: string, work: (answer: Answer) => Promise<void>): void {
    const { officers } = this.parts;
    const officer = officers.attending;
    if (officer === undefined) {
      officers.turnAway();
      return;
    }
    // What came under one officer's eyes is not recorded as another's.
    const answer: Answer = async (input) => (officers.attending === officer ? this.take(input) : officers.turnAway());
    this.turns.takeReading(deviceId, () =>
      work(answer).catch((error: unknown) => {
        this.desk = withFailure(this.desk, toCustodyError(error).entry.officer);
        throw error;
      }),
    );
  }

  private listedForCourt(): string[] {
    return this.courtList.current(this.parts.timeFloor.nowMs()).map(({ subject }) => subject);
  }

  /** One step of the desk: what must be on record is, before the page shows anything new. */
  private async take(input: DeskInput): Promise<void> {
    const { officers } = this.parts;
    // Once more, where everything passes: the officer may have left meanwhile.
    if (officers.attending === undefined && input.kind !== 'idle') return officers.turnAway();
    if (input.kind !== 'idle') officers.active();
    await this.become(step(this.desk, input, this.world()));
    if (this.desk.step !== 'home') this.inHand = undefined;
    this.keep();
    if (input.kind === 'capture' || input.kind === 'unclear') this.reader.answered();
    this.parts.changed();
    this.closeLater();
  }

  /** Shows another desk, once what must be on record of that is: also that somebody is looked at. */
  private async become(next: DeskStep): Promise<void> {
    const { desk, effects } = withLooks(this.desk, next, this.world());
    let shown = desk;
    for (const effect of effects) shown = (await this.effects.carryOut(effect)) ?? shown;
    if (shown !== this.desk && isRefusal(shown)) showAtGate(this.parts, 'refused');
    this.desk = shown;
  }

  private closeLater(): void {
    const { desk } = this;
    clearTimeout(this.idleTimer);
    const idleMs = idleMsOf(desk);
    this.closesAtMs = idleMs === undefined || isBrief(idleMs) ? undefined : this.parts.clock.monotonicMs() + idleMs;
    if (idleMs !== undefined)
      this.idleTimer = setTimeout(() => this.turns.take(() => this.leaveUntouched(desk)), idleMs).unref();
  }

  /** Somebody is at the page: with what is on it, or with what closed before they touched it. */
  private async goOn(how: 'stay' | 'resume'): Promise<void> {
    const { officers, changed } = this.parts;
    officers.mustAttend();
    officers.active();
    if (how === 'resume') {
      if (this.desk.step !== 'home' || !this.inHand) throw agentError('action-not-possible', { step: this.desk.step });
      await this.become({ desk: this.inHand, effects: [] });
      this.inHand = undefined;
      this.keep();
    }
    this.closeLater();
    changed();
  }

  /** What was in hand when the power went, or the session of the officer ended; of somebody whom the record does not know, nothing. */
  private inHandOf(officer: string | undefined): Desk {
    const desk = this.kept.of(officer) ?? home;
    const isKnown = !('subject' in desk) || desk.subject === undefined || this.people.find(desk.subject) !== undefined;
    return isKnown ? desk : home;
  }

  /** A disk without room keeps nobody from working. */
  private keep(): void {
    try {
      this.kept.keep(this.desk, this.parts.officers.attending);
    } catch (error) {
      this.parts.logger.error({ err: error }, 'what is in hand could not be kept for a power cut');
    }
  }

  /** What came while the time ran out has made the desk another one: that one stays. */
  private async leaveUntouched(desk: Desk): Promise<void> {
    if (this.desk !== desk) return;
    await this.take({ kind: 'idle' });
    if (this.desk.step === 'home') this.inHand = outlastingOf(desk);
    this.parts.changed();
  }

  /** What was counted and identified under one officer's eyes does not pass under another's. */
  private giveUpVan(): void {
    const { van } = this;
    if (!van) return;
    const draft = givenUpDraft(van, this.world());
    this.van = undefined;
    this.commit(draft);
  }

  private commitAll(...together: Parameters<People['record']>): CustodyEvent[] {
    this.learning.mustBeOver(together[0]);
    const events = this.people.record(...together);
    this.wristbands.take(events);
    this.parts.committed(events);
    return events;
  }

  /** @param further events of the same subject that go on record with it */
  private commit(draft: EventDraft, alongside?: () => void, ...further: readonly EventDraft[]): CustodyEvent[] {
    return this.commitAll([draft, ...further], alongside);
  }

  private mustBeComplete(): void {
    const { desk } = this;
    if (desk.step !== 'board' && desk.step !== 'admission' && desk.step !== 'report')
      throw agentError('action-not-possible', { step: desk.step });
    const view = this.view().desk;
    const missing =
      desk.step === 'admission' ? missingForAdmission(desk, this.world()) : 'missing' in view ? view.missing : [];
    if (missing.length > 0) throw agentError('action-incomplete', { missing: missing.map(({ en }) => en) });
  }
}
