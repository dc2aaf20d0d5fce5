import { createHash } from 'node:crypto';
import {
  type Command,
  type CommandBody,
  type CustodyEvent,
  type EventDraft,
  isEnded,
  provisionalReasonsOf,
  readApproval,
  stateOnJourney,
} from '@custody-edge/event-contract';
import type { DeviceStatus, FingerprintImage, LineChange, Reading } from '@custody-edge/firmware-bridge';
import { type BilingualText, type Bitmap, toCustodyError } from '@custody-edge/foundation';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../errors.ts';
import { House } from '../house/house.ts';
import type { AskKey } from '../officers/key-requests.ts';
import { clockQuality } from '../station/clock-quality.ts';
import { deviceOf, type StationParts, type Workflow } from '../station/station-parts.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { Photographs, sealPhotograph } from '../store/photographs.ts';
import { type DeskAction, isSignedAction, type SignedAction } from './actions.ts';
import { missingForAdmission } from './admission/admission.ts';
import { prepareAdmission } from './admission/admit.ts';
import { answerDraft, conflictStop } from './admission/conflict.ts';
import { ExpectedList } from './admission/expected.ts';
import { isApproved } from './board/movements.ts';
import { type Desk, type DeskEffect, type DeskInput, home, type World } from './desk.ts';
import type { DoorInput } from './door/door.ts';
import { DoorWatch } from './door/door-watch.ts';
import { bestMatch, type Capture } from './finger/capture.ts';
import { FingerTries } from './finger/finger-tries.ts';
import { GalleryFile } from './finger/gallery-file.ts';
import { GateGallery } from './finger/gate-gallery.ts';
import { likenessTo } from './finger/identify.ts';
import { lookFirst } from './finger/look-first.ts';
import { gateView } from './gate-view.ts';
import { worldOf } from './gate-world.ts';
import { CourtDirectory } from './order/court-directory.ts';
import { CourtList } from './order/court-list.ts';
import { Holds } from './order/holds.ts';
import { overDetainedDrafts } from './order/rights-clock.ts';
import { overdueDrafts } from './people/overdue.ts';
import { People } from './people/people.ts';
import { TakingOver } from './people/taking-over.ts';
import { photographId } from './photograph/photograph-id.ts';
import { faceOn, photographedDraft } from './photograph/photographed.ts';
import { PersonSearch } from './report/person-search.ts';
import type { ToSign } from './signing/attestation.ts';
import { toSign } from './signing/to-sign.ts';
import type { Recipient } from './slip/release-slip.ts';
import { Slips } from './slip/slips.ts';
import { step } from './step.ts';
import type { GateView } from './view.ts';

/** How long a finished or refused step stays on the glass, and an untouched board; some gather several officers. */
const idleAfterMs: Partial<Record<Desk['step'], number>> = {
  done: 4_000,
  'not-allowed': 12_000,
  pass: 300_000,
  find: 60_000,
  record: 90_000,
  report: 300_000,
  'call-back': 600_000,
  noted: 12_000,
  board: 90_000,
  conflict: 120_000,
};
const idleReleaseMs = 300_000;
/** Whoever was released gets a slip: time to hand it over, or to have it printed by the browser. */
const idleSlipMs = 60_000;
/** How often the gate looks whether a time to return, or to release somebody, has passed. */
const overdueEveryMs = 15_000;
const recentLines = 12;
/** Readings of one device that may wait for their turn; one that floods the gate keeps neither officer nor finger from it. */
const waitingReadingsLimit = 32;

/** What a reading comes to, once its turn has come. */
type Answer = (input: DeskInput) => Promise<void>;

/** The gate: devices and officers in, signed events and an opened lock out. */
export class Gate implements Workflow {
  private readonly parts: StationParts;
  private readonly keys: PersonKeys;
  private readonly photographs: Photographs;
  private readonly tries: FingerTries;
  private readonly people: People;
  private readonly search: PersonSearch;
  private readonly courtDirectory: CourtDirectory;
  private readonly takingOver: TakingOver;
  private readonly courtList: CourtList;
  private readonly expected: ExpectedList;
  private readonly holds: Holds;
  private readonly gallery: GateGallery;
  private readonly slips: Slips;
  /** The whole house, for whoever answers for it. */
  readonly house: House;
  /** What the desk may know, at this moment. */
  private readonly world: () => World;
  private desk: Desk = home;
  private examining = false;
  private captures = 0;
  private readonly door: DoorWatch;
  /** One thing at a time: a finger is compared and decided before the next input counts. */
  private queue: Promise<void> = Promise.resolve();
  /** By device. */
  private readonly waitingReadings = new Map<string, number>();
  private idleTimer: NodeJS.Timeout | undefined;
  private overdueTimer: NodeJS.Timeout | undefined;

