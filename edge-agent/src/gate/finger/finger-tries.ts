import type { Clock } from '@custody-edge/foundation';
import { z } from 'zod';
import { waitMs } from '../../officers/pin-lock.ts';
import type { StationDatabase } from '../../store/database.ts';

/** What came of the fingers that were tried for one person since one of their own last matched. */
export interface Tries {
  readonly failures: number;
  /** One of them was another person's. */
  readonly mismatched: boolean;
}

const triesRow = z.object({ failures: z.int(), mismatched: z.int() });
const none: Tries = { failures: 0, mismatched: false };

/**
 * Fingers tried for a claimed person, counted on the disk before each is compared: neither a power cut nor another clock gives a free
 * try. From the fifth failure in a row each further try waits half a minute by the monotonic clock, as a PIN's does (NIST SP 800-63B-4).
 */
export class FingerTries {
  private readonly clock: Clock;
  private readonly limit: number;
  private readonly statements: ReturnType<typeof statementsOf>;
  private readonly startedMs: number;
  private readonly lastTryMs = new Map<string, number>();

  /** @param limit failures in a row after which no finger is compared with a claimed person's any more */
  constructor(db: StationDatabase, clock: Clock, limit: number) {
    this.clock = clock;
    this.limit = limit;
    this.statements = statementsOf(db);
    this.startedMs = clock.monotonicMs();
  }

  of(subject: string): Tries {
    const row = this.statements.find.get(subject);
    if (row === undefined) return none;
    const { failures, mismatched } = triesRow.parse(row);
    return { failures, mismatched: mismatched === 1 };
  }

  /** Counts a try as failed until `matched` says otherwise, and says whether it may be made at all. */
  begin(subject: string): 'try' | 'wait' | 'spent' {
    const { failures } = this.of(subject);
    if (failures >= this.limit) return 'spent';
    const nowMs = this.clock.monotonicMs();
    if (waitMs(failures, nowMs - (this.lastTryMs.get(subject) ?? this.startedMs)) > 0) return 'wait';
    this.statements.count.run(subject);
    this.lastTryMs.set(subject, nowMs);
    return 'try';
  }

  /** A finger of the person's own matched, for whatever reason it was asked for. */
  matched(subject: string): void {
    this.statements.forgive.run(subject);
  }

  /** A finger that was tried for the person is somebody else's. */
  mismatched(subject: string): void {
    this.statements.accuse.run(subject);
  }
}

function statementsOf(db: StationDatabase) {
  return {
    find: db.prepare('SELECT failures, mismatched FROM finger_tries WHERE subject = ?'),
    count: db.prepare('INSERT INTO finger_tries VALUES (?, 1, 0) ON CONFLICT DO UPDATE SET failures = failures + 1'),
    forgive: db.prepare('DELETE FROM finger_tries WHERE subject = ?'),
    accuse: db.prepare('UPDATE finger_tries SET mismatched = 1 WHERE subject = ?'),
  };
}
