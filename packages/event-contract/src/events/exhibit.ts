import { z } from 'zod';
import { plainText } from '../text.ts';
import { deviceEvidenceSchema } from './evidence.ts';

const decimalText = z.string().regex(/^-?\d{1,15}(\.\d{1,12})?$/, 'a decimal as the instrument printed it');

export const exhibitEvents = {
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
} as const;
