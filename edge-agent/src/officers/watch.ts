import { officerIdOf } from '@custody-edge/event-contract';
import type { EventLog } from '../store/event-log.ts';

/** A shift, and some: whoever signed in longer ago than this has gone home. */
const longestMs = 24 * 3_600_000;

/**
 * Whose watch it is at a station: who signed in last and did not sign out themselves. Time that ran out and power that went end a session,
 * and not the duty: in an emergency nobody has the time to sign in.
 */
export class Watch {
  private present: string | undefined;

  constructor(log: Pick<EventLog, 'eventsOfType'>, nowMs: number) {
    const since = new Date(nowMs - longestMs).toISOString();
    const begun = log.eventsOfType('officer.signed-in.v1', since).at(-1);
    const left = log.eventsOfType('officer.signed-out.v1', since).findLast(({ data }) => data.reason === 'self');
    if (begun && !(left && left.sequence > begun.sequence)) this.present = officerIdOf(begun);
  }

  get officer(): string | undefined {
    return this.present;
  }

  begin(officerId: string): void {
    this.present = officerId;
  }

  end(): void {
    this.present = undefined;
  }
}
