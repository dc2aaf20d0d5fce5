import {
  type ApprovalMeaning,
  type Assertion,
  claimedChallenge,
  type MessageToAssert,
} from '@custody-edge/event-contract';
import type { Clock } from '@custody-edge/foundation';
import { agentError } from '../errors.ts';

/** How long a security key has to answer. */
export const challengeValidMs = 120_000;
/** Challenges that may wait at once; whoever asks for more lets go of the oldest. */
const waitingLimit = 16;

/** What a challenge was given out for; its answer counts for nothing else. */
export type Purpose =
  | { readonly kind: 'sign-in'; readonly officerId: string }
  | { readonly kind: 'registration'; readonly officerId: string; readonly addedBy: string }
  | {
      readonly kind: 'approval';
      readonly officerId: string;
      readonly meaning: ApprovalMeaning;
      readonly digest: string;
      readonly message: MessageToAssert;
    };

/** Challenges given out and not answered yet: in memory only, each good for one answer and for a short time. */
export class Challenges {
  private readonly clock: Pick<Clock, 'monotonicMs'>;
  private readonly waiting = new Map<string, { readonly purpose: Purpose; readonly sinceMs: number }>();

  constructor(clock: Pick<Clock, 'monotonicMs'>) {
    this.clock = clock;
  }

  put(challenge: string, purpose: Purpose): void {
    this.waiting.set(challenge, { purpose, sinceMs: this.clock.monotonicMs() });
    const [oldest] = this.waiting.keys();
    if (this.waiting.size > waitingLimit && oldest !== undefined) this.waiting.delete(oldest);
  }

  /** Takes back for good the challenge that an answer names. @throws `challenge-spent` for one of another kind as well */
  take<Kind extends Purpose['kind']>(
    kind: Kind,
    answer: Pick<Assertion, 'clientDataJSON'>,
  ): { readonly challenge: string; readonly purpose: Extract<Purpose, { kind: Kind }> } {
    const challenge = claimedChallenge(answer) ?? '';
    const found = this.waiting.get(challenge);
    this.waiting.delete(challenge);
    const isInTime = found !== undefined && this.clock.monotonicMs() - found.sinceMs < challengeValidMs;
    if (!isInTime || !isOf(kind, found.purpose)) throw agentError('challenge-spent', { kind });
    return { challenge, purpose: found.purpose };
  }
}

const isOf = <Kind extends Purpose['kind']>(
  kind: Kind,
  purpose: Purpose,
): purpose is Extract<Purpose, { kind: Kind }> => purpose.kind === kind;
