import { releaseGaps } from './custody/release.ts';

/** What can be found missing in an event by whoever has the record: in a release, an order, a journey on a paper, the report of a late hold, or a change of who signs at a station. */
export const recordGaps = [...releaseGaps, 'referral-missing', 'officer-word-missing', 'late-hold-unknown'] as const;
export type RecordGap = (typeof recordGaps)[number];
