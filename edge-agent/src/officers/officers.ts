import {
  type ApprovalMeaning,
  type Authenticator,
  type CustodyEvent,
  createSigner,
  type EventDraft,
  type KnownOfficer,
  signApproval,
} from '@custody-edge/event-contract';
import type { Clock, Random } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { StationConfig } from '../config.ts';
import { agentError } from '../errors.ts';
import { FingerTries } from '../gate/finger/finger-tries.ts';
import type { TimeFloor } from '../station/time-floor.ts';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog } from '../store/event-log.ts';
import { Duty, type OfficerOnDuty } from './duty.ts';
import { Enrolments } from './enrolments.ts';
import type { Purpose } from './fingers/finger-asks.ts';
import { OfficerFingers } from './fingers/officer-fingers.ts';
import type { AskKey } from './key-requests.ts';
import { approvalValidMs, newApproval } from './new-approval.ts';
import { OfficerBook } from './officer-book.ts';
import { subjectOf } from './officer-subject.ts';
import { OneTimeCode } from './one-time-code.ts';
import { isConfusable, isFitPin } from './pin.ts';
import { PinCheck } from './pin-check.ts';
import type { Credentials, DuressChoice } from './requests.ts';
import { mayAttend, mayEnrol, mayMaintain, mayOversee, mayPractise, officeFor } from './roles.ts';
import type { ScryptCost } from './secret-hash.ts';
import { SecurityKeys } from './security-keys.ts';
import type { DutyView } from './view.ts';
import { Vouching } from './vouching.ts';
import { Watch } from './watch.ts';
import { unopenable, wrapBeside } from './wrapped-key.ts';

const tickMs = 1_000;

interface OfficersParts {
  readonly config: StationConfig;
  readonly siteKey: Uint8Array;
  readonly db: StationDatabase;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly timeFloor: TimeFloor;
  readonly random: Random;
  readonly logger: Logger;
  /** Of the PINs of officers enrolled from now on. */
  readonly pinCost: ScryptCost;
  /** Whether fingers can be read now. */
  isReaderReady(): boolean;
  committed(events: readonly CustodyEvent[]): void;
  /** Something that the page shows has changed. */
  changed(): void;
  /** Another officer, or nobody, answers for the station from now on. */
  dutyChanged(): void;
}

/** An officer, and what showed that it is they. */
interface Shown {
  readonly officer: OfficerOnDuty;
  readonly authenticator: Authenticator;
  /** As much as the station asks for. */
  readonly isEnough: boolean;
  /** Whether they were forced. */
  readonly duress: boolean;
}

/** Who may act at this station, and who does. */
export class Officers {
  private readonly parts: OfficersParts;
  private readonly book: OfficerBook;
  private readonly pins: PinCheck;
  private readonly keys: SecurityKeys;
  private readonly duty: Duty;
  private readonly code: OneTimeCode;
  /** Officers' own fingers, taken and asked for. */
  readonly fingers: OfficerFingers;
  /** Who is an officer here, and how that changes. */
  readonly enrolments: Enrolments;
  /** Another officer answers for one whose finger cannot be read. */
  readonly vouching: Vouching;
  private turnedAway = 0;
  /** By the steady counter: when an officer last said that they are being forced. */
  private forcedAtMs: number | undefined;
  private readonly watch: Watch;
  private timer: NodeJS.Timeout | undefined;

