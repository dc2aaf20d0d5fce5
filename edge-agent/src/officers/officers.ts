import {
  type ApprovalMeaning,
  type Authenticator,
  type CustodyEvent,
  createSigner,
  type EventDraft,
  type KnownOfficer,
  signApproval,
  thumbprint,
  vouchingDigest,
} from '@custody-edge/event-contract';
import type { FingerImpressions } from '@custody-edge/fingerprint';
import type { Clock, Random } from '@custody-edge/foundation';
import type { Logger } from 'pino';
import type { StationConfig } from '../config.ts';
import { agentError } from '../errors.ts';
import { FingerTries } from '../gate/finger/finger-tries.ts';
import type { TimeFloor } from '../station/time-floor.ts';
import type { StationDatabase } from '../store/database.ts';
import type { EventLog } from '../store/event-log.ts';
import { Duty, type OfficerOnDuty } from './duty.ts';
import type { Purpose } from './fingers/finger-asks.ts';
import { FingerStore } from './fingers/finger-store.ts';
import { OfficerFingers } from './fingers/officer-fingers.ts';
import type { AskKey, AskNewKey, NewKey } from './key-requests.ts';
import { KeyStore } from './key-store.ts';
import { newApproval } from './new-approval.ts';
import { OfficerStore, type StoredOfficer } from './officer-store.ts';
import { subjectOf } from './officer-subject.ts';
import { OneTimeCode } from './one-time-code.ts';
import { isFitPin } from './pin.ts';
import { PinCheck } from './pin-check.ts';
import { isPinSpent } from './pin-lock.ts';
import type { Credentials, Enrolment, FirstOfficer, KeyOwner, Vouching } from './requests.ts';
import { mayAttend, mayEnrol, mayOversee } from './roles.ts';
import type { ScryptCost } from './secret-hash.ts';
import { SecurityKeys } from './security-keys.ts';
import { SignedOfficers } from './signed-officers.ts';
import type { DutyView, OfficerView } from './view.ts';
import { newWrappedKey } from './wrapped-key.ts';

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
}

