import type { ApprovalMeaning } from '@custody-edge/event-contract';

/** What officers answer for with their own PIN at the desk. */
export const vouchMeanings = [
  'medical-clearance',
  'property-return',
  'release',
  'release-review',
  'report',
  'report-review',
  'death-certificate',
  'superintendent-finding',
  'finger-exception',
  'identity-conflict',
  'juvenile-seen',
] as const satisfies readonly ApprovalMeaning[];
export type VouchMeaning = (typeof vouchMeanings)[number];

/** Those that a tile on the board of a movement, or under a report, asks for. */
export type BoardMeaning = Exclude<VouchMeaning, 'finger-exception' | 'identity-conflict' | 'juvenile-seen'>;
