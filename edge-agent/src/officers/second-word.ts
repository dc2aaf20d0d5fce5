import {
  type ApprovalMeaning,
  type EventDraft,
  type OfficerChange,
  type OfficerChangeType,
  officerChangeDigest,
  officerIdOf,
  type WithoutWord,
} from '@custody-edge/event-contract';
import { agentError } from '../errors.ts';
import type { AskKey } from './key-requests.ts';
import type { OfficerBook } from './officer-book.ts';
import type { Credentials } from './requests.ts';
import type { WordView } from './view.ts';

const meaning = 'officer-change' satisfies ApprovalMeaning;

/** What is asked of the second officer, by the change's event. */
const kinds = {
  'officer.enrolled.v2': 'enrolled',
  'officer.disabled.v2': 'disabled',
  'officer.key-added.v2': 'key-added',
  'officer.fingers-enrolled.v2': 'fingers-enrolled',
  'officer.fingers-removed.v2': 'fingers-removed',
} as const satisfies Record<OfficerChangeType, WordView['change']>;

/** A change that is ready to be recorded but for the second officer's word. */
export interface AwaitedChange {
  readonly change: OfficerChange;
  /** Of the officer whom it is about. */
  readonly name: string;
  /** Whether it may still be recorded: other things happened while it waited. */
  mustHold(): void;
  /** What belongs into the transaction that records it. */
  alongside(): void;
  afterwards?(): void;
}

interface SecondWordParts {
  readonly book: OfficerBook;
  approve(by: Credentials, meaning: ApprovalMeaning, digest: string, isFirstFinger: boolean): Promise<string>;
  askToApprove(officerId: string, meaning: ApprovalMeaning, digest: string): Promise<AskKey>;
  changed(): void;
}

/** One change of who signs here that waits for a second officer: in memory only, and gone with the duty of whoever began it. */
export class SecondWord {
  private readonly parts: SecondWordParts;
  private awaited: AwaitedChange | undefined;

  constructor(parts: SecondWordParts) {
    this.parts = parts;
  }

  view(): WordView | undefined {
    if (!this.awaited) return undefined;
    const { change, name } = this.awaited;
    const roles = change.type === 'officer.enrolled.v2' ? change.data.roles : [];
    return { change: kinds[change.type], officerId: officerIdOf(change), name, roles };
  }

  /** A change waits; the one that waited before is left. */
  await(awaited: AwaitedChange): void {
    this.awaited = awaited;
    this.parts.changed();
  }

  /** Records a change that needs nobody else. */
  without(awaited: AwaitedChange, without: WithoutWord): void {
    this.leave();
    this.commit(awaited, { without });
  }

  /** @throws as `give` */
  async ask(officerId: string): Promise<AskKey> {
    const { change } = this.mustAwait(officerId);
    return this.parts.askToApprove(officerId, meaning, officerChangeDigest(change));
  }

  /** @throws `action-not-possible` where nothing waits or no longer does, `second-officer-needed`, and as `approve` does */
  async give(by: Credentials): Promise<void> {
    const awaited = this.mustAwait(by.officerId);
    const { change } = awaited;
    const isFirstFinger =
      change.type === 'officer.fingers-enrolled.v2' &&
      officerIdOf(change) === by.officerId &&
      this.parts.book.fingersOf(by.officerId).length === 0;
    const approval = await this.parts.approve(by, meaning, officerChangeDigest(change), isFirstFinger);
    if (this.awaited !== awaited) throw agentError('action-not-possible', { subject: change.subject });
    this.commit(awaited, { approval });
    this.leave();
  }

  leave(): void {
    if (!this.awaited) return;
    this.awaited = undefined;
    this.parts.changed();
  }

  private mustAwait(officerId: string): AwaitedChange {
    if (!this.awaited) throw agentError('action-not-possible', { officerId });
    if (this.awaited.change.data.by === officerId) throw agentError('second-officer-needed');
    return this.awaited;
  }

  private commit(
    { change, mustHold, alongside, afterwards }: AwaitedChange,
    word: { approval: string } | { without: WithoutWord },
  ): void {
    const { book } = this.parts;
    mustHold();
    // A change and its word are the data of its event; the compiler cannot pair the two unions.
    book.commit([{ ...change, data: { ...change.data, word } } as EventDraft], alongside);
    afterwards?.();
    book.fingers.scrub();
  }
}
