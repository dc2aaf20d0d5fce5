import {
  decimalText,
  type PartKind,
  partKinds,
  plainText,
  techniques,
  testOutcomes,
  weightKinds,
} from '@custody-edge/event-contract';
import { z } from 'zod';

/** Name of a step, a check or a field within its method, as events of the record write it. */
export const stepName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens');

/** What an analyst reads, in both languages, each in its own script. */
export const inBothLanguages = (maxLength: number) =>
  z.strictObject({
    en: plainText(maxLength).regex(/\p{Script=Latin}/u, 'not in English'),
    ur: plainText(maxLength).regex(/\p{Script=Arabic}/u, 'not in Urdu'),
  });

/** What only the laboratory can fill in; a method with a blank one cannot be begun. */
const laboratoryText = (maxLength: number) => z.union([z.literal(''), plainText(maxLength)]);

/** A mass with its UCUM unit, which is the unit of the readings that it is held against. */
const massSchema = z.strictObject({
  value: decimalText.refine((text) => !text.startsWith('-'), 'below zero'),
  unit: z.string().min(1).max(20),
});
export type Mass = z.infer<typeof massSchema>;

/** The exhibit on which the method was begun, or each of its parts of one kind. */
export type StepScope = 'parcel' | `each-${PartKind}`;
const stepScopes = [
  'parcel',
  'each-unit',
  'each-sample',
  'each-duplicate-sample',
  'each-packaging',
  'each-remainder',
] as const satisfies readonly StepScope[];

/** The kind of the parts that a step is done with; undefined for the exhibit on which the method was begun. */
export const partKindOf = (scope: StepScope): PartKind | undefined =>
  partKinds.find((kind) => scope === `each-${kind}`);

/** What an instrument's reserves say of a load lighter than it may weigh. */
export const belowMinimumReserve = 'below-minimum-weight';

const head = {
  id: stepName,
  /** What the analyst does next, in one line. */
  prompt: inBothLanguages(160),
  /** Every unit where the step does not say otherwise: a consignment is not inferred from a few packets (PLD 2012 SC 380). */
  of: z.enum(stepScopes).default('each-unit'),
} as const;

/** Whether it is asked only of the units that were drawn, once a step has drawn some. */
const sampled = { sampled: z.boolean().default(false) } as const;

/** Whether an instrument that is not fit without reserve may be used; its reserves then stand in the finding. */
const instrument = { instrument: z.enum(['fit', 'with-reserve']).default('fit') } as const;

/** How many findings of one exhibit it takes. */
const repeats = { repeats: z.int().min(1).max(20).default(1) } as const;

const mediaType = z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'a media type');
const mediaTypes = z.array(mediaType).min(1).max(20);

const weighStepSchema = z.strictObject({
  ...head,
  kind: z.literal('weigh'),
  what: z.enum(weightKinds),
  ...repeats,
  /** Largest difference between repeats. */
  tolerance: massSchema.exactOptional(),
  ...instrument,
  /** A load below the balance's minimum weight: refused, or taken with that as a reserve. */
  belowMinimum: z.enum(['refused', 'with-reserve']).default('refused'),
  /** The least proof that a weight is steady; the station's own rule where it says nothing. */
  steady: z
    .strictObject({
      readings: z.int().min(1).max(100),
      withinDivisions: z.int().min(0).max(100),
      durationMs: z.int().min(0).max(3_600_000),
    })
    .exactOptional(),
  /** Whether a weight that somebody read and wrote counts; it stays manual for ever. */
  mayBeWritten: z.boolean().default(true),
});
export type WeighStep = z.infer<typeof weighStepSchema>;

const testStepSchema = z.strictObject({
  ...head,
  kind: z.literal('test'),
  ...sampled,
  technique: z.enum(techniques),
  /** The protocol as the report names it: the laboratory's own. */
  protocol: laboratoryText(120),
  /** Its batch and both of its controls have to be on record. */
  reagent: z.strictObject({ name: laboratoryText(80) }).exactOptional(),
  outcomes: z
    .array(z.enum(testOutcomes))
    .min(1)
    .default([...testOutcomes]),
  ...repeats,
  ...instrument,
  /** Steps of the same exhibit that bind the files that the test has to name. */
  restsOn: z.array(stepName).max(10).default([]),
});
export type TestStep = z.infer<typeof testStepSchema>;