  constructor(parts: StationParts) {
    this.parts = parts;
    const file = new GalleryFile(parts.config.dataDir, parts.identity.siteKey, parts.random);
    this.gallery = new GateGallery(file, parts.logger, (work) => this.inTurn(work));
    this.keys = new PersonKeys(parts.db, parts.identity.siteKey, parts.random);
    this.photographs = new Photographs(parts.db, this.keys);
    this.tries = new FingerTries(parts.db, parts.clock, parts.config.gate.fingerTries);
    this.people = new People(parts.db, parts.log, this.keys);
    this.search = new PersonSearch(this.people);
    this.courtDirectory = new CourtDirectory(parts.db);
    this.takingOver = new TakingOver(parts, this.keys, this.people);
    this.courtList = new CourtList(parts.db);
    this.expected = new ExpectedList(parts.db, parts.identity.encryptionKey);
    this.holds = new Holds(parts.db);
    this.slips = new Slips(parts, this.people, parts.identity.enrolment.record.chainId);
    this.door = new DoorWatch(parts, (draft) => this.commit(draft));
    this.house = new House(parts, {
      people: this.people,
      search: this.search,
      keys: this.keys,
      world: () => this.world(),
      openAlarms: () => this.door.alarms.map(({ id }) => id),
      commit: (drafts) => parts.committed(this.people.record(drafts)),
      inTurn: (work) => this.done(work),
    });
    const { people, search, keys, photographs, tries, courtList, courtDirectory, expected, holds, gallery, house } =
      this;
    const record = { parts, people, search, keys, photographs, tries, courtList, courtDirectory, expected, holds };
    this.world = () => worldOf({ ...record, gallery, house });
  }

  async start(): Promise<void> {
    // A power cut between the destruction of a key and its scrubbing leaves a copy in the log.
    this.keys.scrub();
    const sought = this.people.all().flatMap(({ subject }) => (this.isSought(subject) ? [subject] : []));
    await this.gallery.matchTo(new Set(sought), (subject) => this.people.templatesOf(subject));
    this.parts.bridge.fingerprint(deviceOf(this.parts.bridge, 'fingerprint-scanner')).enable();
    await this.readExpected();
    this.door.start();
    const lookForOverdue = () => this.inTurn(async () => this.raiseOverdue());
    lookForOverdue();
    this.overdueTimer = setInterval(lookForOverdue, overdueEveryMs);
  }

  async stop(): Promise<void> {
    this.door.stop();
    this.slips.stop();
    clearInterval(this.overdueTimer);
    await this.queue;
    // Only now: what was still in the queue may have set it again.
    clearTimeout(this.idleTimer);
    await this.gallery.close();
  }

  view(): GateView {
    const nowMs = this.parts.clock.nowMs();
    const view = gateView(
      {
        desk: this.desk,
        examining: this.examining,
        captures: this.captures,
        people: this.people,
        courtList: this.courtList.current(nowMs),
        latest: this.parts.log.latest(recentLines),
        alarms: this.door.alarms,
        takingOver: this.takingOver.remaining,
        status: this.parts.status(),
        nowMs,
        slipOf: (subject) => this.slips.viewOf(subject),
      },
      this.world(),
    );
    return this.parts.officers.attending === undefined ? withoutPeople(view) : view;
  }

  onReading(deviceId: string, reading: Reading): void {
    switch (reading.kind) {
      case 'fingerprint-image':
        this.readInTurn(deviceId, (answer) => this.examine(reading, answer));
        break;
      case 'barcode':
        this.readInTurn(deviceId, (answer) => answer({ kind: 'paper', text: reading.text }));
        break;
      case 'line-change':
        this.door.take(lineInput(reading));
        break;
      case 'rejected-input':
        this.parts.logger.warn({ reading }, 'a reader sent what no paper holds');
        break;
      default:
        break;
    }
  }

  onStatus(_status: DeviceStatus): void {
    this.slips.onDeviceChange();
    this.parts.changed();
  }

