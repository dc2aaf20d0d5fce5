import type { ApprovalMeaning } from '@custody-edge/event-contract';

/** What officers answer for with their own PIN, on the board of a movement or under a report. */
export const vouchMeanings = [
  'release',
  'release-review',
  'hospital-referral',
  'report',
  'report-review',
  'death-certificate',
  'superintendent-finding',
  'admission-search',
  'medical-screening',
  'admission-reference',
  'detention-order',
  'examination',
  'erasure',
  'erasure-review',
] as const satisfies readonly ApprovalMeaning[];
export type VouchMeaning = (typeof vouchMeanings)[number];

/** What stands between a person and the gate besides orders and officers, each on a paper of its own. */
export const handOverMeanings = ['medical-clearance', 'property-return'] as const satisfies readonly ApprovalMeaning[];
export type HandOverMeaning = (typeof handOverMeanings)[number];

/** Those that a tile asks for. */
export type TileMeaning = VouchMeaning | HandOverMeaning;
