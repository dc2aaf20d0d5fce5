import { z } from 'zod';
import { sealedSchema } from '../seal.ts';
import { instant, plainText, sha256Text, subjectId } from '../text.ts';
import { officerIdSchema } from './officer.ts';

export const sexes = ['M', 'F', 'X'] as const;
export type Sex = (typeof sexes)[number];

/** Where on the body something was seen. */
export const bodyPlaces = [
  'head',
  'face',
  'neck',
  'chest',
  'abdomen',
  'back',
  'right-arm',
  'left-arm',
  'right-leg',
  'left-leg',
] as const;
export type BodyPlace = (typeof bodyPlaces)[number];

const seenOnBody = z
  .array(z.strictObject({ place: z.enum(bodyPlaces), words: plainText(120) }))
  .min(1)
  .max(10);

/** What was seen on somebody who leaves on police remand or comes back from it; none seen, if the list is empty. */
export const injuriesFoundSchema = z
  .array(z.strictObject({ place: z.enum(bodyPlaces), words: plainText(120), isNew: z.boolean() }))
  .max(10);
export type InjuriesFound = z.infer<typeof injuriesFoundSchema>;

/** What a person was found to be at the search: who searched, what was seen, and what they complained of. */
export const admissionBodySchema = z
  .strictObject({
    sex: z.enum(sexes),
    birth: z.union([z.strictObject({ bornOn: z.iso.date() }), z.strictObject({ ageYears: z.int().min(0).max(120) })]),
    search: z.strictObject({
      /** For a person of sex X the one whom they chose. */
      officerSex: z.enum(['M', 'F']),
      /** Whose word the search is, given before a witness; pending while nobody searched who could sign for it. */
      by: z.union([z.strictObject({ officerId: officerIdSchema, witness: plainText(120) }), z.literal('pending')]),
    }),
    injuries: z.union([z.literal('none-seen'), seenOnBody]),
    /** By which the person is told apart when no finger can be read: scars, tattoos, a missing joint. */
    marks: z.union([z.literal('none-seen'), seenOnBody]).exactOptional(),
    /** Of ill-treatment before admission or of anything else, in their own words. */
    complaints: z.union([z.literal('none-made'), plainText(300)]),
    /** Whether to keep the person apart from others: as noted at the gate, until the medical officer has signed what was found. */
    isolation: z.boolean(),
  })
  .refine(({ sex, search }) => sex === 'X' || sex === search.officerSex, {
    message: 'searched by an officer of another sex',
    path: ['search', 'officerSex'],
  });
export type AdmissionBody = z.infer<typeof admissionBodySchema>;

/** What a search found that was made, or signed for, after the admission: what is sealed under the field `search`. */
export const laterSearchSchema = z.strictObject({ witness: plainText(120), found: plainText(300) });
export type LaterSearch = z.infer<typeof laterSearchSchema>;

/** What came with the person, and who belongs to them. */
export const admissionBelongingsSchema = z.strictObject({
  property: z.union([
    z.literal('none'),
    z.strictObject({
      receipt: plainText(60),
      items: z
        .array(z.strictObject({ item: plainText(80), quantity: z.int().min(1).max(9_999_999) }))
        .min(1)
        .max(20),
    }),
  ]),
  /** Children who come in with their mother. */
  children: z.array(z.strictObject({ name: plainText(80), ageYears: z.int().min(0).max(17) })).max(10),
  nextOfKin: z.strictObject({ name: plainText(120), contact: plainText(160).optional() }).optional(),
});
export type AdmissionBelongings = z.infer<typeof admissionBelongingsSchema>;

/** The police officer who hands a person over. */
export const escortSchema = z.strictObject({
  name: plainText(120),
  beltNumber: plainText(30),
  policeStation: plainText(80),
});

export const fingerExceptionReasons = ['missing', 'bandaged', 'worn', 'refused'] as const;
export type FingerExceptionReason = (typeof fingerExceptionReasons)[number];

/** Why there is no photograph of fingers that could not be taken. */
export const fingerPhotographLacks = ['no-camera', 'not-taken'] as const;
export type FingerPhotographLack = (typeof fingerPhotographLacks)[number];

/** Fingers that could not be taken, and the second officer's word for it. */
const fingerExceptionSchema = z.strictObject({
  fingers: z.array(z.string().min(1).max(32)).min(1).max(10),
  reason: z.enum(fingerExceptionReasons),
  /** SHA-256 of the JPEG that shows the hand: the picture stays at the station, under the person's own key. Signed by the second officer. */
  photograph: z.union([z.strictObject({ hash: sha256Text }), z.enum(fingerPhotographLacks)]),
  /** When the station took the approval: it counted then. */
  at: instant,
  approval: z.string().min(1).max(4000),
});

