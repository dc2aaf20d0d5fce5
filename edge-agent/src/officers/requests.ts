import { officerIdSchema, officerRoleSchema, plainText } from '@custody-edge/event-contract';
import { z } from 'zod';
import { firstOffices } from './roles.ts';

// Whether a PIN fits the rules is told by the officers themselves, in words; here only that it is one line.
const pin = z.string().max(64);
const name = plainText(120);

/** An officer and a PIN: to sign in, and to take over duty. */
export const credentialsSchema = z.strictObject({ officerId: officerIdSchema, pin });
export type Credentials = z.infer<typeof credentialsSchema>;

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
