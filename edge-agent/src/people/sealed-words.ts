import type { Sealed } from '@custody-edge/event-contract';
import type { z } from 'zod';

/** What is written down in a person's own events and only their key opens. */
export type SealedField = 'claim' | 'claim-answer' | 'reference' | 'examination' | 'search' | 'correction' | 'identity';

/** Opens what was sealed in a person's own events; undefined where nobody can any more. */
type Read = (subject: string, field: SealedField, sealed: Sealed) => string | undefined;

/** What was sealed in a form of several parts; undefined where it cannot be read, or is not of that form: another station may have sealed it. */
export function readAs<Said>(
  read: Read,
  subject: string,
  field: SealedField,
  sealed: Sealed,
  schema: z.ZodType<Said>,
): Said | undefined {
  const text = read(subject, field, sealed);
  if (text === undefined) return undefined;
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
