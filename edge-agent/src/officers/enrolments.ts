import {
  type ApprovalMeaning,
  isSenior,
  type OfficerChange,
  thumbprint,
  type WithoutWord,
  withoutWord,
} from '@custody-edge/event-contract';
import type { FingerImpressions } from '@custody-edge/fingerprint';
import type { Clock, Random } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';
import type { OfficerFingers } from './fingers/officer-fingers.ts';
import type { AskKey, AskNewKey, NewKey } from './key-requests.ts';
import type { OfficerBook } from './officer-book.ts';
import { subjectOf } from './officer-subject.ts';
import type { OneTimeCode } from './one-time-code.ts';
import { isFitPin } from './pin.ts';
import { isPinSpent } from './pin-lock.ts';
import type { Credentials, Enrolment, FirstOfficer, KeyOwner } from './requests.ts';
import { type AwaitedChange, SecondWord } from './second-word.ts';
import type { ScryptCost } from './secret-hash.ts';
import type { SecurityKeys } from './security-keys.ts';
import type { OfficerView, WordView } from './view.ts';
import { newWrappedKey, unopenable } from './wrapped-key.ts';

interface EnrolmentsParts {
  readonly book: OfficerBook;
  readonly keys: SecurityKeys;
  readonly fingers: OfficerFingers;
  readonly code: OneTimeCode;
  readonly siteKey: Uint8Array;
  readonly clock: Clock;
  readonly random: Random;
  /** Of the PINs of officers enrolled from now on. */
  readonly pinCost: ScryptCost;
  /** Number of the officer on duty, who may enrol others. @throws `sign-in-first`, `role-missing` */
  enroller(): string;
  /** An officer shows that it is they who change who may act here. @throws as `Officers.approve` does, of a PIN */
  showPin(officerId: string, pin: string): Promise<void>;
  /** As `Officers.approve`. @param isFirstFinger whether their PIN alone has to do: no finger of theirs is enrolled yet */
  approve(by: Credentials, meaning: ApprovalMeaning, digest: string, isFirstFinger: boolean): Promise<string>;
  askToApprove(officerId: string, meaning: ApprovalMeaning, digest: string): Promise<AskKey>;
  changed(): void;
}

/** Who is an officer of this station, and with what they show and sign: changed by one who may enrol, answered for by a senior second. */
export class Enrolments {
  private readonly parts: EnrolmentsParts;
  private readonly word: SecondWord;

  constructor(parts: EnrolmentsParts) {
    this.parts = parts;
    this.word = new SecondWord(parts);
  }

  /** The change that waits for a second officer's word. */
  get awaited(): WordView | undefined {
    return this.word.view();
  }

  /** @throws `sign-in-first`, `role-missing` */
  list(): OfficerView[] {
    this.parts.enroller();
    const { officers, keys, record } = this.parts.book;
    return officers.all().map(({ officerId, name, roles, disabled, failures }) => {
      const without = record.inForce.get(officerId)?.without;
      return {
        officerId,
        name,
        roles: [...roles],
        state: disabled ? 'disabled' : isPinSpent(failures) ? 'pin-spent' : 'active',
        fingers: this.parts.book.fingersOf(officerId).length,
        keys: keys.of(officerId).map(({ keyId, addedAt }) => ({ keyId, addedAt })),
        ...(without && without !== 'signs-nothing' && { without }),
      };
    });
  }

  /** Creates an officer who can enrol others. @throws `code-refused`, `pin-unfit`, `officer-exists` */
  async createFirst({ oneTimeCode, officerId, name, role, pin }: FirstOfficer): Promise<void> {
    const { code, book } = this.parts;
    this.mustBeEnrollable(officerId, pin);
    const hash = await code.check(oneTimeCode);
    if (hash === undefined) throw agentError('code-refused');
    const mustHold = () => {
      if (book.officers.isSpent(hash)) throw agentError('code-refused');
    };
    const officer = { officerId, name, roles: [role], pin };
    await this.enrolAs(officer, 'one-time-code', mustHold, () => book.officers.spend(hash));
    code.remove();
  }

