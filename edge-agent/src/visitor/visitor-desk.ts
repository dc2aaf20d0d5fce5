import type { Command, CustodyEvent } from '@custody-edge/event-contract';
import type { DeviceStatus, FingerprintImage, Reading } from '@custody-edge/firmware-bridge';
import { type Bitmap, toCustodyError } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import { PersonSearch } from '../gate/report/person-search.ts';
import type { AskKey } from '../officers/key-requests.ts';
import { sign } from '../officers/signing.ts';
import { People } from '../people/people.ts';
import { FingerReader } from '../station/finger-reader.ts';
import { deviceOf, type StationParts, type Workflow } from '../station/station-parts.ts';
import { Turns } from '../station/turns.ts';
import { PersonKeys } from '../store/person-keys.ts';
import { isSignedVisitorAction, type VisitorAction, type VisitorActionToSign } from './actions.ts';
import { type VisitorDesk as Desk, home } from './desk/desk.ts';
import type { DeskInput, ToRecord } from './desk/desk-step.ts';
import { idleMsOf } from './desk/idle.ts';
import { slipOn } from './desk/slip-on.ts';
import { step } from './desk/step.ts';
import { Effects } from './effects.ts';
import { heldOr } from './exit/held.ts';
import { PassCodes } from './exit/pass-code.ts';
import { examine } from './finger/examination.ts';
import { VisitPrinter } from './slip/visit-printer.ts';
import type { Sources } from './sources.ts';
import { Entries } from './store/entries.ts';
import { InsideGallery } from './store/inside-gallery.ts';
import { KeptQueue } from './store/kept-queue.ts';
import { Visitors } from './store/visitors.ts';
import { Visits } from './store/visits.ts';
import { type ToSign, toSign } from './to-sign.ts';
import { upkeepEveryMs, upkeepOf } from './upkeep.ts';
import type { VisitorView } from './view.ts';
import { visitorView, withoutNames } from './visitor-view.ts';
import { worldOf } from './visitor-world.ts';

/** The visitor desk: cards, fingers and officers in; signed events, passes and an answer at the exit out. */
export class VisitorDesk implements Workflow {
  private readonly parts: StationParts;
  private readonly sources: Sources;
  private readonly gallery: InsideGallery;
  private readonly printer: VisitPrinter;
  private readonly reader: FingerReader;
  private readonly effects: Effects;
  private desk: Desk = home;
  private examining = false;
  private readonly turns: Turns;
  private idleTimer: NodeJS.Timeout | undefined;
  private upkeepTimer: NodeJS.Timeout | undefined;

