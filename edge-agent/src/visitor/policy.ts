import { officerRoleSchema } from '@custody-edge/event-contract';
import { z } from 'zod';
import { timeOfDay } from '../station/hours.ts';

/** How the house tells visits apart: by the class of the prisoner, and those of lawyers. */
const visitClasses = ['under-trial', 'convicted', 'legal'] as const;
export type VisitClass = (typeof visitClasses)[number];

const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const visitHoursSchema = z
  .strictObject({
    for: z.array(z.enum(visitClasses)).min(1).max(visitClasses.length),
    days: z.array(z.enum(weekdays)).min(1).max(weekdays.length),
    from: timeOfDay,
    to: timeOfDay,
  })
  .refine(({ from, to }) => from !== to, 'opens and closes at one time');

const isPattern = (text: string): boolean => {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
};

/** What a visitor desk decides by; no figure in it is law, and each house sets its own. */
export const visitorPolicySchema = z.strictObject({
  cardPattern: z
    .string()
    .max(200)
    .refine(isPattern, 'a regular expression')
    .default('(?<!\\d)\\d{13}(?!\\d)')
    .describe(
      'What in the barcode of an identity card is its number, as a regular expression; typed where not one fits',
    ),
  hours: z
    .array(visitHoursSchema)
    .max(40)
    .default([{ for: [...visitClasses], days: [...weekdays], from: '08:00', to: '16:00' }])
    .describe(
      'Days and hours of visits by the class of the prisoner, by this machine’s clock; none of a class not named',
    ),
  visitsPerWeek: z
    .strictObject({
      'under-trial': z.int().min(0).max(21).default(1),
      convicted: z.int().min(0).max(21).default(1),
    })
    .prefault({})
    .describe(
      'Visits of a prisoner from Monday to Sunday; visitors who are inside together are one visit. Lawyers are not counted',
    ),
  visitorsPerVisit: z.int().min(1).max(20).default(3).describe('Adults who may be with one prisoner at a time'),
  childrenPerVisit: z.int().min(0).max(20).default(4).describe('Children who may be with one prisoner at a time'),
  listRequired: z
    .boolean()
    .default(false)
    .describe(
      'Whether a prisoner without a list of visitors is visited by nobody; whoever has a list only by those on it',
    ),
  bookingRequired: z.boolean().default(false).describe('Whether nobody is let in who did not book for the day'),
  mostInside: z.int().min(1).max(2_000).default(100).describe('Adults and children who may be inside at once'),
  visitMinutes: z.int().min(5).max(480).default(60).describe('Minutes after which a visitor should have left'),
  impressions: z.int().min(1).max(5).default(2).describe('Impressions taken of a visitor’s one finger'),
  photograph: z
    .enum(['always', 'without-finger'])
    .default('always')
    .describe(
      'Of whom a photograph is asked at the entry: of every visitor, or of those without a readable finger. Whoever declines, and a desk without a camera, is on record and keeps nobody out',
    ),
  captureTries: z.int().min(1).max(5).default(3).describe('Fingers at the exit before the door is held'),
  entryKeptHours: z
    .int()
    .min(0)
    .max(72)
    .default(2)
    .describe('Hours after which finger and photograph of whoever has left are destroyed'),
  identityKeptDays: z
    .int()
    .min(1)
    .max(3_650)
    .default(180)
    .describe('Days after the last visit in which a visitor is known again; then name and document are destroyed'),
  legalOpenedBy: z
    .array(officerRoleSchema.extract(['deputy-superintendent', 'superintendent']))
    .min(1)
    .max(2)
    .default(['superintendent'])
    .describe('Offices that may open who visited whom as a lawyer; whom the law names is for the house to know'),
});
export type VisitorPolicy = z.infer<typeof visitorPolicySchema>;
