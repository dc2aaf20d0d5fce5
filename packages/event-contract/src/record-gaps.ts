import { admissionGaps } from './custody/admission-gaps.ts';
import { releaseGaps } from './custody/release.ts';

/** What can be found missing in an event by whoever has the record: in a release, an admission, an order, a journey on a paper, or a change of who signs at a station. */
export const recordGaps = [...releaseGaps, ...admissionGaps, 'referral-missing', 'officer-word-missing'] as const;
export type RecordGap = (typeof recordGaps)[number];