  constructor(parts: StationParts) {
    const { db, log, identity, config, random, logger } = parts;
    const keys = new PersonKeys(db, identity.siteKey, random);
    const people = new People(db, log, keys, identity.centre, config.gate);
    this.parts = parts;
    this.sources = {
      parts,
      nowMs: () => parts.timeFloor.nowMs(),
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
    this.reader = new FingerReader(parts, {
      gallery: this.gallery,
      isAttended: () => parts.officers.attending !== undefined,
      inTurn: (deviceId, work) => this.readInTurn(deviceId, work),
      take: (deviceId, image) => this.attended(deviceId, () => this.examine(image)),
    });
    this.turns = new Turns(
      (error) => {
        logger.error({ err: error }, 'an input at the visitor desk failed');
        this.examining = false;
        this.reader.wipe();
        parts.changed();
      },
      (deviceId) => logger.warn({ deviceId }, 'a device sends faster than the desk can answer'),
    );
    const { gallery, printer } = this;
    this.effects = new Effects(this.sources, { gallery, printer, commit: (record) => this.commit(record) });
  }

  async start(): Promise<void> {
    const { keys, visits, entries } = this.sources;
    const { log, bridge } = this.parts;
    // A power cut between the destruction of a key and its scrubbing leaves a copy in the log.
    keys.scrub();
    const inside = visits.inside().map(async ({ subject }) => this.gallery.join(subject, entries.fingersOf(subject)));
    await Promise.all([...inside, log.checkContinuity()]);
    this.desk = heldOr(home, () => visits.alarms());
    bridge.fingerprint(deviceOf(bridge, 'fingerprint-scanner')).enable();
    const look = () => this.turns.take(async () => this.keepUp());
    look();
    this.upkeepTimer = setInterval(look, upkeepEveryMs);
  }

  async stop(): Promise<void> {
    this.printer.stop();
    this.reader.wipe();
    clearInterval(this.upkeepTimer);
    await this.turns.ended();
    // Only now: what was still in the queue may have set it again.
    clearTimeout(this.idleTimer);
    await this.gallery.close();
  }

  view(): VisitorView {
    const { desk, examining, printer } = this;
    const { captures } = this.reader;
    const view = visitorView({ desk, examining, captures, printer: printer.slips }, this.sources);
    return this.parts.officers.attending === undefined ? withoutNames(view) : view;
  }

  onReading(deviceId: string, reading: Reading): void {
    switch (reading.kind) {
      case 'fingerprint-part':
      case 'fingerprint-image':
        this.reader.onReading(deviceId, reading);
        break;
      case 'barcode':
        this.attended(deviceId, () => this.take({ kind: 'paper', text: reading.text }));
        break;
      case 'rejected-input':
        this.parts.logger.warn({ reading }, 'a reader sent what no card and no pass holds');
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
    this.reader.wipe();
    this.turns.take(async () => {
      if (this.desk.step !== 'hold') await this.take({ kind: 'idle' });
    });
  }

  onCommand(_command: Command): boolean {
    return false;
  }

  /** Whom gates of the house have told of. */
  get people(): People {
    return this.sources.people;
  }

  betweenDecisions<Done>(work: () => Done): Promise<Done> {
    return this.turns.done(work);
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
    if (isSignedVisitorAction(action))
      return sign(action, this.parts, {
        toSign: () => this.toSign(action),
        inTurn: (work) => this.turns.done(work),
        signed: (asked, { text }) => {
          this.parts.officers.active();
          return this.take({ kind: 'signed', signed: asked.signed(text) });
        },
      });
    if (action.action === 'find') await this.sources.search.prepare();
    return this.turns.done(async () => {
      this.parts.officers.mustAttend();
      this.parts.officers.active();
      await this.take({ kind: 'action', action });
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
    const visit = slipOn(desk);
    const picture = visit === undefined ? undefined : await this.printer.picture(visit, event);
    if (!picture) throw agentError('action-not-possible', { step: desk.step });
    return picture;
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
    this.commit({ drafts, alongside });
    if (drafts.some(({ type }) => type === 'visit.entry-destroyed.v1' || type === 'visitor.forgotten.v1'))
      this.sources.keys.scrub();
    this.parts.changed();
  }

  /** Events, what they are made of, and where they leave the visits: one transaction, on the disk when this returns. */
  private commit({ drafts, alongside }: ToRecord): CustodyEvent[] {
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

  private async examine(image: FingerprintImage): Promise<void> {
    this.examining = true;
    this.parts.changed();
    const { input, ...print } = await examine(image, this.desk, worldOf(this.sources), this.gallery);
    this.reader.judge(image, print);
    if (input) await this.take(input);
    this.examining = false;
    this.reader.answered();
    this.parts.changed();
  }

  /** One step of the desk: what must be on record is, before the page shows anything new. */
  private async take(input: DeskInput): Promise<void> {
    const { desk, effects } = step(this.desk, input, worldOf(this.sources));
    let shown = desk;
    for (const effect of effects) shown = (await this.effects.carryOut(effect)) ?? shown;
    this.desk = heldOr(shown, () => this.sources.visits.alarms());
    this.closeLater();
    this.parts.changed();
  }

  private closeLater(): void {
    const { desk } = this;
    clearTimeout(this.idleTimer);
    const idleMs = idleMsOf(desk);
    if (idleMs !== undefined)
      this.idleTimer = setTimeout(() => this.turns.take(() => this.leaveUntouched(desk)), idleMs).unref();
  }

  /** What came while the time ran out has made the desk another one: that one stays. */
  private async leaveUntouched(desk: Desk): Promise<void> {
    if (this.desk === desk) await this.take({ kind: 'idle' });
  }

  /** A reading counts only under the eyes of the officer under whose eyes it came. */
  private attended(deviceId: string, work: () => Promise<void>): void {
    const { officers } = this.parts;
    const officer = officers.attending;
    if (officer === undefined) {
      officers.turnAway();
      return;
    }
    this.readInTurn(deviceId, async () => {
      if (officers.attending !== officer) return officers.turnAway();
      officers.active();
      await work();
    });
  }

  private readInTurn(deviceId: string, work: () => Promise<void>): void {
    this.turns.takeReading(deviceId, async () => {
      try {
        await work();
      } catch (error) {
        await this.take({ kind: 'failed', text: toCustodyError(error).entry.officer });
        throw error;
      }
    });
  }
}