  /**
   * A slip of the release on the glass, to be shown and printed by the browser; from a record it is a copy.
   * @throws `sign-in-first`, `action-not-possible` where the glass does not show this release
   */
  async slipPicture(event: string, recipient: Recipient): Promise<Bitmap> {
    this.parts.officers.mustAttend();
    const { desk } = this;
    const isShown = desk.step === 'record' || (desk.step === 'done' && desk.movement === 'release');
    const picture =
      isShown &&
      this.slips.viewOf(desk.subject)?.event === event &&
      (await this.slips.draw(desk.subject, recipient, desk.step === 'record'));
    if (!picture) throw agentError('action-not-possible', { step: desk.step });
    return picture;
  }

  /** A stop stays: whoever comes next has to answer it. */
  onDutyChange(): void {
    this.house.onDutyChange();
    this.inTurn(async () => {
      if (this.desk.step === 'conflict') this.desk = conflictStop(this.desk.admission, this.desk.subject);
      if (this.desk.step !== 'stop') this.desk = home;
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
      this.door.acknowledge(action.id);
      return;
    }
    if (isSignedAction(action)) return this.sign(action);
    if (action.action === 'find') await this.search.prepare();
    // Whoever opens the page has typed nothing yet: the names are opened meanwhile.
    if (action.action === 'begin-find')
      this.search.prepare().catch((error: unknown) => this.parts.logger.error({ err: error }, 'names not opened'));
    return this.done(async () => {
      this.parts.officers.mustAttend();
      if (action.action === 'confirm') this.mustBeComplete();
      await this.take({ kind: 'action', action });
    });
  }

  /** Does something in its turn, and tells how it ended. */
  private done(work: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      this.inTurn(() => work().then(resolve, reject));
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

  /** An officer signs with their own PIN or security key; only what is still so once that was checked. */
  private async sign(action: SignedAction): Promise<void> {
    const { officers, config, clock } = this.parts;
    const { meaning, digest } = this.toSign(action);
    const text = await officers.approve(action, meaning, digest);
    return this.done(async () => {
      const now = this.toSign(action);
      if (now.digest !== digest) throw agentError('action-not-possible');
      const keyOf = (keyId: string) => officers.keyOf(keyId);
      const read = readApproval(text, { digest, station: config.stationId, meaning, nowMs: clock.nowMs(), keyOf });
      if (!read.ok) throw read.error;
      const { approval, keyId } = read.value;
      const { officerId, role, authenticator, expiresAt } = approval;
      const expiresAtMs = Date.parse(expiresAt);
      await this.take(now.signed({ officerId, role, keyId, authenticator, digest, expiresAtMs, text }));
    });
  }

  /** @throws `action-not-possible` where nothing of the kind is before the desk, `second-officer-needed` */
  private toSign(action: SignedAction): ToSign {
    const found = toSign(action, this.desk, this.world());
    if (!found) throw agentError('action-not-possible', { step: this.desk.step });
    if (found.byAnother && action.officerId === this.parts.officers.attending)
      throw agentError('second-officer-needed');
    return found;
  }

  /**
   * The photograph of whoever is on the desk, by the hash that the view names.
   * @throws `sign-in-first`, `role-missing`, `photograph-unknown` for anybody else's
   */
  photograph(hash: string): Uint8Array {
    this.parts.officers.mustAttend();
    const { desk } = this;
    const { photograph } = desk.step === 'conflict' ? desk.admission : desk.step === 'admission' ? desk : {};
    if (photograph !== undefined && photographId(photograph) === hash) return Buffer.from(photograph, 'base64');
    const subject = faceOn(desk);
    const isKept = subject !== undefined && this.photographs.hashOf(subject) === hash;
    const jpeg = isKept ? this.photographs.read(subject) : undefined;
    if (!jpeg) throw agentError('photograph-unknown');
    return jpeg;
  }

  /**
   * Erases a person's data by destroying its key, and records that it was done and why. The record still verifies.
   * @throws `sign-in-first`, `role-missing`, `person-unknown`, `action-not-possible` while the person is not released
   */
  forget(subject: string, legalBasis: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.inTurn(async () => {
        try {
          this.parts.officers.mustAttend();
          const person = this.people.find(subject);
          const key = this.keys.find(subject);
          if (!person || !key) throw agentError('person-unknown', { subject });
          if (person.custody.state !== 'RELEASED')
            throw agentError('action-not-possible', { state: person.custody.state });
          const draft: EventDraft = { type: 'prisoner.forgotten.v1', subject, data: { legalBasis, keyId: key.keyId } };
          // Before the key: a power cut in between costs a slow start, and never leaves the person's fingers on the disk.
          this.gallery.eraseFile();
          this.commit(draft, () => {
            this.keys.destroy(subject);
            this.parts.outbox.dropGrantsOf(subject);
          });
          this.keys.scrub();
          await this.gallery.forget(subject);
          resolve();
        } catch (error) {
          reject(error);
        }
      });
    });
  }

