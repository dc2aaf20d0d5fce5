import type { ApprovalMeaning } from './approval-meaning.ts';
import type { OfficerRole } from './events/officer.ts';

/** What whoever handles exhibits answers for. */
const exhibitWords: readonly ApprovalMeaning[] = [
  'exhibit-receipt',
  'exhibit-giving',
  'exhibit-taking',
  'exhibit-return',
];

/** What a deputy superintendent and a superintendent may both answer for. */
const seniorWords: readonly ApprovalMeaning[] = [
  'property-return',
  'hospital-referral',
  'release',
  'release-review',
  'order-call-back',
  'order-query-answer',
  'report',
  'report-review',
  'admission-search',
  'admission-reference',
  'detention-order',
  'examination',
  'finger-exception',
  'identity-conflict',
  'child-refusal',
  'roll-export',
  'count-result',
  'count-call-off',
  'identity-by-sight',
  'officer-without-finger',
  'officer-change',
  'erasure',
  'erasure-review',
  'visitor-rule',
  'visitor-by-sight',
  'visitor-alarm',
  'legal-visit-opening',
];

/** For what the word of an office counts, at the station and for everybody who verifies it later. */
const words: Readonly<Record<OfficerRole, readonly ApprovalMeaning[]>> = {
  'gate-officer': [
    'property-return',
    'release',
    'order-call-back',
    'report',
    'admission-search',
    'examination',
    'erasure',
    'count-result',
    'count-call-off',
  ],
  reception: ['admission-search', 'admission-reference', ...exhibitWords],
  clerk: ['order-call-back', 'order-query-answer', 'admission-reference', 'detention-order'],
  medical: [
    'medical-clearance',
    'medical-screening',
    'hospital-referral',
    'examination',
    'death-certificate',
    'finger-exception',
  ],
  'deputy-superintendent': seniorWords,
  superintendent: [...seniorWords, 'superintendent-finding', 'juvenile-seen', 'identity-after-mismatch'],
  'visitor-desk': [],
  analyst: [...exhibitWords, 'exhibit-amendment', 'technical-review', 'report-signature'],
  supervisor: [
    'finger-exception',
    'identity-conflict',
    'identity-by-sight',
    'roll-export',
    'officer-without-finger',
    'count-result',
    'count-call-off',
    'visitor-by-sight',
    'visitor-alarm',
    ...exhibitWords,
    'exhibit-amendment',
    'exhibit-fork-settling',
    'case-assignment',
    'technical-review',
    'administrative-review',
  ],
  it: [],
};

/** Whether somebody may give an approval with this meaning in an office. */
export const mayApprove = (role: OfficerRole, meaning: ApprovalMeaning): boolean => words[role].includes(meaning);