  constructor(parts: OfficersParts) {
    const { siteKey, db, log, clock, random, pinCost, config } = parts;
    this.parts = parts;
    const book = new OfficerBook({ siteKey, db, log, random, committed: (events) => parts.committed(events) });
    this.book = book;
    this.duty = new Duty(clock, config.officers.idleMs);
    this.watch = new Watch(log, clock.nowMs());
    // Officers from before there was a second PIN.
    for (const { officerId, wrapped, other, disabled } of book.officers.all())
      if (!disabled && other === '' && wrapped !== '')
        book.officers.setOther(officerId, unopenable({ officerId }, wrapped, random));
    this.code = new OneTimeCode(config.keys.firstOfficerCode);
    this.pins = new PinCheck({
      store: book.officers,
      siteKey,
      clock,
      onLockedOut: (officerId, failures) =>
        book.commit([{ type: 'officer.locked-out.v1', subject: subjectOf(officerId), data: { failures } }]),
      onDuress: (officerId, purpose, settle) => this.forced(officerId, 'pin', purpose, settle),
    });
    const { stationId, http, officers, gate } = config;
    this.fingers = new OfficerFingers({
      store: book.fingers,
      enrolledOf: (officerId) => book.fingersOf(officerId),
      tries: new FingerTries(db, clock, gate.fingerTries),
      policy: officers.fingers,
      plan: { fingers: officers.fingersToEnrol, impressionsPerFinger: gate.impressionsPerFinger },
      isReaderReady: () => parts.isReaderReady(),
      changed: () => parts.changed(),
      onLockedOut: (officerId, failures) =>
        book.commit([
          { type: 'officer.locked-out.v1', subject: subjectOf(officerId), data: { failures, of: 'finger' } },
        ]),
      onDuress: (officerId, purpose, settle) => this.forced(officerId, 'finger', purpose, settle),
      onTaken: (officerId, by, taken) => this.enrolments.fingersTaken(officerId, by, taken),
    });
    const { rpId, origins = [`http://${rpId}:${http.port}`] } = officers.securityKeys;
    this.keys = new SecurityKeys({
      store: book.keys,
      clock,
      stationId,
      page: { rpId, origins },
      onCopied: ({ keyId, officerId, signCount: expectedAbove }, counted) => {
        const data = { keyId, counted, expectedAbove };
        book.commit([{ type: 'officer.key-copied.v1', subject: subjectOf(officerId), data }], () =>
          book.keys.remove(keyId),
        );
      },
    });
    const { keys, fingers, code } = this;
    const approvals = {
      approve: (...by: Parameters<Officers['approve']>) => this.approve(...by),
      askToApprove: (...by: Parameters<Officers['askToApprove']>) => this.askToApprove(...by),
    };
    this.enrolments = new Enrolments({
      ...{ book, keys, fingers, code, siteKey, clock, random, pinCost, ...approvals },
      enroller: () => this.enroller(),
      showPin: async (officerId, pin) => void (await this.byPin(officerId, pin, 'officers')),
      changed: () => parts.changed(),
    });
    this.vouching = new Vouching({ book, fingers, isReaderReady: () => parts.isReaderReady(), ...approvals });
  }

