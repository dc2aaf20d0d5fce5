import { admissionGaps } from './custody/admission-gaps.ts';
import { erasureGaps } from './custody/erasure-gaps.ts';
import { releaseGaps } from './custody/release.ts';

/** What can be found missing in an event by whoever has the record: in a release, an admission, an order, a journey on a paper, the report of a late hold, a change of who signs at a station, or an erasure. */
export const recordGaps = [
  ...releaseGaps,
  ...admissionGaps,
  ...erasureGaps,
  'referral-missing',
  'officer-word-missing',
  'late-hold-unknown',
] as const;
export type RecordGap = (typeof recordGaps)[number];
