import type { OfficerRole } from '@custody-edge/event-contract';
import { officerIdSchema, officerRoleSchema, withoutWordSchema } from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import { z } from 'zod';
import type { EnrolmentFingerView } from '../gate/finger/finger-view.ts';
import type { Purpose } from './fingers/finger-asks.ts';

/** What the glass waits for that is an officer's. */
export type FingerView = {
  readonly officerId: string;
  readonly isReaderReady: boolean;
  /** What to do after the last finger. */
  readonly again?: BilingualText;
} & (
  | {
      readonly kind: 'asked';
      readonly purpose: Purpose;
      /** The officer is asked because they vouch for another. */
      readonly vouches: boolean;
    }
  | {
      readonly kind: 'enrolling';
      readonly fingers: readonly EnrolmentFingerView[];
      /** The finger that is asked for. */
      readonly next?: BilingualText;
    }
);

/** A change of who signs here that waits for a second officer's word. */
export interface WordView {
  readonly change: 'enrolled' | 'disabled' | 'key-added' | 'fingers-enrolled' | 'fingers-removed';
  readonly officerId: string;
  readonly name: string;
  /** Offices that the officer is given. */
  readonly roles: readonly OfficerRole[];
}

/** Who answers for this station now. */
export type DutyView =
  | {
      readonly state: 'signed-out';
      /** Whether anybody is enrolled who could sign in. */
      readonly officers: boolean;
      /** A one-time code waits to be used. */
      readonly codeWaits: boolean;
      /** Fingers, papers and labels answered with "sign in first" since the start. */
      readonly turnedAway: number;
      readonly finger?: FingerView;
    }
  | {
      readonly state: 'signed-in';
      readonly officerId: string;
      readonly name: string;
      readonly roles: readonly OfficerRole[];
      /** Whether the officer may act at this station. */
      readonly attends: boolean;
      readonly enrols: boolean;
      /** Whether the officer may see the whole house. */
      readonly oversees: boolean;
      /** Whether the officer may look at the raw bytes of devices. */
      readonly maintains: boolean;
      /** Whether the officer may begin to practise. */
      readonly practises: boolean;
      /** The officer's own fingers are to be enrolled before they may act here. */
      readonly fingersDue: boolean;
      /** What a second officer is asked to answer for. */
      readonly word?: WordView;
      readonly finger?: FingerView;
    };

/** One line of the officers' page. */
export const officerViewSchema = z.object({
  officerId: officerIdSchema,
  name: z.string(),
  roles: z.array(officerRoleSchema),
  state: z.enum(['active', 'disabled', 'pin-spent']),
  /** How many of the officer's own fingers are enrolled. */
  fingers: z.int(),
  keys: z.array(z.object({ keyId: z.string(), addedAt: z.string() })),
  /** Why no second officer answered for the enrolment, where one would have had to. */
  without: withoutWordSchema.exclude(['signs-nothing']).exactOptional(),
});
export type OfficerView = z.infer<typeof officerViewSchema>;
