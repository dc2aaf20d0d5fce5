import type { BilingualText } from '@custody-edge/foundation';
import type { RecordedEvent } from './recorded-event.ts';

/** Everything that the invariants are computed from; all of it was recorded, none of it is what the players believe. */
export interface Evidence {
  /** As the centre holds them, in the order in which it took them. */
  readonly events: readonly RecordedEvent[];
  /** The centre's register: where it finds everybody, and whether it shows a conflict. */
  readonly register: readonly { readonly subject: string; readonly state: string; readonly conflict: boolean }[];
  /** Events whose text an auditor heard otherwise than the centre holds it, by id. */
  readonly rewritten: readonly string[];
  /** Chains of which signature, sequence or link does not hold. */
  readonly broken: readonly string[];
  /** Events that the centre set aside or quarantined. */
  readonly setAside: number;
  /** The time at which the day is over. */
  readonly endMs: number;
  /** How much of some time of the day went by while it was played: what looks every few seconds does so by that. */
  passedMs(fromMs: number, untilMs: number): number;
  /** Hours after which what was taken of a visitor who has left is to be destroyed. */
  readonly entryKeptHours: number;
}

export interface Invariant {
  readonly number: number;
  readonly says: BilingualText;
  /** What contradicts it; empty where it holds. */
  check(evidence: Evidence): readonly string[];
}
