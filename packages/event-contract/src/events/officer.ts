import { z } from 'zod';
import { securityKeySchema } from '../security-key.ts';
import { publicJwkSchema } from '../signature.ts';
import { plainText, sha256Text } from '../text.ts';
import { unreadableReasons } from './evidence.ts';

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

/** How an officer proved who is there. The station compares the finger: it is no part of what signs. */
export const authenticatorSchema = z.enum(['pin', 'pin+finger', 'security-key']);
export type Authenticator = z.infer<typeof authenticatorSchema>;

/** Why no finger of an officer can be read; no officer refuses and acts all the same. */
export const unreadableOfficerReasonSchema = z.enum(unreadableReasons).exclude(['refused']);
export type UnreadableOfficerReason = z.infer<typeof unreadableOfficerReasonSchema>;

/** Why a change of who signs at a station holds no second officer's word. */
export const withoutWordSchema = z.enum([
  /** Whoever holds the code that was printed when the station was enrolled. */
  'one-time-code',
  /** No senior officer was ever in force here but whoever changed it: the first one is enrolled by one officer alone. */
  'first-senior',
  /** The officer holds no office whose word counts for anything. */
  'signs-nothing',
]);
export type WithoutWord = z.infer<typeof withoutWordSchema>;

/** A second, senior officer's word for a change (`officerChangeDigest`), or why there is none. */
const secondWordSchema = z.union([
  z.strictObject({ approval: z.string().min(1).max(4000) }),
  z.strictObject({ without: withoutWordSchema }),
]);

const officerData = {
  /** Staff data, which stands in the clear; it never goes into a topic or a log. */
  name: plainText(120),
  roles: z.array(officerRoleSchema).min(1).max(officerRoleSchema.options.length),
  /** Verifies the officer's approvals; an enrolment of the same number later brings another key. */
  publicKey: publicJwkSchema.refine(({ crv }) => crv === 'Ed25519', 'must be Ed25519'),
};
const fingers = z.array(z.string().min(1).max(32)).min(2).max(10);
const enroller = z.union([officerIdSchema, z.literal('one-time-code')]);

/** Signatures that a security key counts. */
const counter = z.int().min(0).max(0xff_ff_ff_ff);

/** Their subject is the officer: `officer/` and the number. */
export const officerEvents = {
  /** From before a second officer had to answer for it, as every first version of what has a second one here. */
  'officer.enrolled.v1': z.strictObject({ ...officerData, enrolledBy: enroller }),
  'officer.enrolled.v2': z.strictObject({ ...officerData, by: enroller, word: secondWordSchema }),
  'officer.disabled.v1': z.strictObject({ disabledBy: officerIdSchema }),
  'officer.disabled.v2': z.strictObject({ by: officerIdSchema, word: secondWordSchema }),
  /** A security key counts for the officer until it is removed or copied, and until the officer is disabled or enrolled again. */
  'officer.key-added.v1': z.strictObject({ key: securityKeySchema, addedBy: officerIdSchema }),
  'officer.key-added.v2': z.strictObject({ key: securityKeySchema, by: officerIdSchema, word: secondWordSchema }),
  /** The key is named by the thumbprint of its public half (RFC 7638). */
  'officer.key-removed.v1': z.strictObject({ keyId: sha256Text, removedBy: officerIdSchema }),
  /** A good signature whose counter had not moved on: there are two of this key, and none of them counts any more. */
  'officer.key-copied.v1': z.strictObject({ keyId: sha256Text, counted: counter, expectedAbove: counter }),
  /** The officer's own fingers, which the station compares after the PIN; their templates are with the station alone. */
  'officer.fingers-enrolled.v1': z.strictObject({ fingers, enrolledBy: officerIdSchema }),
  'officer.fingers-enrolled.v2': z.strictObject({ fingers, by: officerIdSchema, word: secondWordSchema }),
  /** Their key is destroyed. The same comes of disabling the officer, and of enrolling the number again. */
  'officer.fingers-removed.v1': z.strictObject({ removedBy: officerIdSchema }),
  'officer.fingers-removed.v2': z.strictObject({ by: officerIdSchema, word: secondWordSchema }),
  /** After the right PIN no finger could be read: another officer answers once for who is there (`vouchingDigest`). */
  'officer.finger-vouched.v1': z.strictObject({
    reason: unreadableOfficerReasonSchema,
    approval: z.string().min(1).max(4000),
  }),
  /**
   * An officer was forced, and said so with the PIN or the finger that they keep for it. The station where it happened shows nothing of
   * this: it is for the centre and for the other stations of the site.
   */
  'officer.duress.v1': z.strictObject({
    by: z.enum(['pin', 'finger']),
    /** What the officer was made to show themselves for. */
    purpose: z.string().min(1).max(40),
    /** What the house has the door do meanwhile. */
    door: z.enum(['opens', 'stays-shut']),
  }),
  'officer.signed-in.v1': z.strictObject({ authenticator: authenticatorSchema }),
  /** A start of the station ends a session as well, and says so by itself. */
  'officer.signed-out.v1': z.strictObject({ reason: z.enum(['self', 'idle', 'handed-over', 'practice']) }),
  /** Wrong PINs in a row that made the station wait, or refuse the PIN for good; or, after the right one, fingers that were not theirs. */
  'officer.locked-out.v1': z.strictObject({ failures: z.int().min(1), of: z.literal('finger').exactOptional() }),
} as const;
