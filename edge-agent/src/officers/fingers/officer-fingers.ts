import type { Authenticator } from '@custody-edge/event-contract';
import type { FingerImpressions } from '@custody-edge/fingerprint';
import { type EnrolmentPlan, operatingPoints, searchPoint } from '@custody-edge/fingerprint';
import { say } from '@custody-edge/ui-kit';
import { agentError } from '../../errors.ts';
import { adviceFor, adviceForUnclear } from '../../gate/finger/advice.ts';
import type { Capture } from '../../gate/finger/capture.ts';
import { type Enrolling, nextOf, progressOf, withImpression } from '../../gate/finger/enrolling.ts';
import type { FingerTries } from '../../gate/finger/finger-tries.ts';
import { subjectOf } from '../officer-subject.ts';
import { isLockedOut } from '../pin-lock.ts';
import type { FingerView } from '../view.ts';
import { type Asked, FingerAsks, type Purpose } from './finger-asks.ts';
import type { FingerStore } from './finger-store.ts';

/** A finger on the glass: a print, or why there is none. */
export type Presented = Pick<Capture, 'reasons'> & Partial<Pick<Capture, 'template'>>;

/** A print's best score with each of some fingers, in their order. */
type Compare = (template: Uint8Array, fingers: readonly FingerImpressions[]) => Promise<readonly number[]>;

/** What showed that an officer is there who gave the right PIN. */
interface Proof {
  readonly authenticator: Extract<Authenticator, 'pin' | 'pin+finger'>;
  /** As much as this station asks for. */
  readonly isEnough: boolean;
  /** Whether it was the finger for being forced. */
  readonly duress: boolean;
}

/** Fingers of one officer, as far as they are taken. */
interface OfficerEnrolling {
  readonly officerId: string;
  readonly enrolledBy: string;
  readonly taken: Enrolling;
  readonly again?: FingerView['again'];
}

interface OfficerFingersParts {
  readonly store: FingerStore;
  /** Which fingers an officer has to show one of, as the record says: templates that are gone let nobody through. */
  enrolledOf(officerId: string): readonly string[];
  readonly tries: FingerTries;
  readonly policy: 'where-enrolled' | 'required';
  readonly plan: EnrolmentPlan;
  isReaderReady(): boolean;
  changed(): void;
  /** One more finger, after the right PIN, that is none of the officer's, who has to wait already. */
  onLockedOut(officerId: string, failures: number): void;
  /** The finger was the one for being forced: goes on record together with `settle`. */
  onDuress(officerId: string, purpose: Purpose, settle: () => void): void;
  /** All fingers of an officer are taken. */
  onTaken(officerId: string, enrolledBy: string, fingers: readonly FingerImpressions[]): void;
}

/**
 * Officers' own fingers: taken once, and asked for after the right PIN. Each is compared with that officer's alone, never with
 * prisoners', and none of a prisoner's signs an officer in.
 */
export class OfficerFingers {
  private readonly parts: OfficerFingersParts;
  private readonly asks: FingerAsks;
  private enrolling: OfficerEnrolling | undefined;

  constructor(parts: OfficerFingersParts) {
    this.parts = parts;
    this.asks = new FingerAsks(() => parts.changed());
  }

  /** The next finger on the glass is an officer's. */
  get areAwaited(): boolean {
    return this.asks.current !== undefined || this.enrolling !== undefined;
  }

  /** Whom somebody could vouch for. */
  get asked(): Asked | undefined {
    return this.asks.first;
  }

  view(): FingerView | undefined {
    const isReaderReady = this.parts.isReaderReady();
    const asked = this.asks.current;
    if (asked) {
      const { officerId, purpose, again } = asked;
      const vouches = asked !== this.asks.first;
      return { kind: 'asked', officerId, purpose, isReaderReady, vouches, ...(again && { again }) };
    }
    if (!this.enrolling) return undefined;
    const { officerId, taken, again } = this.enrolling;
    const next = nextOf(taken);
    return {
      kind: 'enrolling',
      officerId,
      isReaderReady,
      fingers: progressOf(taken).map(({ finger, taken: count, needed }) => ({ finger, taken: count, needed })),
      ...(next && { next: say(`finger.${next}`) }),
      ...(again && { again }),
    };
  }

  /**
   * Waits for the finger of an officer whose PIN was right, where fingers of theirs are enrolled.
   * @param isVouching for another who is waited for; where the reader does not work their PIN has to do
   * @throws `finger-unanswered`
   */
  async prove(officerId: string, purpose: Purpose, isVouching: boolean): Promise<Proof> {
    const { enrolledOf, policy, isReaderReady } = this.parts;
    const none = { authenticator: 'pin', isEnough: policy !== 'required', duress: false } as const;
    if (enrolledOf(officerId).length === 0) return none;
    if (isVouching && !isReaderReady()) return { authenticator: 'pin', isEnough: true, duress: false };
    const answer = await this.asks.ask(officerId, purpose, isVouching);
    return {
      authenticator: answer === 'vouched' ? 'pin' : 'pin+finger',
      isEnough: true,
      duress: answer === 'duress-finger',
    };
  }

