import { z } from 'zod';
import { base64urlBytes, decimalText, instant, plainText, sha256Text, subjectId } from '../text.ts';
import { deviceEvidenceSchema } from './evidence.ts';
import { bearerSchema } from './lab-case.ts';
import { officerIdSchema } from './officer.ts';
import { approvalsOf } from './prisoner.ts';

export const sealStates = ['intact', 'broken', 'absent'] as const;
export type SealState = (typeof sealStates)[number];

const sealSchema = z.strictObject({
  /** What the seal shows, or its number. */
  mark: plainText(60),
  state: z.enum(sealStates),
});
export type Seal = z.infer<typeof sealSchema>;

/** What a part of an exhibit is. */
export const partKinds = ['unit', 'sample', 'duplicate-sample', 'packaging', 'remainder'] as const;
export type PartKind = (typeof partKinds)[number];

/** What a weight is the weight of. */
export const weightKinds = ['gross', 'packaging', 'net', 'sample', 'remainder'] as const;
export type WeightKind = (typeof weightKinds)[number];

/** How something is examined; what each can show is for the method to say. */
export const techniques = [
  'colour-test',
  'uv-vis',
  'raman',
  'infrared',
  'gas-chromatography',
  'mass-spectrometry',
  'microscopy',
  'thin-layer-chromatography',
  'examination',
] as const;
export type Technique = (typeof techniques)[number];

export const testOutcomes = ['positive', 'negative', 'inconclusive'] as const;
export type TestOutcome = (typeof testOutcomes)[number];

/** A step of the method that is followed. */
export const methodStepSchema = z.strictObject({
  /** Of the `exhibit.method-begun.v1` of the exhibit, or of the one that it was taken from. */
  begun: z.uuidv7(),
  step: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens'),
});
export type MethodStep = z.infer<typeof methodStepSchema>;
const ofStep = { method: methodStepSchema.exactOptional() } as const;

/** An instrument as it names itself, and as what the record knew it when it measured. */
export const instrumentEvidenceSchema = deviceEvidenceSchema.extend({
  model: plainText(64).exactOptional(),
  firmware: plainText(64).exactOptional(),
  /** SHA-256 of the device profile by which its bytes were read. */
  profileHash: sha256Text.exactOptional(),
  /** Why it was not fit without reserve at that moment; empty where it was. The method let it be used all the same. */
  reserves: z.array(plainText(60)).max(20),
  /** The `room.measured.v1` of its bench that held at that moment; absent where the room was not measured. */
  environment: z.uuidv7().exactOptional(),
});
export type InstrumentEvidence = z.infer<typeof instrumentEvidenceSchema>;

const weight = {
  ...ofStep,
  what: z.enum(weightKinds),
  /** Digits as the balance printed them, or as somebody wrote them. */
  value: decimalText,
  /** UCUM code of the unit. */
  unit: z.string().min(1).max(20),
} as const;

/** What was measured or seen in place of what the record said. */
const amendmentSchema = z.discriminatedUnion('of', [
  z.strictObject({
    of: z.literal('weight'),
    what: z.enum(weightKinds),
    value: decimalText,
    unit: z.string().min(1).max(20),
  }),
  z.strictObject({ of: z.literal('test'), outcome: z.enum(testOutcomes), observed: plainText(300) }),
  /** It does not count at all. */
  z.strictObject({ of: z.literal('withdrawn') }),
]);
export type Amendment = z.infer<typeof amendmentSchema>;

/** A part as it is named when it comes to be; it has a line of its own from then on. */
const partSchema = z.strictObject({
  exhibit: subjectId,
  label: plainText(120),
  kind: z.enum(partKinds),
  described: plainText(200),
});
export type ExhibitPart = z.infer<typeof partSchema>;

/** How somebody who looked found an exhibit, whatever is on record of it. */
const asFoundSchema = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('held'),
    custodian: officerIdSchema,
    place: plainText(60),
    isOpen: z.boolean(),
    seals: z.array(sealSchema).max(20),
  }),
  z.strictObject({ state: z.literal('returned') }),
]);
export type AsFound = z.infer<typeof asFoundSchema>;

/** Parts that one division makes at most, so that its event stays below the size of a message. */
export const mostParts = 200;