  onCommand(command: Command, text: string): boolean {
    const { commandId, body } = command;
    if (body.purpose === 'state-court-directory') {
      this.courtDirectory.put(command);
      this.parts.changed();
      return true;
    }
    if (body.purpose === 'expect-admission') {
      this.inTurn(() => this.expect(body));
      return true;
    }
    if (body.purpose === 'tell-of-person') {
      this.inTurn(() => this.takeOver(body));
      return true;
    }
    const person = this.people.find(body.subject);
    if (!person) return false;
    switch (body.purpose) {
      case 'grant-release-order': {
        // The centre repeats a command until it sees it on record.
        if (this.people.holderOf(body.order.orderId)) return true;
        const { calledBack } = body;
        const data = { order: body.order, commandId, ...(calledBack !== undefined && { calledBack }) };
        this.commit({ type: 'prisoner.release-order-received.v1', subject: person.subject, data });
        this.parts.changed();
        return true;
      }
      case 'list-for-court':
        // An order lets a person leave once, however often the instruction comes.
        if (this.people.hasLeftUnder(body.order.orderId, person.subject)) return true;
        this.courtList.put(body.subject, body.order);
        this.parts.changed();
        return true;
      case 'state-holds':
        this.holds.put(command, text);
        this.house.onHolds(person, body.holds);
        this.parts.changed();
        return true;
    }
  }

  /** The centre repeats an announcement until it sees the admission on record. */
  private async expect(body: Extract<CommandBody, { purpose: 'expect-admission' }>): Promise<void> {
    if (this.people.admittedUnder(body.warrant) || this.people.find(body.subject)) return;
    this.expected.put(body);
    await this.readExpected();
    this.parts.changed();
  }

  private async readExpected(): Promise<void> {
    const unreadable = await this.expected.open();
    if (unreadable > 0) this.parts.logger.warn({ unreadable }, 'expected admissions are not encrypted to this station');
  }

  /** Whom another gate knows, and has sent here, received or erased: as far as the signatures hold. */
  private async takeOver(body: Extract<Command['body'], { purpose: 'tell-of-person' }>): Promise<void> {
    const { logger, changed } = this.parts;
    try {
      if (!(await this.takingOver.take(body))) return;
    } catch (error) {
      logger.error({ err: error, subject: body.subject }, 'what another prison handed over was refused');
      return;
    }
    const person = this.people.find(body.subject);
    if (!person) return;
    if (person.custody.forgotten) this.gallery.eraseFile();
    if (this.isSought(body.subject)) await this.gallery.join(body.subject, this.people.templatesOf(body.subject));
    else this.gallery.leave(body.subject);
    changed();
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
    const waiting = this.waitingReadings.get(deviceId) ?? 0;
    if (waiting >= waitingReadingsLimit) {
      this.parts.logger.warn({ deviceId }, 'a device sends faster than the gate can answer');
      return;
    }
    this.waitingReadings.set(deviceId, waiting + 1);
    this.inTurn(() => {
      this.waitingReadings.set(deviceId, (this.waitingReadings.get(deviceId) ?? 1) - 1);
      return work(answer).catch((error: unknown) => {
        this.desk = withFailure(this.desk, toCustodyError(error).entry.officer);
        throw error;
      });
    });
  }

  private inTurn(work: () => Promise<void>): void {
    this.queue = this.queue.then(work).catch((error: unknown) => {
      this.parts.logger.error({ err: error }, 'an input at the gate failed');
      this.examining = false;
      this.parts.changed();
    });
  }

