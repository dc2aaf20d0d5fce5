import { z } from 'zod';
import { publicJwkSchema } from '../signature.ts';
import { plainText } from '../text.ts';

/** The number on an officer's badge: what is typed to sign in, and no secret. */
export const officerIdSchema = z.string().regex(/^[1-9]\d{2,7}$/, 'a number of 3 to 8 digits');

/** What an officer is at this station; an officer may be several. */
export const officerRoleSchema = z.enum([
  'gate-officer',
  'reception',
  'clerk',
  'medical',
  'deputy-superintendent',
  'superintendent',
  'visitor-desk',
  'analyst',
  'supervisor',
  'it',
]);
export type OfficerRole = z.infer<typeof officerRoleSchema>;

/** How an officer proved who is there. A security key will be a further value. */
export const authenticatorSchema = z.enum(['pin']);

/** Their subject is the officer: `officer/` and the number. */
export const officerEvents = {
  /** The name is staff data and stands in the clear; it never goes into a topic or a log. */
  'officer.enrolled.v1': z.strictObject({
    name: plainText(120),
    roles: z.array(officerRoleSchema).min(1).max(officerRoleSchema.options.length),
    /** Verifies the officer's approvals; an enrolment of the same number later brings another key. */
    publicKey: publicJwkSchema.refine(({ crv }) => crv === 'Ed25519', 'must be Ed25519'),
    enrolledBy: z.union([officerIdSchema, z.literal('one-time-code')]),
  }),
  'officer.disabled.v1': z.strictObject({ disabledBy: officerIdSchema }),
  'officer.signed-in.v1': z.strictObject({ authenticator: authenticatorSchema }),
  /** A start of the station ends a session as well, and says so by itself. */
  'officer.signed-out.v1': z.strictObject({ reason: z.enum(['self', 'idle', 'handed-over']) }),
  /** Wrong PINs in a row that made the station wait, or refuse the PIN for good. */
  'officer.locked-out.v1': z.strictObject({ failures: z.int().min(1) }),
} as const;
