import { Decimal } from '@custody-edge/foundation';
import { z } from 'zod';
import { decimalText, plainText } from '../text.ts';
import { deviceEvidenceSchema } from './evidence.ts';

/** Kinds of trial that show whether a balance is fit. */
export const balanceTrials = ['check-weight', 'repeatability', 'eccentricity', 'linearity'] as const;
export type BalanceTrial = (typeof balanceTrials)[number];

/** Where on the pan a load stands, as whoever stands before the balance sees it, in the order in which it goes there. */
export const panPlaces = ['centre', 'front-left', 'front-right', 'back-left', 'back-right'] as const;
export type PanPlace = (typeof panPlaces)[number];

/** A line between the lightest and the heaviest of three loads can bend. */
const fewestLoads = 3;

const knownWeight = z.strictObject({
  /** Number or mark of the weight. */
  mark: plainText(60),
  /** What its certificate says it weighs. */
  nominal: decimalText,
});
export type KnownWeight = z.infer<typeof knownWeight>;
const raw = z.string().regex(/^[A-Za-z0-9_-]{1,400}$/, 'base64url');

const trialReading = z.strictObject({
  weight: knownWeight,
  /** Of a trial of eccentricity. */
  place: z.enum(panPlaces).exactOptional(),
  value: decimalText,
  raw,
});

/** Why readings are none of their trial; undefined where they are. */
function contradiction({ trial, readings }: TrialShape): string | undefined {
  const [first] = readings;
  const isOneLoad = readings.every(
    ({ weight }) => weight.mark === first?.weight.mark && weight.nominal === first.weight.nominal,
  );
  if (trial !== 'eccentricity' && readings.some(({ place }) => place !== undefined))
    return 'only eccentricity has places';
  switch (trial) {
    case 'check-weight':
    case 'repeatability':
      return isOneLoad ? undefined : 'is of one load';
    case 'eccentricity':
      if (!isOneLoad) return 'is of one load';
      return readings.length === panPlaces.length && readings.every(({ place }, index) => place === panPlaces[index])
        ? undefined
        : 'is of the centre, then of each corner once';
    case 'linearity':
      return readings.length >= fewestLoads && areRising(readings)
        ? undefined
        : 'is of three loads or more, from light to heavy';
  }
}

const areRising = (readings: TrialShape['readings']): boolean =>
  readings.every(({ weight }, index) => {
    const [before, own] = [readings[index - 1]?.weight, weight].map((one) => one && Decimal.parse(one.nominal));
    return own !== undefined && (index === 0 || (before !== undefined && own.compare(before) > 0));
  });

const triedShape = z.strictObject({
  instrument: deviceEvidenceSchema,
  trial: z.enum(balanceTrials),
  unit: z.string().min(1).max(20),
  /** In their order. */
  readings: z.array(trialReading).min(1).max(50),
});
type TrialShape = z.infer<typeof triedShape>;

const instrument = { instrument: deviceEvidenceSchema } as const;
const unit = z.string().min(1).max(20);

/** Their subject is the instrument: `instrument/` and an id made of its profile and serial number. */
export const instrumentEvents = {
  /** A certificate came: what an accredited laboratory found, and until when it holds. */
  'instrument.calibrated.v1': z
    .strictObject({
      ...instrument,
      certificate: plainText(80),
      by: plainText(120),
      calibratedOn: z.iso.date(),
      dueOn: z.iso.date(),
      /** Smallest step of the display. */
      division: decimalText.exactOptional(),
      capacity: decimalText.exactOptional(),
      unit: unit.exactOptional(),
      /** Standard uncertainties that the certificate states, in `unit`; absent where it states none. */
      calibrationUncertainty: decimalText.exactOptional(),
      linearity: decimalText.exactOptional(),
    })
    .refine(({ calibratedOn, dueOn }) => calibratedOn <= dueOn, {
      path: ['dueOn'],
      message: 'is due before it was made',
    }),
  /** Readings of one known load, written by earlier versions and read for ever. */
  'instrument.tried.v1': z.strictObject({
    ...instrument,
    trial: z.enum(balanceTrials),
    weight: knownWeight,
    unit,
    /** In their order; for eccentricity centre, then the four corners. */
    readings: z
      .array(z.strictObject({ value: decimalText, raw }))
      .min(1)
      .max(50),
  }),
  /** Readings of known loads, each with its load and its place on the pan; what they prove is worked out from all of them. */
  'instrument.tried.v2': triedShape.superRefine((tried, context) => {
    const message = contradiction(tried);
    if (message !== undefined) context.addIssue({ code: 'custom', path: ['readings'], message });
  }),
  /** It is not to be used until it was looked after, for the reason given. */
  'instrument.withdrawn.v1': z.strictObject({ ...instrument, reason: plainText(300) }),
  'instrument.back-in-use.v1': z.strictObject({ ...instrument, reason: plainText(300) }),
} as const;
