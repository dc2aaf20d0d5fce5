import { releaseGaps } from './custody/release.ts';

/** What can be found missing in an event by whoever has the record: in a release, an order, or a change of who signs at a station. */
export const recordGaps = [...releaseGaps, 'officer-word-missing'] as const;
export type RecordGap = (typeof recordGaps)[number];