const spectrumStepSchema = z.strictObject({
  ...head,
  kind: z.literal('spectrum'),
  ...sampled,
  technique: z.enum(techniques),
  mediaTypes,
  ...repeats,
  ...instrument,
});

/** What an instrument or another laboratory wrote; it may come long after the exhibit was sealed again. */
const fileStepSchema = z.strictObject({
  ...head,
  kind: z.literal('file'),
  ...sampled,
  technique: z.enum(techniques).exactOptional(),
  mediaTypes,
  ...repeats,
  ...instrument,
});

const photographStepSchema = z.strictObject({
  ...head,
  kind: z.literal('photograph'),
  ...sampled,
  mediaTypes: mediaTypes.default(['image/jpeg', 'image/png']),
  ...repeats,
});

const divideStepSchema = z.strictObject({
  ...head,
  kind: z.literal('divide'),
  ...sampled,
  into: z
    .array(
      z.strictObject({
        part: z.enum(partKinds),
        least: z.int().min(1).max(1000).default(1),
        /** Least mass of each such part, as its weight says; the laboratory's own figure. */
        leastMass: massSchema.exactOptional(),
      }),
    )
    .min(1)
    .max(partKinds.length),
});

/** A share or a confidence, that the laboratory decides on. */
const laboratoryShare = z.union([z.literal(''), z.string().regex(/^0\.\d{1,6}$/, 'a decimal below one')]);

/** A number above zero, that the laboratory decides on. */
const laboratoryNumber = z.union([
  z.literal(''),
  z.string().regex(/^(?=.*[1-9])\d{1,4}(\.\d{1,6})?$/, 'a decimal above zero'),
]);

/**
 * Units are drawn by lot, for the steps that are asked of drawn ones alone; everything else is done with every unit. What a plan says is of a
 * share of the units, never of a quantity (UNODC/ENFSI, ST/NAR/38).
 */
const chooseStepSchema = z.strictObject({
  ...head,
  kind: z.literal('choose'),
  by: z.enum(['hypergeometric', 'bayesian']),
  share: laboratoryShare,
  confidence: laboratoryShare,
  /** Most negative ones among those drawn that the plan may allow for. */
  negatives: z.int().min(0).max(100).default(0),
  /** Of a plan by Bayes: Beta(a, b), which the laboratory chooses and defends. */
  prior: z.strictObject({ a: laboratoryNumber, b: laboratoryNumber }).exactOptional(),
});
export type ChooseStep = z.infer<typeof chooseStepSchema>;

/** A written examination: what was seen, field by field, and the answer to one question. */
const observeStepSchema = z.strictObject({
  ...head,
  kind: z.literal('observe'),
  ...sampled,
  /** The question that the outcome answers: positive is yes, negative is no. */
  asks: inBothLanguages(160),
  fields: z
    .array(z.strictObject({ id: stepName, label: inBothLanguages(40), required: z.boolean().default(true) }))
    .min(1)
    .max(10),
  protocol: laboratoryText(120),
});
export type ObserveStep = z.infer<typeof observeStepSchema>;

const openStepSchema = z.strictObject({ ...head, kind: z.literal('open'), ...sampled });
const resealStepSchema = z.strictObject({ ...head, kind: z.literal('reseal'), ...sampled });

export const stepSchema = z.discriminatedUnion('kind', [
  weighStepSchema,
  testStepSchema,
  spectrumStepSchema,
  fileStepSchema,
  photographStepSchema,
  divideStepSchema,
  chooseStepSchema,
  observeStepSchema,
  openStepSchema,
  resealStepSchema,
]);
export type Step = z.infer<typeof stepSchema>;
