import { type CustodyEvent, isAdmission, isCustodyEvent } from '@custody-edge/event-contract';
import type { ExpectedList } from './admission/expected.ts';
import type { Sought } from './finger/sought.ts';
import type { CourtList } from './order/court-list.ts';

/** People whose fingers are taken up together: a finger on the glass waits no longer than they take. */
const takenAtOnce = 8;

interface Kept {
  readonly sought: Sought;
  readonly expected: Pick<ExpectedList, 'strike'>;
  readonly courtList: Pick<CourtList, 'strike' | 'struck'>;
  readonly inTurn: (work: () => Promise<void>) => void;
  readonly changed: () => void;
}

/** What the other gates of this prison recorded, and what follows of it here: lists and gallery go with the record. */
export class FromPeers {
  private readonly kept: Kept;
  /** Whose fingers are to be taken up or left. */
  private readonly waiting = new Set<string>();
  private isLooking = false;

  constructor(kept: Kept) {
    this.kept = kept;
  }

  take(events: readonly CustodyEvent[]): void {
    const { sought, expected, courtList, changed } = this.kept;
    const persons = events.filter(isCustodyEvent);
    for (const { data } of persons.filter(isAdmission)) expected.strike(data.warrant);
    for (const { type, subject } of persons) {
      if (type !== 'prisoner.out-to-court.v1') continue;
      courtList.strike(subject);
      courtList.struck(subject);
    }
    const subjects = [...new Set(persons.map(({ subject }) => subject))];
    sought.forget(subjects);
    // Somebody who was admitted again has other impressions.
    const again = new Set(persons.filter(isAdmission).map(({ subject }) => subject));
    this.look(subjects.filter((subject) => again.has(subject) || sought.isAmiss(subject)));
    changed();
  }

  takeKeys(subjects: readonly string[]): void {
    this.look(subjects);
    this.kept.changed();
  }

  private look(subjects: readonly string[]): void {
    for (const subject of subjects) this.waiting.add(subject);
    if (this.waiting.size === 0 || this.isLooking) return;
    this.isLooking = true;
    this.kept.inTurn(() => this.lookAtSome());
  }

  private async lookAtSome(): Promise<void> {
    const some = [...this.waiting].slice(0, takenAtOnce);
    for (const subject of some) {
      this.waiting.delete(subject);
      await this.kept.sought.look(subject);
    }
    this.isLooking = false;
    // A finger that was put on the glass meanwhile comes before the next.
    this.look([]);
  }
}
