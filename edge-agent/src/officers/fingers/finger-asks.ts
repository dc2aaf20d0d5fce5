import type { ApprovalMeaning } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { agentError } from '../../errors.ts';

/** How long the glass waits for an officer's finger. */
export const answerWithinMs = 120_000;

/** What the officer shows their finger for. */
export type Purpose = 'sign-in' | 'hand-over' | 'officers' | ApprovalMeaning;

/** What showed that the officer is there. */
type Answer = 'finger' | 'duress-finger' | 'vouched';

/** An officer whose PIN was right and whose finger is waited for. */
export interface Asked {
  readonly officerId: string;
  readonly purpose: Purpose;
  /** What to do after the last finger. */
  again?: BilingualText;
}

interface Settle {
  readonly timer: NodeJS.Timeout;
  resolve(answer: Answer): void;
  reject(error: Error): void;
}

/** Whose finger the glass waits for: one officer's, and above it that of whoever vouches for them. In memory only. */
export class FingerAsks {
  private readonly waiting = new Map<Asked, Settle>();
  private readonly changed: () => void;

  constructor(changed: () => void) {
    this.changed = changed;
  }

  /** Whose finger counts now. */
  get current(): Asked | undefined {
    return [...this.waiting.keys()].at(-1);
  }

  /** Whom somebody could vouch for. */
  get first(): Asked | undefined {
    return [...this.waiting.keys()][0];
  }

  /**
   * Waits for an officer's finger. Whoever is asked for ends what was waited for before, unless they vouch for that officer.
   * @throws `finger-unanswered` where none came in time, or it was left
   */
  ask(officerId: string, purpose: Purpose, isVouching: boolean): Promise<Answer> {
    if (!isVouching) this.end(this.first);
    const asked: Asked = { officerId, purpose };
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.end(asked), answerWithinMs).unref();
      this.waiting.set(asked, { timer, resolve, reject });
      this.changed();
    });
  }

  /** Tells the officer what to do. */
  say(asked: Asked, again: BilingualText): void {
    asked.again = again;
    this.changed();
  }

  /** The officer is there; nothing where nobody waits for that any more. */
  answer(asked: Asked, answer: Answer): void {
    const settle = this.waiting.get(asked);
    this.end(asked, () => settle?.resolve(answer));
  }

  /** Whoever is asked for now does not show their finger. */
  leave(): void {
    this.end(this.current);
  }

  /** Whoever is no officer any more, or another one, is waited for no longer. */
  dismiss(officerId: string): void {
    for (const asked of [...this.waiting.keys()]) if (asked.officerId === officerId) this.end(asked);
  }

  /** Ends one, and with it whoever vouches for it. */
  private end(asked: Asked | undefined, settled?: () => void): void {
    const all = [...this.waiting];
    const at = all.findIndex(([one]) => one === asked);
    if (at < 0) return;
    settled?.();
    for (const [one, { timer, reject }] of all.slice(at)) {
      clearTimeout(timer);
      this.waiting.delete(one);
      reject(agentError('finger-unanswered'));
    }
    this.changed();
  }
}