  private async examine(image: FingerprintImage, answer: Answer): Promise<void> {
    const claimed = claimedBy(this.desk);
    const begun = claimed === undefined ? 'try' : this.tries.begin(claimed);
    if (begun !== 'try') {
      this.desk = withFailure(this.desk, say(`sight.${begun}`));
      this.captures += 1;
      this.parts.changed();
      return;
    }
    this.examining = true;
    this.parts.changed();
    const scanner = {
      deviceId: image.provenance.deviceId,
      profile: image.provenance.profileId,
      ...(image.provenance.serialNumber !== undefined && { serialNumber: image.provenance.serialNumber }),
    };
    const { width, height, pixels, dotsPerInch } = image;
    const extraction = await this.gallery.extract({ width, height, pixels, dpi: dotsPerInch });
    this.examining = false;
    if (!extraction.ok) return answer({ kind: 'unclear', reasons: extraction.error.because, scanner });
    const { template, reasons } = extraction.value;
    const imageHash = createHash('sha256').update(pixels).digest('base64url');
    const capture: Capture = {
      template,
      candidates: await this.gallery.search(template, this.likely()),
      admissionScores: this.desk.step === 'admission' ? await this.gallery.compare(template, this.desk.fingers) : [],
      reasons,
      imageHash,
      scanner,
    };
    this.settleTry(claimed, capture);
    return answer({ kind: 'capture', capture });
  }

  /** What a finger says of the person that it was tried for, or of whomever it names. */
  private settleTry(claimed: string | undefined, capture: Capture): void {
    const world = this.world();
    const named = bestMatch(capture, world.thresholds.identify)?.subject;
    const whose = claimed ?? named;
    if (whose === undefined) return;
    const { kind } = likenessTo(whose, capture, world);
    if (kind === 'same') this.tries.matched(whose);
    if (kind === 'another') this.tries.mismatched(whose);
  }

  private likely(): string[] {
    const listed = this.courtList.current(this.parts.clock.nowMs()).map(({ subject }) => subject);
    return lookFirst(this.desk, listed, this.people);
  }

  /** One step of the desk: what must be on record is, before the page shows anything new. */
  private async take(input: DeskInput): Promise<void> {
    const { officers } = this.parts;
    // Once more, where everything passes: the officer may have left meanwhile.
    if (officers.attending === undefined && input.kind !== 'idle') return officers.turnAway();
    if (input.kind !== 'idle') officers.active();
    const next = step(this.desk, input, this.world());
    let desk = next.desk;
    for (const effect of next.effects) desk = (await this.carryOut(effect)) ?? desk;
    this.desk = desk;
    if (input.kind === 'capture' || input.kind === 'unclear') this.captures += 1;
    this.parts.changed();
    clearTimeout(this.idleTimer);
    const idleMs = idleMsOf(desk);
    if (idleMs !== undefined) {
      this.idleTimer = setTimeout(() => this.inTurn(() => this.leaveUntouched(desk)), idleMs).unref();
    }
  }

  /** What came while the time ran out has made the desk another one: that one stays. */
  private async leaveUntouched(desk: Desk): Promise<void> {
    if (this.desk === desk) await this.take({ kind: 'idle' });
  }

  /** @returns the desk to show instead of the step's own, where the effect knows better */
  private async carryOut(effect: DeskEffect): Promise<Desk | undefined> {
    switch (effect.kind) {
      case 'record': {
        const { subject, type } = effect.draft;
        const wasSought = this.isSought(subject);
        this.commit(effect.draft, () => {
          if (type === 'prisoner.out-to-court.v1') this.courtList.strike(subject);
        });
        const isSought = this.isSought(subject);
        if (wasSought && !isSought) this.gallery.leave(subject);
        if (!wasSought && isSought) await this.gallery.join(subject, this.people.templatesOf(subject));
        return undefined;
      }
      case 'answer-conflict':
        this.commit(answerDraft(effect, this.keys.find(effect.subject), this.parts.random));
        return undefined;
      case 'photograph': {
        const { subject, jpeg } = effect;
        const key = this.keys.find(subject);
        if (!key) return undefined;
        const photograph = sealPhotograph(key, subject, Buffer.from(jpeg, 'base64'), this.parts.random);
        this.commit(photographedDraft(subject, photograph, 'later'), () => this.photographs.store(subject, photograph));
        return undefined;
      }
      case 'open':
        this.open();
        return undefined;
      case 'print-slip':
        this.slips.print(effect.subject, effect.copy);
        return undefined;
      case 'admit': {
        const { identity, random, outbox, officers, config, clock } = this.parts;
        const officer = officers.attending;
        const compared = this.people.all().filter(({ subject }) => this.isSought(subject)).length;
        const admission = await prepareAdmission(
          effect.admission,
          { compared, policy: config.gate, nowMs: clock.nowMs(), subject: effect.subject },
          this.keys,
          identity.centre,
          identity.signer,
          random,
        );
        const { subject } = admission.draft;
        // Keys were made meanwhile: what one officer confirmed is not recorded as another's.
        if (officers.attending !== officer) throw agentError('sign-in-first');
        const { photograph } = admission;
        const photographed = photograph ? [photographedDraft(subject, photograph, 'at-admission')] : [];
        const alongside = () => {
          admission.storeKey();
          if (photograph) this.photographs.store(subject, photograph);
          this.expected.strike(admission.draft.data.warrant);
          outbox.addGrant(admission.grant.grantId, admission.grant.text);
        };
        this.commit(admission.draft, alongside, ...photographed);
        if (effect.admission.sameAs !== undefined) await this.gallery.forget(subject);
        await this.gallery.join(subject, admission.fingers);
        const provisional = provisionalReasonsOf(admission.draft.data);
        return { step: 'done', movement: 'admission', subject, provisional };
      }
    }
  }