  /**
   * Enrols an officer, once a second officer has answered for it where the office signs anything.
   * @throws `sign-in-first`, `role-missing`, `pin-unfit`, `officer-exists`, `senior-officer-first`, and for the own PIN
   * `sign-in-refused`, `pin-wait`, `pin-spent`
   */
  async enrol({ ownPin, ...officer }: Enrolment): Promise<void> {
    const by = this.parts.enroller();
    this.mustBeEnrollable(officer.officerId, officer.pin);
    await this.parts.showPin(by, ownPin);
    await this.enrolAs(officer, by, () => this.mustStillBe(by));
  }

  /** @throws `sign-in-first`, `role-missing`, `no-such-officer`, `senior-officer-first`, `action-not-possible` for oneself */
  disable(officerId: string): void {
    const { book, fingers } = this.parts;
    const by = this.parts.enroller();
    const { name } = book.inForce(officerId);
    if (officerId === by) throw agentError('action-not-possible', { officerId });
    this.record({
      change: { type: 'officer.disabled.v2', subject: subjectOf(officerId), data: { by } },
      name,
      mustHold: () => this.mustBeOf(by, officerId),
      alongside: () => {
        book.officers.disable(officerId);
        book.keys.removeAllOf(officerId);
        book.fingers.remove(officerId);
      },
      afterwards: () => fingers.dismiss(officerId),
    });
  }

  /**
   * Begins to take an officer's own fingers, who is there; they replace those that are enrolled.
   * @throws as `askNewKey`, `senior-officer-first`, and `action-not-possible` while a finger is waited for
   */
  async beginFingers({ officerId, ownPin }: KeyOwner): Promise<void> {
    const by = this.parts.enroller();
    this.parts.book.inForce(officerId);
    await this.parts.showPin(by, ownPin);
    this.mustStillBe(by);
    this.word.leave();
    this.mustBeAnswerable({
      type: 'officer.fingers-enrolled.v2',
      subject: subjectOf(officerId),
      data: { fingers: [], by },
    });
    this.parts.fingers.begin(officerId, by);
  }

  /** All fingers of an officer are taken. */
  fingersTaken(officerId: string, by: string, taken: readonly FingerImpressions[]): void {
    const { book } = this.parts;
    const { name } = book.inForce(officerId);
    const data = { fingers: taken.map(({ finger }) => finger), by };
    this.record({
      change: { type: 'officer.fingers-enrolled.v2', subject: subjectOf(officerId), data },
      name,
      mustHold: () => this.mustBeOf(by, officerId),
      alongside: () => book.fingers.put(officerId, taken),
    });
  }

  /** The officer's PIN stands alone from then on. @throws `sign-in-first`, `role-missing`, `no-such-officer`, `senior-officer-first` */
  removeFingers(officerId: string): void {
    const { book } = this.parts;
    const by = this.parts.enroller();
    const { name } = book.inForce(officerId);
    this.record({
      change: { type: 'officer.fingers-removed.v2', subject: subjectOf(officerId), data: { by } },
      name,
      mustHold: () => this.mustBeOf(by, officerId),
      alongside: () => book.fingers.remove(officerId),
    });
  }

  /**
   * What a security key is asked that is to be an officer's.
   * @throws `sign-in-first`, `role-missing`, `no-such-officer`, and for the own PIN `sign-in-refused`, `pin-wait`, `pin-spent`
   */
  async askNewKey({ officerId, ownPin }: KeyOwner): Promise<AskNewKey> {
    const by = this.parts.enroller();
    this.parts.book.inForce(officerId);
    await this.parts.showPin(by, ownPin);
    return this.parts.keys.askNew(officerId, by);
  }

