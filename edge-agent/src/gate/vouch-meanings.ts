import type { ApprovalMeaning } from '@custody-edge/event-contract';

/** What officers answer for with their own PIN on the board of a movement. */
export const vouchMeanings = [
  'medical-clearance',
  'property-return',
  'release',
  'release-review',
] as const satisfies readonly ApprovalMeaning[];
export type VouchMeaning = (typeof vouchMeanings)[number];
