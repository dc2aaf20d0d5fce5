import { createHash } from 'node:crypto';
import {
  type ApprovalMeaning,
  type Command,
  type CustodyEvent,
  type EventDraft,
  isEnded,
  readApproval,
  sourceOf,
  stateOnJourney,
} from '@custody-edge/event-contract';
import { operatingPoints, searchPoint } from '@custody-edge/fingerprint';
import type { DeviceStatus, FingerprintImage, LineChange, Reading } from '@custody-edge/firmware-bridge';
import { type BilingualText, toCustodyError } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import { clockQuality } from '../station/clock-quality.ts';
import { deviceOf, type StationParts, stationSubject, type Workflow } from '../station/station-parts.ts';
import { PersonKeys } from '../store/person-keys.ts';
import type { DeskAction } from './actions.ts';
import { missingForAdmission } from './admission.ts';
import { prepareAdmission } from './admit.ts';
import type { Capture } from './capture.ts';
import { CourtList } from './court-list.ts';
import { type Desk, type DeskEffect, type DeskInput, home, type World } from './desk.ts';
import type { DoorInput } from './door.ts';
import { DoorWatch } from './door-watch.ts';
import { expectedAt } from './expected.ts';
import { GalleryFile } from './gallery-file.ts';
import { GateGallery } from './gate-gallery.ts';
import { gateView } from './gate-view.ts';
import { Holds } from './holds.ts';
import { isApproved } from './movements.ts';
import { overdueDrafts } from './overdue.ts';
import { People } from './people.ts';
import { step } from './step.ts';
import { TakingOver } from './taking-over.ts';
import type { GateView } from './view.ts';
import { digestOf, mayVouch, vouchings } from './vouching.ts';