/** Their subject is the exhibit: `exhibit/` and an id made of its label. */
export const exhibitEvents = {
  /** Written by earlier versions, and read for ever. */
  'exhibit.weighed.v1': z.strictObject({
    /** The text of the exhibit's label, as scanned. */
    label: plainText(120),
    /** The weight that was accepted: the last of the samples, digits as printed. */
    value: decimalText,
    /** UCUM code of the unit. */
    unit: z.string().min(1).max(20),
    /** Every reading that the decision of steadiness rests on, as the balance sent it. */
    samples: z
      .array(z.strictObject({ raw: plainText(80), value: decimalText }))
      .min(1)
      .max(100),
    balance: deviceEvidenceSchema,
  }),
  /** A parcel came into the laboratory; whoever is signed in has it from then on. */
  'exhibit.received.v1': z.strictObject({
    case: subjectId,
    /** The laboratory's own label. */
    label: plainText(120),
    /** Its number on the memorandum. */
    parcel: plainText(40),
    described: plainText(300),
    /** Every seal that the memorandum names or the parcel bears; none where it came unsealed. */
    seals: z.array(sealSchema).max(20),
    place: plainText(60),
    approvals: approvalsOf(1),
  }),
  /** Two officers sign: who had it and who has it from now on. */
  'exhibit.handed-over.v1': z.strictObject({
    from: officerIdSchema,
    to: officerIdSchema,
    place: plainText(60),
    approvals: approvalsOf(2),
  }),
  /** Every seal that it bore, as it was found before the first one was cut. */
  'exhibit.opened.v1': z.strictObject({ seals: z.array(sealSchema).max(20) }),
  /** Its parts follow, each with a line of its own. */
  'exhibit.divided.v1': z.strictObject({ parts: z.array(partSchema).min(1).max(mostParts) }),
  /** A part came to be: the first event of its own line. */
  'exhibit.taken-from.v1': z.strictObject({
    parent: subjectId,
    label: plainText(120),
    kind: z.enum(partKinds),
    described: plainText(200),
  }),
  'exhibit.method-begun.v1': z.strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower-case letters, digits and hyphens'),
    version: plainText(20),
    /** SHA-256 of the method's file. */
    hash: sha256Text,
  }),
  /**
   * Some of its units were chosen by lot in place of all of them, as the method allows; what the plan says of the others is no proof of
   * them (UNODC/ENFSI, Guidelines on Representative Drug Sampling).
   */
  'exhibit.units-chosen.v1': z.strictObject({
    method: methodStepSchema,
    plan: z.strictObject({
      by: z.enum(['hypergeometric', 'bayesian']),
      /** Units that there are. */
      population: z.int().min(1).max(1_000_000),
      /** Share of them that the plan asks about, and how sure it is to be: both above 0 and at most 1. */
      share: decimalText,
      confidence: decimalText,
      /** Negative ones among the chosen that it allows for. */
      negatives: z.int().min(0).max(100),
      /** What is believed of the share before anything is tested, Beta(a, b): of a plan by Bayes. */
      prior: z.strictObject({ a: decimalText, b: decimalText }).exactOptional(),
    }),
    /** Random bytes from which the lot was drawn, in base64url: the same seed draws the same units, which are numbered by their labels. */
    seed: base64urlBytes.min(22).max(86),
    chosen: z.array(subjectId).min(1).max(mostParts),
  }),
  'exhibit.weighed.v2': z.strictObject({
    ...weight,
    /** What the balance said that it shows, where it says so. */
    load: z.enum(['gross', 'net', 'unsaid']),
    /** Every reading that the decision of steadiness rests on, as the balance sent it. */
    samples: z
      .array(
        z.strictObject({
          /** The bytes as they came, in base64url. */
          raw: z.string().regex(/^[A-Za-z0-9_-]{1,400}$/, 'base64url'),
          value: decimalText,
          /** Milliseconds since the first one, by a steady clock. */
          afterMs: z.int().min(0).max(3_600_000),
        }),
      )
      .min(1)
      .max(100),
    /** What made the weight steady: so many in a row, within so many divisions, for so long. */
    steady: z.strictObject({
      readings: z.int().min(1).max(100),
      withinDivisions: z.int().min(0).max(100),
      division: decimalText,
      durationMs: z.int().min(0).max(3_600_000),
    }),
    balance: instrumentEvidenceSchema,
  }),
  /** A weight that somebody read and wrote: manual for ever. */
  'exhibit.weight-written.v1': z.strictObject({ ...weight, reason: plainText(300), balance: plainText(120) }),
  'exhibit.tested.v1': z.strictObject({
    ...ofStep,
    technique: z.enum(techniques),
    /** The protocol that was followed, as the report names it. */
    protocol: plainText(120),
    outcome: z.enum(testOutcomes),
    observed: plainText(300),
    reagent: z
      .strictObject({
        name: plainText(80),
        batch: plainText(60),
        /** Whether the batch, before it was used, reacted to a known substance and did not react to none: false is a control that failed. */
        controls: z.strictObject({ positive: z.boolean(), blank: z.boolean() }),
      })
      .exactOptional(),
    instrument: instrumentEvidenceSchema.exactOptional(),
    /** Files that it rests on, by the `exhibit.file-bound.v1` of each. */
    files: z.array(z.uuidv7()).max(20),
  }),
  /** What an instrument wrote, or somebody photographed or scanned: kept at the station, and known by its hash for ever. */
  'exhibit.file-bound.v1': z.strictObject({
    ...ofStep,
    name: plainText(200),
    mediaType: z.string().regex(/^[a-z]+\/[a-z0-9.+-]{1,80}$/, 'a media type'),
    bytes: z.int().min(0).max(2_000_000_000),
    hash: sha256Text,
    /** When the file itself says it was made; unproved. */
    madeAt: instant.exactOptional(),
    instrument: instrumentEvidenceSchema.exactOptional(),
  }),
  /** What an event of this exhibit says does not count any more; it stays on record beside what takes its place. */
  'exhibit.amended.v1': z.strictObject({
    supersedes: z.uuidv7(),
    amendment: amendmentSchema,
    why: plainText(300),
    approvals: approvalsOf(1),
  }),
  'exhibit.resealed.v1': z.strictObject({ seals: z.array(sealSchema).min(1).max(20) }),
  /**
   * Stations wrote apart from each other what came next: a supervisor went through every branch of it, and says how the exhibit lies now.
   * All of them stay on record. Where somebody has it, they sign as well.
   */
  'exhibit.fork-settled.v1': z.strictObject({
    /** The last event of each branch that was gone through; the event itself follows one of them. */
    ends: z.array(z.uuidv7()).min(2).max(50),
    found: asFoundSchema,
    why: plainText(300),
    approvals: approvalsOf(1),
  }),
  /** It left the laboratory, under seal. */
  'exhibit.returned.v1': z.strictObject({
    to: bearerSchema,
    roadCertificate: plainText(60).exactOptional(),
    approvals: approvalsOf(1),
  }),
} as const;
