import { z } from 'zod';
import { decimalText, plainText } from '../text.ts';
import { deviceEvidenceSchema } from './evidence.ts';

/** Kinds of trial that show whether a balance is fit. */
export const balanceTrials = ['check-weight', 'repeatability', 'eccentricity', 'linearity'] as const;
export type BalanceTrial = (typeof balanceTrials)[number];

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
  /** Readings of a known load; what they prove is worked out from all of them. */
  'instrument.tried.v1': z.strictObject({
    ...instrument,
    trial: z.enum(balanceTrials),
    /** Number or mark of the weight, and what its certificate says it weighs. */
    weight: z.strictObject({ mark: plainText(60), nominal: decimalText }),
    unit,
    /** In their order; for eccentricity centre, then the four corners. */
    readings: z
      .array(z.strictObject({ value: decimalText, raw: z.string().regex(/^[A-Za-z0-9_-]{1,400}$/, 'base64url') }))
      .min(1)
      .max(50),
  }),
  /** It is not to be used until it was looked after, for the reason given. */
  'instrument.withdrawn.v1': z.strictObject({ ...instrument, reason: plainText(300) }),
  'instrument.back-in-use.v1': z.strictObject({ ...instrument, reason: plainText(300) }),
} as const;