  /** Another officer answers for who is waited for. */
  vouched(asked: Asked): void {
    this.asks.answer(asked, 'vouched');
  }

  /** Nobody shows a finger. */
  leave(): void {
    this.asks.leave();
  }

  /** The officer is disabled or enrolled again: nothing is waited for that was theirs. */
  dismiss(officerId: string): void {
    this.asks.dismiss(officerId);
    if (this.enrolling?.officerId === officerId) this.endEnrolling();
  }

  /** @throws `action-not-possible` while the glass is waiting for an officer's finger */
  begin(officerId: string, enrolledBy: string): void {
    if (this.asks.current) throw agentError('action-not-possible', { officerId });
    this.enrolling = { officerId, enrolledBy, taken: { fingers: [], left: [], plan: this.parts.plan } };
    this.parts.changed();
  }

  /** Another finger in place of the one that is asked for; what was taken of that one is left. */
  takeAnother(): void {
    if (!this.enrolling) return;
    const { again: _, ...enrolling } = this.enrolling;
    const { fingers, left, plan } = enrolling.taken;
    const next = nextOf(enrolling.taken);
    if (!next) return;
    const taken = { plan, fingers: fingers.filter(({ finger }) => finger !== next), left: [...left, next] };
    // Of the last ones nothing is left to choose.
    if (progressOf(taken).length < plan.fingers) return;
    this.enrolling = { ...enrolling, taken };
    this.parts.changed();
  }

  endEnrolling(): void {
    if (!this.enrolling) return;
    this.enrolling = undefined;
    this.parts.changed();
  }

  /** Answers a finger on the glass. */
  async take(presented: Presented, compare: Compare): Promise<void> {
    const asked = this.asks.current;
    if (asked) return this.check(asked, presented, compare);
    if (this.enrolling) return this.enrol(this.enrolling, presented, compare);
  }

  private async check(asked: Asked, { template, reasons }: Presented, compare: Compare): Promise<void> {
    const { store, tries, onLockedOut, onDuress } = this.parts;
    const { officerId, purpose } = asked;
    if (!template) return this.asks.say(asked, adviceForUnclear(reasons));
    const enrolled = store.of(officerId);
    if (enrolled.length === 0) return this.asks.say(asked, say('officer.fingers-gone'));
    const subject = subjectOf(officerId);
    const begun = tries.begin(subject);
    if (begun !== 'try') return this.asks.say(asked, say(`officer.finger-${begun}`));
    const scores = await compare(template, enrolled);
    const best = Math.max(...scores);
    if (best >= operatingPoints.release) {
      const settle = (): void => tries.matched(subject);
      const isForced = enrolled[scores.indexOf(best)]?.finger === store.duressFingerOf(officerId);
      // One write to the disk, whichever finger it was: how long it takes says nothing.
      if (isForced) onDuress(officerId, purpose, settle);
      else settle();
      return this.asks.answer(asked, isForced ? 'duress-finger' : 'finger');
    }
    const { failures } = tries.of(subject);
    if (isLockedOut(failures)) onLockedOut(officerId, failures);
    this.asks.say(asked, adviceFor(reasons) ?? say('officer.finger-not-matched'));
  }

  private async enrol(before: OfficerEnrolling, presented: Presented, compare: Compare): Promise<void> {
    const { officerId, enrolledBy, taken } = before;
    const { template, reasons } = presented;
    const again = (text: OfficerEnrolling['again']) => this.goOn(before, { officerId, enrolledBy, taken, again: text });
    if (!template) return again(adviceForUnclear(reasons));
    const others = this.parts.store.ofOthers(officerId);
    const point = searchPoint(others.reduce((count, { impressions }) => count + impressions.length, 0));
    // One person under two numbers could sign as two officers.
    if ((await compare(template, others)).some((score) => score >= point)) return again(say('officer.finger-taken'));
    const next = withImpression(taken, { template, reasons }, await compare(template, taken.fingers));
    if ('again' in next) return again(next.again);
    const after = { ...taken, ...next };
    this.goOn(before, { officerId, enrolledBy, taken: after });
    if (nextOf(after) === undefined && this.enrolling?.taken === after) {
      this.enrolling = undefined;
      this.parts.onTaken(officerId, enrolledBy, after.fingers);
    }
  }

  /** Unless it was left, or another one begun, while the print was compared. */
  private goOn(before: OfficerEnrolling, after: OfficerEnrolling): void {
    if (this.enrolling !== before) return;
    this.enrolling = after;
    this.parts.changed();
  }
}