/** Who may act at this station, and who does. */
export class Officers {
  private readonly parts: OfficersParts;
  private readonly signed: SignedOfficers;
  private readonly store: OfficerStore;
  private readonly keyStore: KeyStore;
  private readonly fingerStore: FingerStore;
  private readonly pins: PinCheck;
  private readonly keys: SecurityKeys;
  private readonly duty: Duty;
  private readonly code: OneTimeCode;
  /** Officers' own fingers, taken and asked for. */
  readonly fingers: OfficerFingers;
  private turnedAway = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(parts: OfficersParts) {
    this.parts = parts;
    this.signed = new SignedOfficers(parts.log);
    this.store = new OfficerStore(parts.db, this.signed);
    this.keyStore = new KeyStore(parts.db, this.signed);
    this.duty = new Duty(parts.clock, parts.config.officers.idleMs);
    this.code = new OneTimeCode(parts.config.keys.firstOfficerCode);
    this.pins = new PinCheck({
      store: this.store,
      siteKey: parts.siteKey,
      clock: parts.clock,
      onLockedOut: (officerId, failures) =>
        this.commit([{ type: 'officer.locked-out.v1', subject: subjectOf(officerId), data: { failures } }]),
    });
    this.fingerStore = new FingerStore(parts.db, parts.siteKey, parts.random);
    const { stationId, http, officers, gate } = parts.config;
    this.fingers = new OfficerFingers({
      store: this.fingerStore,
      tries: new FingerTries(parts.db, parts.clock, gate.fingerTries),
      policy: officers.fingers,
      plan: { fingers: officers.fingersToEnrol, impressionsPerFinger: gate.impressionsPerFinger },
      isReaderReady: () => parts.isReaderReady(),
      changed: () => parts.changed(),
      onLockedOut: (officerId, failures) =>
        this.commit([
          { type: 'officer.locked-out.v1', subject: subjectOf(officerId), data: { failures, of: 'finger' } },
        ]),
      onTaken: (officerId, enrolledBy, fingers) => this.addFingers(officerId, enrolledBy, fingers),
    });
    const { rpId, origins = [`http://${rpId}:${http.port}`] } = officers.securityKeys;
    this.keys = new SecurityKeys({
      store: this.keyStore,
      clock: parts.clock,
      stationId,
      page: { rpId, origins },
      onCopied: ({ keyId, officerId, signCount: expectedAbove }, counted) => {
        const data = { keyId, counted, expectedAbove };
        this.commit([{ type: 'officer.key-copied.v1', subject: subjectOf(officerId), data }], () =>
          this.keyStore.remove(keyId),
        );
      },
    });
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

  /** Number of the officer who may see the whole house from here, if that one attends. @throws `sign-in-first`, `role-missing` */
  overseer(): string {
    this.mustAttend();
    const { officerId, roles } = this.someone();
    if (!mayOversee(roles, this.parts.config.role)) throw agentError('role-missing', { officerId });
    return officerId;
  }

  /** The name that goes with a number, of whoever is or was enrolled here. */
  nameOf(officerId: string): string | undefined {
    return this.store.find(officerId)?.name;
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
    const finger = awaited ? { finger: awaited } : {};
    if (!officer) {
      const officers = this.store.all().some(({ disabled }) => !disabled);
      return { state: 'signed-out', officers, codeWaits: this.code.waits, turnedAway: this.turnedAway, ...finger };
    }
    return {
      state: 'signed-in',
      ...officer,
      attends: this.attending !== undefined,
      enrols: mayEnrol(officer.roles),
      oversees: mayOversee(officer.roles, this.parts.config.role),
      fingersDue: !this.duty.isProven,
      ...finger,
    };
  }

  /** @throws `sign-in-first`, `role-missing` */
  list(): OfficerView[] {
    this.enroller();
    return this.store.all().map(({ officerId, name, roles, disabled, failures }) => ({
      officerId,
      name,
      roles: [...roles],
      state: disabled ? 'disabled' : isPinSpent(failures) ? 'pin-spent' : 'active',
      fingers: this.fingerStore.namesOf(officerId).length,
      keys: this.keyStore.of(officerId).map(({ keyId, addedAt }) => ({ keyId, addedAt })),
    }));
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

  /** Creates an officer who can enrol others. @throws `code-refused`, `pin-unfit`, `officer-exists` */
  async createFirst({ oneTimeCode, officerId, name, role, pin }: FirstOfficer): Promise<void> {
    this.mustBeEnrollable(officerId, pin);
    const hash = await this.code.check(oneTimeCode);
    if (hash === undefined) throw agentError('code-refused');
    await this.enrolAs({ officerId, name, roles: [role], pin }, 'one-time-code', () => {
      if (this.store.isSpent(hash)) throw agentError('code-refused');
      this.store.spend(hash);
    });
    this.code.remove();
  }

  /**
   * @throws `sign-in-first`, `role-missing`, `pin-unfit`, `officer-exists`, and for the own PIN `sign-in-refused`,
   * `pin-wait`, `pin-spent`
   */
  async enrol({ ownPin, ...officer }: Enrolment): Promise<void> {
    const by = this.enroller();
    this.mustBeEnrollable(officer.officerId, officer.pin);
    await this.byPin(by, ownPin, 'officers');
    await this.enrolAs(officer, by, () => {
      if (this.enroller() !== by) throw agentError('sign-in-first');
    });
  }

  /** @throws `sign-in-first`, `role-missing`, `no-such-officer`, `action-not-possible` for oneself */
  disable(officerId: string): void {
    const by = this.enroller();
    this.mustBeInForce(officerId);
    if (officerId === by) throw agentError('action-not-possible', { officerId });
    this.commit([{ type: 'officer.disabled.v1', subject: subjectOf(officerId), data: { disabledBy: by } }], () => {
      this.store.disable(officerId);
      this.keyStore.removeAllOf(officerId);
      this.fingerStore.remove(officerId);
    });
    this.fingers.dismiss(officerId);
    this.fingerStore.scrub();
  }

  /**
   * Begins to take an officer's own fingers, who is there; they replace those that are enrolled.
   * @throws as `askNewKey`, and `action-not-possible` while a finger is waited for
   */
  async beginFingers({ officerId, ownPin }: KeyOwner): Promise<void> {
    const by = this.enroller();
    this.mustBeInForce(officerId);
    await this.byPin(by, ownPin, 'officers');
    if (this.enroller() !== by) throw agentError('sign-in-first');
    this.fingers.begin(officerId, by);
  }

  /** The officer's PIN stands alone from now on. @throws `sign-in-first`, `role-missing`, `no-such-officer` */
  removeFingers(officerId: string): void {
    const removedBy = this.enroller();
    this.mustBeInForce(officerId);
    const subject = subjectOf(officerId);
    this.commit([{ type: 'officer.fingers-removed.v1', subject, data: { removedBy } }], () =>
      this.fingerStore.remove(officerId),
    );
    this.fingerStore.scrub();
  }

  /**
   * What the security key of whoever vouches is asked.
   * @throws as `askToApprove`, and `action-not-possible`, `second-officer-needed`
   */
  askToVouch({ officerId, reason }: Pick<Vouching, 'officerId' | 'reason'>): Promise<AskKey> {
    return this.askToApprove(officerId, 'officer-without-finger', this.vouchedDigest(officerId, reason));
  }

  /**
   * Another officer answers, this once, for who is waited for: no finger of theirs can be read.
   * @throws `action-not-possible` where nobody is waited for, `second-officer-needed`, and what an approval is refused with
   */
  async vouch({ reason, ...credentials }: Vouching): Promise<void> {
    const { asked } = this.fingers;
    const digest = this.vouchedDigest(credentials.officerId, reason);
    const approval = await this.approve(credentials, 'officer-without-finger', digest);
    if (!asked || this.fingers.asked !== asked) throw agentError('finger-unanswered');
    const subject = subjectOf(asked.officerId);
    this.commit([{ type: 'officer.finger-vouched.v1', subject, data: { reason, approval } }]);
    this.fingers.vouched(asked);
  }

  /**
   * What a security key is asked that is to be an officer's.
   * @throws `sign-in-first`, `role-missing`, `no-such-officer`, and for the own PIN `sign-in-refused`, `pin-wait`, `pin-spent`
   */
  async askNewKey({ officerId, ownPin }: KeyOwner): Promise<AskNewKey> {
    const by = this.enroller();
    this.mustBeInForce(officerId);
    await this.byPin(by, ownPin, 'officers');
    return this.keys.askNew(officerId, by);
  }

  /**
   * Registers the security key that answered, for the officer for whom it was asked.
   * @throws `sign-in-first`, `role-missing`, `no-such-officer`, `challenge-spent`, `key-refused`, `key-known`
   */
  async addKey(answer: NewKey): Promise<void> {
    this.enroller();
    const { officerId, addedBy, key, signCount } = await this.keys.readNew(answer);
    if (this.enroller() !== addedBy) throw agentError('sign-in-first');
    this.mustBeInForce(officerId);
    if (this.keyStore.find(thumbprint(key.publicKey))) throw agentError('key-known');
    const addedAt = new Date(this.parts.clock.nowMs()).toISOString();
    this.commit([{ type: 'officer.key-added.v1', subject: subjectOf(officerId), data: { key, addedBy } }], () =>
      this.keyStore.add(officerId, key, signCount, addedAt),
    );
  }

  /** @throws `sign-in-first`, `role-missing`, `key-unknown` */
  removeKey(keyId: string): void {
    const removedBy = this.enroller();
    const stored = this.keyStore.find(keyId);
    if (!stored) throw agentError('key-unknown', { keyId });
    const subject = subjectOf(stored.officerId);
    this.commit([{ type: 'officer.key-removed.v1', subject, data: { keyId, removedBy } }], () =>
      this.keyStore.remove(keyId),
    );
  }

  /**
   * What an officer's security key is asked to sign.
   * @param digest `decisionDigest` of what is approved
   * @throws `no-such-officer`, `role-missing`, `key-unknown`
   */
  async askToApprove(officerId: string, meaning: ApprovalMeaning, digest: string): Promise<AskKey> {
    const officer = this.mustBeInForce(officerId);
    const authenticator = 'security-key';
    return this.keys.askToApprove(newApproval({ officer, authenticator, meaning, digest }, this.issuer));
  }

  /**
   * Signs a decision in an officer's name: PIN or security key is asked for again, whoever is signed in.
   * @param digest `decisionDigest` of what is approved
   * @returns the approval, for `readApproval`
   * @throws `role-missing`, and as `recognise` does
   */
  async approve({ officerId, pin = '', key }: Credentials, meaning: ApprovalMeaning, digest: string): Promise<string> {
    if (key) return this.keys.readApproval(officerId, key, meaning, digest);
    const { officer, authenticator, privateKey } = await this.byPinEnough(officerId, pin, meaning);
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
    const owner = this.keyStore.find(keyId)?.officerId;
    const officer = this.store
      .all()
      .find(({ officerId, publicKey }) => officerId === owner || thumbprint(publicKey) === keyId);
    if (!officer || officer.disabled) return undefined;
    return { ...officer, securityKeys: this.keyStore.of(officer.officerId).map(({ key }) => key) };
  }

  /**
   * The officer in force whose PIN or security key it is.
   * @throws `sign-in-refused`, `pin-wait`, `pin-spent`; of a key `no-such-officer`, `challenge-spent`, `key-unknown`, `key-copied`,
   * and what `verifyAssertion` refuses
   */
  private async recognise({ officerId, pin = '', key }: Credentials, purpose: Purpose): Promise<Shown> {
    if (key) {
      const officer = this.mustBeInForce(officerId);
      this.keys.readSignIn(officerId, key);
      return { officer, authenticator: 'security-key', isEnough: true };
    }
    const shown = await this.byPin(officerId, pin, purpose);
    // Whoever enrols others may sign in to have their own fingers enrolled, and does nothing else before.
    if (!shown.isEnough && !mayEnrol(shown.officer.roles)) throw agentError('fingers-due', { officerId });
    return shown;
  }

  /** The officer in force whose PIN it is, once their finger was shown or somebody vouched where fingers of theirs are enrolled. */
  private async byPin(officerId: string, pin: string, purpose: Purpose) {
    const opened = await this.pins.open(officerId, pin);
    const proof = await this.fingers.prove(officerId, purpose, purpose === 'officer-without-finger');
    // Disabled or enrolled anew while the finger was waited for.
    if (this.store.find(officerId)?.wrapped !== opened.officer.wrapped) throw agentError('sign-in-refused');
    return { ...opened, ...proof };
  }

  /** The same, to sign. @throws `fingers-due` */
  private async byPinEnough(officerId: string, pin: string, meaning: ApprovalMeaning) {
    const shown = await this.byPin(officerId, pin, meaning);
    if (!shown.isEnough) throw agentError('fingers-due', { officerId });
    return shown;
  }

  private vouchedDigest(officerId: string, reason: Vouching['reason']): string {
    const { asked } = this.fingers;
    const isOutOfOrder = reason === 'reader-out-of-order';
    if (!asked || isOutOfOrder === this.parts.isReaderReady()) throw agentError('action-not-possible', { reason });
    if (asked.officerId === officerId) throw agentError('second-officer-needed');
    return vouchingDigest(asked.officerId, reason);
  }

  private addFingers(officerId: string, enrolledBy: string, taken: readonly FingerImpressions[]): void {
    this.mustBeInForce(officerId);
    const data = { fingers: taken.map(({ finger }) => finger), enrolledBy };
    this.commit([{ type: 'officer.fingers-enrolled.v1', subject: subjectOf(officerId), data }], () =>
      this.fingerStore.put(officerId, taken),
    );
    this.fingerStore.scrub();
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

  private begin({ officer, authenticator, isEnough }: Shown, relieved?: OfficerOnDuty): void {
    const { officerId } = officer;
    this.commit([
      ...(relieved ? [signedOut(relieved.officerId, 'handed-over')] : []),
      { type: 'officer.signed-in.v1', subject: subjectOf(officerId), data: { authenticator } },
    ]);
    this.duty.begin(officer, isEnough);
    this.fingers.endEnrolling();
    this.parts.dutyChanged();
  }

  private end({ officerId }: OfficerOnDuty, reason: 'self' | 'idle'): void {
    try {
      this.commit([signedOut(officerId, reason)]);
    } finally {
      this.duty.end();
      this.fingers.endEnrolling();
      this.parts.dutyChanged();
    }
  }

  private async enrolAs(
    { officerId, name, roles, pin }: Omit<Enrolment, 'ownPin'>,
    enrolledBy: string,
    alongside: () => void,
  ): Promise<void> {
    const { siteKey, pinCost, random } = this.parts;
    const { publicKey, wrapped } = await newWrappedKey({ officerId, siteKey }, pin, pinCost, random);
    const data = { name, roles, publicKey, enrolledBy };
    this.commit([{ type: 'officer.enrolled.v1', subject: subjectOf(officerId), data }], () => {
      alongside();
      // Once more: another enrolment may have ended meanwhile.
      this.mustBeEnrollable(officerId, pin);
      this.keyStore.removeAllOf(officerId);
      this.fingerStore.remove(officerId);
      this.store.put({ officerId, name, roles, publicKey, wrapped });
    });
    this.fingers.dismiss(officerId);
    this.fingerStore.scrub();
  }

  private commit(drafts: readonly EventDraft[], alongside: () => void = () => {}): void {
    const { log, committed } = this.parts;
    try {
      const events = log.commit(drafts, () => {
        this.signed.changed();
        alongside();
      });
      committed(events);
    } finally {
      this.signed.changed();
    }
  }

  private mustBeFree(): void {
    if (this.duty.officer) throw agentError('duty-taken', { officerId: this.duty.officer.officerId });
  }

  private mustBeInForce(officerId: string): StoredOfficer {
    const officer = this.store.find(officerId);
    if (!officer || officer.disabled) throw agentError('no-such-officer', { officerId });
    return officer;
  }

  private mustBeEnrollable(officerId: string, pin: string): void {
    if (!isFitPin(pin, officerId)) throw agentError('pin-unfit');
    const known = this.store.find(officerId);
    if (known && !known.disabled && !isPinSpent(known.failures)) throw agentError('officer-exists', { officerId });
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

const signedOut = (officerId: string, reason: 'self' | 'idle' | 'handed-over'): EventDraft => ({
  type: 'officer.signed-out.v1',
  subject: subjectOf(officerId),
  data: { reason },
});
