import {
  officerIdSchema,
  officerRoleSchema,
  plainText,
  unreadableOfficerReasonSchema,
} from '@custody-edge/event-contract';
import { z } from 'zod';
import { keyAnswerSchema } from './key-requests.ts';
import { firstOffices } from './roles.ts';

// Whether a PIN fits the rules is told by the officers themselves, in words; here only that it is one line.
const pin = z.string().max(64);
const name = plainText(120);

/** Who acts, and what shows it: their PIN, or their security key's answer. */
export const credentials = {
  officerId: officerIdSchema,
  pin: pin.exactOptional(),
  key: keyAnswerSchema.exactOptional(),
};
/** Of whoever names themselves either shows it: whoever sends both is not told which of them counted. */
export const isProven = [
  (asked: object): boolean => !('officerId' in asked) || 'pin' in asked !== 'key' in asked,
  'either a PIN or a security key',
] as const;
/** An officer signs in, takes over duty, or signs a decision. */
export const credentialsSchema = z.strictObject(credentials).refine(...isProven);
export type Credentials = z.infer<typeof credentialsSchema>;

/** What an officer is asked to sign, before it is known who does. */
export type Unsigned<Action> = Action extends Credentials ? Omit<Action, keyof typeof credentials> : never;

export const firstOfficerSchema = z.strictObject({
  oneTimeCode: z.string().max(64),
  officerId: officerIdSchema,
  name,
  role: z.enum(firstOffices),
  pin,
});
export type FirstOfficer = z.infer<typeof firstOfficerSchema>;

export const enrolmentSchema = z.strictObject({
  officerId: officerIdSchema,
  name,
  roles: z
    .array(officerRoleSchema)
    .min(1)
    .refine((roles) => new Set(roles).size === roles.length, 'holds an office twice'),
  /** Chosen by the new officer. */
  pin,
  /** Of the officer who enrols: a station left alone must not make officers. */
  ownPin: pin,
});
export type Enrolment = z.infer<typeof enrolmentSchema>;

/** An officer vouches for another whose finger is waited for and cannot be read. */
export const vouchingSchema = z
  .strictObject({ ...credentials, reason: unreadableOfficerReasonSchema })
  .refine(...isProven);
export type Vouching = z.infer<typeof vouchingSchema>;

/** By what an officer says from now on that they are being forced, chosen by themselves with their own PIN. */
export const duressChoiceSchema = z.strictObject({
  officerId: officerIdSchema,
  ownPin: pin,
  pin,
  finger: z.string().min(1).max(24).exactOptional(),
});
export type DuressChoice = z.infer<typeof duressChoiceSchema>;

/** Whose security key is registered, or fingers are enrolled, by an officer who shows with their own PIN that it is they. */
export const keyOwnerSchema = z.strictObject({ officerId: officerIdSchema, ownPin: pin });
export type KeyOwner = z.infer<typeof keyOwnerSchema>;