  /** Whether a person's fingers are among those that are searched: of everybody who is held or should be. */
  private isSought(subject: string): boolean {
    const custody = this.people.find(subject)?.custody;
    return custody !== undefined && !isEnded(custody.state) && !custody.forgotten;
  }

  private raiseOverdue(): void {
    const nowMs = this.parts.clock.nowMs();
    const quality = clockQuality(nowMs);
    const { station, policy } = this.world();
    const drafts = [
      ...overdueDrafts(this.people.in(...Object.values(stateOnJourney)), this.parts.config.site, nowMs, quality),
      ...overDetainedDrafts(this.people.in('RELEASE_PENDING'), station, policy.overDetained, nowMs, quality),
    ];
    if (drafts.length === 0) return;
    try {
      this.parts.committed(this.people.record(drafts));
    } catch {
      // One person's damaged line keeps nobody else's alarm from the record.
      for (const draft of drafts) this.inTurn(async () => void this.commit(draft));
    }
  }

  /** @param further events of the same subject that go on record with it */
  private commit(draft: EventDraft, alongside?: () => void, ...further: readonly EventDraft[]): CustodyEvent[] {
    const events = this.people.record([draft, ...further], alongside);
    this.parts.committed(events);
    return events;
  }

  /** Releases the lock for the movement just recorded. The record stands even if the lock fails: a person opens then. */
  private open(): void {
    const { bridge, config, logger } = this.parts;
    this.door.take({ kind: 'movement', windowMs: config.gate.passageWindowMs });
    const released = (async () => bridge.gateIo(deviceOf(bridge, 'gate-io')).pulseLock(config.gate.lockPulseMs))();
    released.catch((error: unknown) => logger.error({ err: error }, 'the lock could not be worked'));
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

function idleMsOf(desk: Desk): number | undefined {
  if (desk.step === 'board' && (isApproved(desk.movement) || desk.sight)) return idleReleaseMs;
  if (desk.step === 'done' && desk.movement === 'release') return idleSlipMs;
  return idleAfterMs[desk.step];
}

/** Whoever put a finger or a paper there learns why nothing came of it; a stop stays as it is. */
function withFailure(desk: Desk, again: BilingualText): Desk {
  switch (desk.step) {
    case 'stop':
    case 'conflict':
      return desk;
    case 'done':
    case 'noted':
    case 'not-allowed':
      return { ...home, again };
    default:
      return { ...desk, again };
  }
}

/** For whom a finger on the glass is tried; nobody where it tells by itself who stands there. */
const claimedBy = (desk: Desk): string | undefined =>
  desk.step === 'board' || (desk.step === 'report' && desk.report === 'recapture') ? desk.subject : undefined;

const lineInput = ({ line, active }: LineChange): DoorInput =>
  line === 'door' ? { kind: 'door', open: active } : { kind: 'tamper', broken: active };

/** While nobody attends, the page and whoever else can reach it are told of no person. */
const withoutPeople = (view: GateView): GateView => ({
  ...view,
  desk: { step: 'home' },
  toCourt: [],
  dueBack: [],
  arrivals: [],
  releases: [],
  late: [],
  expected: [],
  juveniles: [],
  recent: [],
});
