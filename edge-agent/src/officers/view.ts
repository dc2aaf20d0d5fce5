import type { OfficerRole } from '@custody-edge/event-contract';
import { officerIdSchema, officerRoleSchema } from '@custody-edge/event-contract';
import { z } from 'zod';

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
    };

/** One line of the officers' page. */
export const officerViewSchema = z.object({
  officerId: officerIdSchema,
  name: z.string(),
  roles: z.array(officerRoleSchema),
  state: z.enum(['active', 'disabled', 'pin-spent']),
  keys: z.array(z.object({ keyId: z.string(), addedAt: z.string() })),
});
export type OfficerView = z.infer<typeof officerViewSchema>;
