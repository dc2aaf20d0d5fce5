import { type ApprovalMeaning, vouchingDigest } from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import type { OfficerFingers } from './fingers/officer-fingers.ts';
import type { AskKey } from './key-requests.ts';
import type { OfficerBook } from './officer-book.ts';
import { subjectOf } from './officer-subject.ts';
import type { Credentials, Vouching as Request } from './requests.ts';

interface VouchingParts {
  readonly book: OfficerBook;
  readonly fingers: OfficerFingers;
  isReaderReady(): boolean;
  approve(by: Credentials, meaning: ApprovalMeaning, digest: string): Promise<string>;
  askToApprove(officerId: string, meaning: ApprovalMeaning, digest: string): Promise<AskKey>;
}

/** Another officer answers, on record, for one whose PIN was right and whose finger cannot be read. */
export class Vouching {
  private readonly parts: VouchingParts;

  constructor(parts: VouchingParts) {
    this.parts = parts;
  }

  /**
   * What the security key of whoever vouches is asked.
   * @throws as `askToApprove`, and `action-not-possible`, `second-officer-needed`
   */
  ask({ officerId, reason }: Pick<Request, 'officerId' | 'reason'>): Promise<AskKey> {
    return this.parts.askToApprove(officerId, 'officer-without-finger', this.vouchedDigest(officerId, reason));
  }

  /**
   * Another officer answers, this once, for who is waited for: no finger of theirs can be read.
   * @throws `action-not-possible` where nobody is waited for, `second-officer-needed`, and what an approval is refused with
   */
  async vouch({ reason, ...credentials }: Request): Promise<void> {
    const { asked } = this.parts.fingers;
    const digest = this.vouchedDigest(credentials.officerId, reason);
    const approval = await this.parts.approve(credentials, 'officer-without-finger', digest);
    if (!asked || this.parts.fingers.asked !== asked) throw agentError('finger-unanswered');
    const subject = subjectOf(asked.officerId);
    this.parts.book.commit([{ type: 'officer.finger-vouched.v1', subject, data: { reason, approval } }]);
    this.parts.fingers.vouched(asked);
  }

  private vouchedDigest(officerId: string, reason: Request['reason']): string {
    const { asked } = this.parts.fingers;
    const isOutOfOrder = reason === 'reader-out-of-order';
    if (!asked || isOutOfOrder === this.parts.isReaderReady()) throw agentError('action-not-possible', { reason });
    if (asked.officerId === officerId) throw agentError('second-officer-needed');
    return vouchingDigest(asked.officerId, reason);
  }
}
