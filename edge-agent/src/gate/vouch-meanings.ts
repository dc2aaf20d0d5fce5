import type { ApprovalMeaning } from '@custody-edge/event-contract';

/** What officers answer for with their own PIN on the board of a movement and under a report. */
export const vouchMeanings = [
  'medical-clearance',
  'property-return',
  'release',
  'release-review',
  'report',
  'report-review',
  'death-certificate',
  'superintendent-finding',
] as const satisfies readonly ApprovalMeaning[];
export type VouchMeaning = (typeof vouchMeanings)[number];
