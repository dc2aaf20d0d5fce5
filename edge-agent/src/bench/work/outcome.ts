import type { Desk } from '../desk/desk.ts';
import type { Pending } from '../signing/pending.ts';

/** What comes of an action: another desk, or something to sign. */
export interface Outcome {
  readonly desk?: Desk;
  readonly pending?: {
    readonly pending: Pending;
    /** Looks again, once all is signed, whether it may still be recorded. @throws why not */
    readonly recheck: () => void;
    /** Shown once it is on record. */
    readonly next?: Desk;
  };
}
