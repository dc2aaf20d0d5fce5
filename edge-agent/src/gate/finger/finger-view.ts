import type { BilingualText } from '@custody-edge/foundation';

/** One finger of an enrolment, how far it is. */
export interface EnrolmentFingerView {
  readonly finger: BilingualText;
  readonly taken: number;
  readonly needed: number;
}