/** How long a finished or refused step stays on the glass, and an untouched board; a release gathers several officers. */
const idleAfterMs: Partial<Record<Desk['step'], number>> = {
  done: 4_000,
  'not-allowed': 12_000,
  pass: 300_000,
  board: 90_000,
};
const idleReleaseMs = 300_000;
/** How often the gate looks whether a time to return has passed. */
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
  private readonly people: People;
  private readonly takingOver: TakingOver;
  private readonly courtList: CourtList;
  private readonly holds: Holds;
  private readonly gallery: GateGallery;
  private readonly subject: string;
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
    this.subject = stationSubject(parts.config.stationId);
    const file = new GalleryFile(parts.config.dataDir, parts.identity.siteKey, parts.random);
    this.gallery = new GateGallery(file, parts.logger, (work) => this.inTurn(work));
    this.keys = new PersonKeys(parts.db, parts.identity.siteKey, parts.random);
    this.people = new People(parts.db, parts.log, this.keys);
    this.takingOver = new TakingOver(parts, this.keys, this.people);
    this.courtList = new CourtList(parts.db);
    this.holds = new Holds(parts.db);
    this.door = new DoorWatch(parts, (draft) => this.commit(draft));
  }

  async start(): Promise<void> {
    // A power cut between the destruction of a key and its scrubbing leaves a copy in the log.
    this.keys.scrub();
    const held = this.people.all().filter(({ custody }) => !isEnded(custody.state));
    await this.gallery.matchTo(new Set(held.map(({ subject }) => subject)), (subject) =>
      this.people.templatesOf(subject),
    );
    this.parts.bridge.fingerprint(deviceOf(this.parts.bridge, 'fingerprint-scanner')).enable();
    this.door.start();
    const lookForOverdue = () => this.inTurn(async () => this.raiseOverdue());
    lookForOverdue();
    this.overdueTimer = setInterval(lookForOverdue, overdueEveryMs);
  }

  async stop(): Promise<void> {
    this.door.stop();
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
        status: this.parts.status(),
        nowMs,
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
    this.parts.changed();
  }

  /** A stop stays: whoever comes next has to answer it. */
  onDutyChange(): void {
    this.inTurn(async () => {
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
    if (action.action === 'vouch') return this.vouch(action);
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

  /** An officer answers with their own PIN for what stands on the board; it counts only if that has not changed meanwhile. */
  private async vouch({ meaning, officerId, pin, paper }: Extract<DeskAction, { action: 'vouch' }>): Promise<void> {
    if (vouchings[meaning].paper !== (paper !== undefined)) throw agentError('action-incomplete');
    const { officers, config, clock } = this.parts;
    const digest = this.digestNow(meaning, paper);
    const text = await officers.approve(officerId, pin, meaning, digest);
    return this.done(async () => {
      if (this.digestNow(meaning, paper) !== digest) throw agentError('action-not-possible');
      const keyOf = (keyId: string) => officers.keyOf(keyId);
      const read = readApproval(text, { digest, station: config.stationId, meaning, nowMs: clock.nowMs(), keyOf });
      if (!read.ok) throw read.error;
      const { role, expiresAt } = read.value.approval;
      const vouched = { meaning, officerId, role, digest, expiresAtMs: Date.parse(expiresAt), text };
      await this.take({ kind: 'vouched', vouched, ...(paper !== undefined && { paper }) });
    });
  }

  /** What an officer signs now. @throws `action-not-possible` where nothing is there to answer for */
  private digestNow(meaning: ApprovalMeaning, paper: string | undefined): string {
    const { desk } = this;
    const person = desk.step === 'board' && mayVouch(meaning, desk) && this.people.find(desk.subject);
    if (!person) throw agentError('action-not-possible', { step: desk.step });
    return digestOf(meaning, desk, person, paper);
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
    if (body.purpose === 'tell-of-person') {
      this.inTurn(() => this.takeOver(body));
      return true;
    }
    const person = this.people.find(body.subject);
    if (!person) return false;
    switch (body.purpose) {
      case 'grant-release-order': {
        // The centre repeats a command until it sees it on record.
        if (this.world().holderOf(body.order.orderId)) return true;
        const data = { order: body.order, commandId };
        this.commit({ type: 'prisoner.release-order-received.v1', subject: person.subject, data });
        this.parts.changed();
        return true;
      }
      case 'list-for-court':
        // An order lets a person leave once, however often the instruction comes.
        if (this.hasLeftUnder(body.order.orderId, person.subject)) return true;
        this.courtList.put(body.subject, body.order);
        this.parts.changed();
        return true;
      case 'state-holds':
        this.holds.put(command, text);
        this.parts.changed();
        return true;
    }
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
    if (isEnded(person.custody.state)) this.gallery.leave(body.subject);
    else await this.gallery.join(body.subject, this.people.templatesOf(body.subject));
    changed();
  }

  private hasLeftUnder(orderId: string, subject: string): boolean {
    return this.parts.log
      .lineOf(subject)
      .some((event) => event.type === 'prisoner.out-to-court.v1' && event.data.order.orderId === orderId);
  }

  private world(): World {
    const nowMs = this.parts.clock.nowMs();
    return {
      stationSubject: this.subject,
      station: sourceOf(this.parts.config.site, this.parts.config.stationId),
      policy: this.parts.config.gate,
      nowMs,
      thresholds: {
        verify: operatingPoints.release,
        identify: searchPoint(this.gallery.impressions),
      },
      person: (subject) => this.people.find(subject),
      holdsOf: (subject) => this.holds.of(subject),
      courtOrder: (subject) => this.courtList.current(nowMs).find((entry) => entry.subject === subject)?.order,
      leftInQueue: (movement) =>
        movement === 'out-to-court'
          ? this.courtList
              .current(nowMs)
              .filter(({ subject }) => this.people.find(subject)?.custody.state === 'IN_CUSTODY').length
          : this.people.count(stateOnJourney.court),
      holderOf: (orderId) => {
        for (const person of this.people.all()) {
          const order = person.custody.openOrders.find((open) => open.orderId === orderId);
          if (order) return { person, order, used: false };
          const used = person.custody.usedOrders.includes(orderId);
          if (used) return { person, order: { orderId, court: '', caseNumber: '' }, used };
        }
        return undefined;
      },
    };
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
      candidates: await this.gallery.search(template, this.expected()),
      admissionScores: this.desk.step === 'admission' ? await this.gallery.compare(template, this.desk.fingers) : [],
      reasons,
      imageHash,
      scanner,
    };
    return answer({ kind: 'capture', capture });
  }

  private expected(): string[] {
    const listed = this.courtList.current(this.parts.clock.nowMs()).map(({ subject }) => subject);
    return expectedAt(this.desk, listed, this.people);
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
    const idleMs = desk.step === 'board' && isApproved(desk.movement) ? idleReleaseMs : idleAfterMs[desk.step];
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
      case 'record':
        this.commit(effect.draft, () => {
          if (effect.draft.type === 'prisoner.out-to-court.v1') this.courtList.strike(effect.draft.subject);
        });
        if (effect.draft.type === 'prisoner.released.v2') this.gallery.leave(effect.draft.subject);
        return undefined;
      case 'open':
        this.open();
        return undefined;
      case 'admit': {
        const { identity, random, outbox, officers } = this.parts;
        const officer = officers.attending;
        const compared = this.people.all().filter(({ custody }) => !isEnded(custody.state)).length;
        const admission = await prepareAdmission(
          effect.admission,
          compared,
          this.keys,
          identity.centre,
          identity.signer,
          random,
        );
        const { subject } = admission.draft;
        // Keys were made meanwhile: what one officer confirmed is not recorded as another's.
        if (officers.attending !== officer) throw agentError('sign-in-first');
        this.commit(admission.draft, () => {
          admission.storeKey();
          outbox.addGrant(admission.grant.grantId, admission.grant.text);
        });
        await this.gallery.join(subject, admission.fingers);
        return { step: 'done', movement: 'admission', subject };
      }
    }
  }

  private raiseOverdue(): void {
    const nowMs = this.parts.clock.nowMs();
    const away = this.people.in(...Object.values(stateOnJourney));
    for (const draft of overdueDrafts(away, this.parts.config.site, nowMs, clockQuality(nowMs))) this.commit(draft);
  }

  private commit(draft: EventDraft, alongside: () => void = () => {}): CustodyEvent[] {
    const events = this.parts.log.commit([draft], (written) => {
      alongside();
      this.people.project(written);
    });
    this.people.refresh(draft.subject);
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
    if (desk.step !== 'board' && desk.step !== 'admission')
      throw agentError('action-not-possible', { step: desk.step });
    const view = this.view().desk;
    const missing =
      desk.step === 'admission'
        ? missingForAdmission(desk, this.parts.config.gate)
        : 'missing' in view
          ? view.missing
          : [];
    if (missing.length > 0) throw agentError('action-incomplete', { missing: missing.map(({ en }) => en) });
  }
}

/** Whoever put a finger or a paper there learns why nothing came of it; a stop stays as it is. */
function withFailure(desk: Desk, again: BilingualText): Desk {
  switch (desk.step) {
    case 'stop':
      return desk;
    case 'done':
    case 'not-allowed':
      return { ...home, again };
    default:
      return { ...desk, again };
  }
}

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
  recent: [],
});