/** 128 random bits. */
const saltSchema = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

/** What an admission says of a person besides name and number: what is sealed under the field `file`. */
export const admissionFileSchema = z.strictObject({
  escort: escortSchema,
  body: admissionBodySchema,
  /** 128 random bits: without them nobody tells from `search.found` what was found. */
  salt: saltSchema,
  belongings: admissionBelongingsSchema,
  exceptions: z.array(fingerExceptionSchema).max(10),
});
export type AdmissionFile = z.infer<typeof admissionFileSchema>;

/** What the police record office or NADRA said of the person: fingers alone show the same person, not the right one. */
export const references = ['answered', 'not-asked', 'no-answer'] as const;
export type Reference = (typeof references)[number];

/** Who can say whose fingers, or whose card, these are. */
export const referenceOffices = ['police-record', 'nadra'] as const;

/** Whom such an office takes the person for; `none` where it gave no answer. */
export const referenceAnswers = ['same-person', 'other-name', 'unknown', 'none'] as const;
export type ReferenceAnswer = (typeof referenceAnswers)[number];

/** What such an office said, or that it said nothing, but the words themselves. */
export const referenceSchema = z.strictObject({
  office: z.enum(referenceOffices),
  answer: z.enum(referenceAnswers),
  /** Who answered, by name and office; where nobody did, who was asked. */
  spokeTo: plainText(120),
  /** On which day it answered; where it did not, on which day it was asked. */
  on: z.iso.date(),
});

export type RecordedReference = z.infer<typeof referenceSchema>;

/** What a senior officer finds where the fingers of an admission are on record already. */
export const conflictAnswers = ['same-person', 'different-person', 'refer'] as const;
export type ConflictAnswer = (typeof conflictAnswers)[number];

/** What a senior officer finds where the centre holds the same fingers of somebody else. */
export const matchAnswers = ['same-person', 'different-person', 'stand-in-suspected'] as const;
export type MatchAnswer = (typeof matchAnswers)[number];

/** That a person was searched: for what the words of the searching and of the medical officer stand, and whether the first was given. */
const admissionSearchSchema = z.strictObject({
  /** `foundHash` of everything that was written down of the person. */
  found: sha256Text,
  /** Who is said to have searched; absent while nobody did. */
  searcher: officerIdSchema.exactOptional(),
  state: z.enum(['signed', 'pending']),
});

/** What the second version of an admission says in the clear besides what the first did. */
export const admittedInFull = {
  /** `admissionFileSchema`. */
  file: sealedSchema,
  reference: z.enum(references),
  search: admissionSearchSchema,
  /** Seen: the medical officer signed what was found. */
  medical: z.enum(['seen', 'pending']),
  /** Words of the searching and of the medical officer, as far as they were at hand. */
  approvals: z.array(z.string().min(1).max(4000)).max(2),
  /** The medical officer wants the person kept apart from others. */
  isolation: z.literal(true).exactOptional(),
  /** Below the age at which the house may keep somebody among adults. */
  juvenile: z.boolean(),
  /** People whose record a finger matched and of whom a senior officer found that they are somebody else. */
  differentFrom: z.array(subjectId).max(10),
  /** Whether the file names marks by which the person is known. */
  marked: z.literal(true).exactOptional(),
  /** How many fingers could not be taken. */
  excepted: z.int().min(1).max(10).exactOptional(),
  /** How many of those no photograph shows. */
  unphotographed: z.int().min(1).max(10).exactOptional(),
} as const;

/** Why an admission is provisional; none for one that is complete. */
export type ProvisionalReason = 'juvenile' | 'no-finger' | 'search-pending' | 'medical-pending' | 'centre-pending';

/** @param centralSearch whether the centre has searched for the fingers; left out where it has, or there are none */
export function provisionalReasonsOf(
  data: {
    readonly juvenile: boolean;
    readonly fingers: readonly unknown[];
    readonly search: { readonly state: 'signed' | 'pending' };
    readonly medical: 'seen' | 'pending';
  },
  centralSearch?: 'waiting' | 'done',
): ProvisionalReason[] {
  return [
    ...(data.juvenile ? (['juvenile'] as const) : []),
    ...(data.fingers.length === 0 ? (['no-finger'] as const) : []),
    ...(data.search.state === 'pending' ? (['search-pending'] as const) : []),
    ...(data.medical === 'pending' ? (['medical-pending'] as const) : []),
    ...(centralSearch === 'waiting' ? (['centre-pending'] as const) : []),
  ];
}