  /**
   * Registers the security key that answered, for the officer for whom it was asked.
   * @throws `sign-in-first`, `role-missing`, `no-such-officer`, `challenge-spent`, `key-refused`, `key-known`, `senior-officer-first`
   */
  async addKey(answer: NewKey): Promise<void> {
    const { book, clock, enroller } = this.parts;
    enroller();
    const { officerId, addedBy: by, key, signCount } = await this.parts.keys.readNew(answer);
    const { name } = book.inForce(officerId);
    const mustHold = () => {
      this.mustBeOf(by, officerId);
      if (book.keys.find(thumbprint(key.publicKey))) throw agentError('key-known');
    };
    mustHold();
    this.record({
      change: { type: 'officer.key-added.v2', subject: subjectOf(officerId), data: { key, by } },
      name,
      mustHold,
      alongside: () => book.keys.add(officerId, key, signCount, new Date(clock.nowMs()).toISOString()),
    });
  }

  /** At once and by one officer: a key may be lost. @throws `sign-in-first`, `role-missing`, `key-unknown` */
  removeKey(keyId: string): void {
    const { book } = this.parts;
    const removedBy = this.parts.enroller();
    const stored = book.keys.find(keyId);
    if (!stored) throw agentError('key-unknown', { keyId });
    const subject = subjectOf(stored.officerId);
    book.commit([{ type: 'officer.key-removed.v1', subject, data: { keyId, removedBy } }], () =>
      book.keys.remove(keyId),
    );
  }

  /** What the second officer's security key is asked to sign. @throws as `Officers.askToApprove`, `action-not-possible`, `second-officer-needed` */
  askToGiveWord(officerId: string): Promise<AskKey> {
    return this.word.ask(officerId);
  }

  /** A second officer answers for the change that waits, and it is recorded. @throws as `askToGiveWord` and `Officers.approve` */
  giveWord(by: Credentials): Promise<void> {
    return this.word.give(by);
  }

  /** Nobody answers for the change that waits: nothing was changed. */
  leaveWord(): void {
    this.word.leave();
  }

  private async enrolAs(
    { officerId, name, roles, pin }: Omit<Enrolment, 'ownPin'>,
    by: string,
    mustHold: () => void,
    alongside: () => void = () => {},
  ): Promise<void> {
    const { siteKey, pinCost, random, book, fingers } = this.parts;
    const { publicKey, wrapped } = await newWrappedKey({ officerId, siteKey }, pin, pinCost, random);
    const other = unopenable({ officerId }, wrapped, random);
    const data = { name, roles, publicKey, by };
    this.record({
      change: { type: 'officer.enrolled.v2', subject: subjectOf(officerId), data },
      name,
      mustHold: () => {
        mustHold();
        // Once more: another enrolment may have ended meanwhile.
        this.mustBeEnrollable(officerId, pin);
      },
      alongside: () => {
        alongside();
        book.keys.removeAllOf(officerId);
        book.fingers.remove(officerId);
        book.officers.put({ officerId, name, roles, publicKey, wrapped, other });
      },
      afterwards: () => fingers.dismiss(officerId),
    });
  }

  /** Records a change at once where it needs nobody else's word; else it waits for that. */
  private record(change: AwaitedChange): void {
    const without = this.mustBeAnswerable(change.change);
    if (without) this.word.without(change, without);
    else this.word.await(change);
  }

  /** @returns why nobody else has to answer for it @throws `senior-officer-first` where somebody has to, and nobody is there who could */
  private mustBeAnswerable(change: OfficerChange): WithoutWord | undefined {
    const { record } = this.parts.book;
    const without = withoutWord(change, record);
    const others = [...record.inForce.values()].filter(({ officerId }) => officerId !== change.data.by);
    if (!without && !others.some(({ roles }) => isSenior(roles))) throw agentError('senior-officer-first');
    return without;
  }

  private mustStillBe(by: string): void {
    if (this.parts.enroller() !== by) throw agentError('sign-in-first');
  }

  /** A change of an officer in force, by whoever began it. */
  private mustBeOf(by: string, officerId: string): void {
    this.mustStillBe(by);
    this.parts.book.inForce(officerId);
  }

  private mustBeEnrollable(officerId: string, pin: string): void {
    if (!isFitPin(pin, officerId)) throw agentError('pin-unfit');
    const known = this.parts.book.officers.find(officerId);
    if (known && !known.disabled && !isPinSpent(known.failures)) throw agentError('officer-exists', { officerId });
  }
}
