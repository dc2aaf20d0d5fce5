import type { AdmissionBody } from '@custody-edge/event-contract';

/** What a person is compared with who has no readable finger. */
export const comparables = ['photograph', 'marks'] as const;
export type Comparable = (typeof comparables)[number];

/** Marks that were written down at an admission. */
export type Marks = Exclude<NonNullable<AdmissionBody['marks']>, 'none-seen'>;