  start(): void {
    this.timer = setInterval(() => this.endIdleDuty(), tickMs).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Number of the officer who is signed in, whatever the office. */
  get signedIn(): string | undefined {
    return this.duty.officer?.officerId;
  }

  /** Number of the officer under whose eyes this station acts; without one it does not. */
  get attending(): string | undefined {
    const { officer } = this.duty;
    const attends = officer && this.duty.isProven && mayAttend(officer.roles, this.parts.config.role);
    return attends ? officer.officerId : undefined;
  }

  /** Number of the officer whose watch it is: who attends, or would but for time that ran out, or power that went. */
  get onWatch(): string | undefined {
    if (this.attending !== undefined) return this.attending;
    const officer = this.watch.officer === undefined ? undefined : this.book.officers.find(this.watch.officer);
    const stillIs =
      officer && !officer.disabled && !this.duty.officer && mayAttend(officer.roles, this.parts.config.role);
    return stillIs ? officer.officerId : undefined;
  }

  /** @throws `sign-in-first` where nobody is on watch at this station */
  mustBeOnWatch(): string {
    if (this.onWatch === undefined) throw agentError('sign-in-first');
    return this.onWatch;
  }

  /** Number of the officer who may see the whole house from here, if that one attends. @throws `sign-in-first`, `role-missing` */
  overseer(): string {
    this.mustAttend();
    const { officerId, roles } = this.someone();
    if (!mayOversee(roles, this.parts.config.role)) throw agentError('role-missing', { officerId });
    return officerId;
  }

  /** Number of the officer on duty, if that one may look at raw bytes of devices. @throws `sign-in-first`, `fingers-due`, `role-missing` */
  maintainer(): string {
    const { officerId, roles } = this.someone();
    if (!this.duty.isProven) throw agentError('fingers-due', { officerId });
    if (!mayMaintain(roles)) throw agentError('role-missing', { officerId });
    return officerId;
  }

  /** The name that goes with a number, of whoever is or was enrolled here. */
  nameOf(officerId: string): string | undefined {
    return this.book.officers.nameOf(officerId);
  }

  /** Whether an officer in force holds an office in which they may sign this. */
  maySign(officerId: string, meaning: ApprovalMeaning): boolean {
    const officer = this.book.record.inForce.get(officerId);
    return officer !== undefined && officeFor(officer.roles, meaning) !== undefined;
  }

  /** The officer acted: the time until the station takes nobody to be there begins again. */
  active(): void {
    this.duty.active();
  }

  /** A finger, paper or label came while nobody attends: the page answers it. */
  turnAway(): void {
    this.turnedAway += 1;
    this.parts.changed();
  }

  /** @throws `sign-in-first`, `fingers-due`, `role-missing` */
  mustAttend(): void {
    if (this.attending !== undefined) return;
    if (!this.duty.officer) throw agentError('sign-in-first');
    throw agentError(this.duty.isProven ? 'role-missing' : 'fingers-due');
  }

  view(): DutyView {
    const { officer } = this.duty;
    const awaited = this.fingers.view();
    const word = this.enrolments.awaited;
    const finger = awaited ? { finger: awaited } : {};
    if (!officer) {
      const officers = this.book.officers.all().some(({ disabled }) => !disabled);
      return { state: 'signed-out', officers, codeWaits: this.code.waits, turnedAway: this.turnedAway, ...finger };
    }
    return {
      state: 'signed-in',
      ...officer,
      attends: this.attending !== undefined,
      enrols: mayEnrol(officer.roles),
      oversees: mayOversee(officer.roles, this.parts.config.role),
      maintains: mayMaintain(officer.roles) && this.duty.isProven,
      practises: this.attending !== undefined && mayPractise(officer.roles, this.parts.config.role),
      fingersDue: !this.duty.isProven,
      ...(word && { word }),
      ...finger,
    };
  }

  /** @throws `duty-taken`, and as `recognise` does */
  async signIn(credentials: Credentials): Promise<void> {
    this.mustBeFree();
    const shown = await this.recognise(credentials, 'sign-in');
    this.mustBeFree();
    this.endIdleDuty();
    this.begin(shown);
  }

  /** @throws `sign-in-first` */
  signOut(): void {
    this.end(this.someone(), 'self');
  }

  /**
   * Number of the officer who attends, if that one may practise here.
   * @throws `sign-in-first`, `fingers-due`, `role-missing`
   */
  practiser(): string {
    this.mustAttend();
    const { officerId, roles } = this.someone();
    if (!mayPractise(roles, this.parts.config.role)) throw agentError('role-missing', { officerId });
    return officerId;
  }

  /** The officer leaves the desk to practise: it stays their watch, and whoever does real work next signs in. @throws `sign-in-first` */
  leaveToPractise(): void {
    this.end(this.someone(), 'practice');
  }

  /** One officer relieves another. @throws `sign-in-first`, `action-not-possible`, and as `recognise` does */
  async handOver(credentials: Credentials): Promise<void> {
    const { officerId } = credentials;
    if (this.someone().officerId === officerId) throw agentError('action-not-possible', { officerId });
    const shown = await this.recognise(credentials, 'hand-over');
    this.begin(shown, this.someone());
  }

  /** What an officer's security key is asked before they sign in or take over duty. @throws `key-unknown` */
  askToSignIn(officerId: string): Promise<AskKey> {
    return this.keys.askToSignIn(officerId);
  }

  /**
   * What an officer's security key is asked to sign.
   * @param digest `decisionDigest` of what is approved
   * @throws `no-such-officer`, `role-missing`, `key-unknown`
   */
  async askToApprove(officerId: string, meaning: ApprovalMeaning, digest: string): Promise<AskKey> {
    const officer = this.book.inForce(officerId);
    const authenticator = 'security-key';
    return this.keys.askToApprove(newApproval({ officer, authenticator, meaning, digest }, this.issuer));
  }

  /**
   * Signs a decision in an officer's name: PIN or security key is asked for again, whoever is signed in.
   * @param digest `decisionDigest` of what is approved
   * @returns the approval, for `readApproval`
   * @param isFirstFinger whether the PIN alone has to do: it is signed so that a finger of theirs is enrolled at all
   * @throws `role-missing`, and as `recognise` does
   */
  async approve(
    { officerId, pin = '', key }: Credentials,
    meaning: ApprovalMeaning,
    digest: string,
    isFirstFinger = false,
  ): Promise<string> {
    if (key) return this.keys.readApproval(officerId, key, meaning, digest);
    const { officer, authenticator, privateKey } = isFirstFinger
      ? await this.byPin(officerId, pin, meaning)
      : await this.byPinEnough(officerId, pin, meaning);
    const approval = newApproval({ officer, authenticator, meaning, digest }, this.issuer);
    return signApproval(approval, createSigner(privateKey)).text;
  }

  /**
   * The same for several decisions with one PIN, each an approval of its own.
   * @param validMs how long each counts
   */
  async approveEach(
    officerId: string,
    pin: string,
    meaning: ApprovalMeaning,
    digests: readonly string[],
    validMs?: number,
  ): Promise<string[]> {
    const { officer, authenticator, privateKey } = await this.byPinEnough(officerId, pin, meaning);
    const signer = createSigner(privateKey);
    return digests.map(
      (digest) =>
        signApproval(newApproval({ officer, authenticator, meaning, digest, validMs }, this.issuer), signer).text,
    );
  }

  /** The officer in force of whose keys one has this id. */
  keyOf(keyId: string): KnownOfficer | undefined {
    return this.book.keyOf(keyId);
  }

  /**
   * The officer in force whose PIN or security key it is.
   * @throws `sign-in-refused`, `pin-wait`, `pin-spent`; of a key `no-such-officer`, `challenge-spent`, `key-unknown`, `key-copied`,
   * and what `verifyAssertion` refuses
   */
  private async recognise({ officerId, pin = '', key }: Credentials, purpose: Purpose): Promise<Shown> {
    if (key) {
      const officer = this.book.inForce(officerId);
      this.keys.readSignIn(officerId, key);
      return { officer, authenticator: 'security-key', isEnough: true, duress: false };
    }
    const shown = await this.byPin(officerId, pin, purpose);
    // Whoever enrols others may sign in to have their own fingers enrolled, and does nothing else before.
    if (!shown.isEnough && !mayEnrol(shown.officer.roles)) throw agentError('fingers-due', { officerId });
    return shown;
  }

  /** The officer in force whose PIN it is, once their finger was shown or somebody vouched where fingers of theirs are enrolled. */
  private async byPin(officerId: string, pin: string, purpose: Purpose) {
    const opened = await this.pins.open(officerId, pin, purpose);
    const proof = await this.fingers.prove(officerId, purpose, purpose === 'officer-without-finger');
    // Disabled or enrolled anew while the finger was waited for.
    if (this.book.officers.find(officerId)?.wrapped !== opened.officer.wrapped) throw agentError('sign-in-refused');
    return { ...opened, ...proof, duress: opened.duress || proof.duress };
  }

  /** The same, to sign. @throws `fingers-due` */
  private async byPinEnough(officerId: string, pin: string, meaning: ApprovalMeaning) {
    const shown = await this.byPin(officerId, pin, meaning);
    if (!shown.isEnough) throw agentError('fingers-due', { officerId });
    return shown;
  }

  /** On record, and nowhere on this station's glass: whoever forces an officer must not learn that they said so. */
  private forced(officerId: string, by: 'pin' | 'finger', purpose: Purpose, settle: () => void): void {
    const { clock, config } = this.parts;
    const data = { by, purpose, door: config.officers.duressDoor };
    this.forcedAtMs = clock.monotonicMs();
    this.book.commit([{ type: 'officer.duress.v1', subject: subjectOf(officerId), data }], settle);
  }

  /** Whether the door is to stay shut while everything else looks as if it opened. */
  get keepsDoorShut(): boolean {
    const { config, clock } = this.parts;
    if (config.officers.duressDoor === 'opens') return false;
    const isRecent = this.forcedAtMs !== undefined && clock.monotonicMs() - this.forcedAtMs < approvalValidMs;
    return this.duty.isUnderDuress || isRecent;
  }

  /**
   * An officer chooses the PIN, and one of their fingers, by which they say that they are being forced; none of the fingers where none is
   * named. Whoever is being forced at this moment changes nothing, and is told what anybody is told.
   * @throws `sign-in-refused`, `pin-wait`, `pin-spent`, `pin-unfit`, `pin-confusable`, `action-not-possible` for a finger that is not enrolled
   * or their only one
   */
  async keepForDuress({ officerId, ownPin, pin, finger }: DuressChoice): Promise<void> {
    const { siteKey, random } = this.parts;
    if (!isFitPin(pin, officerId)) throw agentError('pin-unfit');
    if (isConfusable(pin, ownPin)) throw agentError('pin-confusable');
    const fingers = this.book.fingersOf(officerId);
    if (finger !== undefined && (fingers.length < 2 || !fingers.includes(finger)))
      throw agentError('action-not-possible', { officerId });
    const { officer, privateKey, duress } = await this.byPin(officerId, ownPin, 'officers');
    const other = await wrapBeside({ officerId, siteKey }, privateKey, pin, officer.wrapped, random);
    if (duress || this.book.officers.find(officerId)?.wrapped !== officer.wrapped) return;
    this.book.officers.setOther(officerId, other);
    this.book.fingers.keepForDuress(officerId, finger);
  }

  /** Ends the duty of an officer who is not there any more. */
  private endIdleDuty(): void {
    const { idler } = this.duty;
    if (!idler) return;
    try {
      this.end(idler, 'idle');
    } catch (error) {
      // Called by a timer: nobody is on duty any more, whether or not the disk takes it down.
      this.parts.logger.error({ err: error }, 'the end of an idle duty could not be recorded');
    }
  }

  private begin({ officer, authenticator, isEnough, duress }: Shown, relieved?: OfficerOnDuty): void {
    const { officerId } = officer;
    this.book.commit([
      ...(relieved ? [signedOut(relieved.officerId, 'handed-over')] : []),
      { type: 'officer.signed-in.v1', subject: subjectOf(officerId), data: { authenticator } },
    ]);
    this.duty.begin(officer, isEnough, duress);
    this.watch.begin(officerId);
    this.leaveEnrolments();
    this.parts.dutyChanged();
  }

  private end({ officerId }: OfficerOnDuty, reason: 'self' | 'idle' | 'practice'): void {
    try {
      this.book.commit([signedOut(officerId, reason)]);
    } finally {
      this.duty.end();
      if (reason === 'self') this.watch.end();
      this.leaveEnrolments();
      this.parts.dutyChanged();
    }
  }

  /** What was begun under another officer's eyes. */
  private leaveEnrolments(): void {
    this.fingers.endEnrolling();
    this.enrolments.leaveWord();
  }

  private mustBeFree(): void {
    if (this.duty.officer) throw agentError('duty-taken', { officerId: this.duty.officer.officerId });
  }

  private someone(): OfficerOnDuty {
    if (!this.duty.officer) throw agentError('sign-in-first');
    return this.duty.officer;
  }

  private get issuer() {
    const { clock, timeFloor, random, config } = this.parts;
    return { stationId: config.stationId, clock, timeFloor, random };
  }

  private enroller(): string {
    const { officerId, roles } = this.someone();
    if (!mayEnrol(roles)) throw agentError('role-missing', { officerId });
    return officerId;
  }
}

const signedOut = (officerId: string, reason: 'self' | 'idle' | 'handed-over' | 'practice'): EventDraft => ({
  type: 'officer.signed-out.v1',
  subject: subjectOf(officerId),
  data: { reason },
});
