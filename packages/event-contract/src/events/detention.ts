import { z } from 'zod';
import { plainText } from '../text.ts';
import { officerRoleSchema } from './officer.ts';
import { approvalsOf, warrantSchema } from './prisoner.ts';

/** What becomes late of a detention: its paper is about to end, has ended, or the person was never brought before a court. */
export const detentionAlarms = ['warrant-ending', 'warrant-ended', 'never-produced'] as const;
export type DetentionAlarm = (typeof detentionAlarms)[number];

/** An order by which a court extends a detention. */
export const extensionSchema = z.strictObject({
  paper: plainText(60),
  court: warrantSchema.shape.court,
  /** The last day that it authorises. */
  until: z.iso.date(),
});

/** On what, and until when, a person is held; the subject is the person. */
export const detentionEvents = {
  'prisoner.detention-extended.v1': extensionSchema.extend({ approvals: approvalsOf(1) }),
  /** Said once: for each day on which a paper ends, or for the admission of whoever was never produced. */
  'prisoner.detention-alarm.v1': z.strictObject({
    alarm: z.enum(detentionAlarms),
    admission: z.uuidv7(),
    /** The last day of the paper, where it is about one. */
    until: z.iso.date().exactOptional(),
    /** Whose duty it is now. */
    owner: officerRoleSchema,
  }),
} as const;
