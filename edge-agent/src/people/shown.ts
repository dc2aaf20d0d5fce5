import type { PersonalIdentity, StateHere } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';

/** A person as the gate shows them; without identity when their data was erased. */
export interface PersonView {
  readonly subject: string;
  readonly identity?: PersonalIdentity;
  /** All that a list shows of a child. */
  readonly numberOnly?: string;
  readonly state: StateHere;
  /** Hash of the photograph that the page may show: only of whoever is on the desk. */
  readonly photograph?: string;
}

/** A ward as the house calls it. */
export interface WardView {
  readonly id: string;
  readonly name: BilingualText;
}
