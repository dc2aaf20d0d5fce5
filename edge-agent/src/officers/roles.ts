import type { ApprovalMeaning, OfficerRole } from '@custody-edge/event-contract';
import type { StationConfig } from '../config.ts';

type StationKind = StationConfig['role'];

/** What an office allows at a station. */
interface Office {
  /** Stations at which its holder may act. */
  readonly attends: readonly StationKind[];
  /** May enrol and disable officers. */
  readonly enrols: boolean;
  /** May see the whole house: everybody’s name in one list, and what every officer did. */
  readonly oversees: boolean;
  readonly approves: readonly ApprovalMeaning[];
}

/** What a deputy superintendent and a superintendent may both answer for. */
const seniorWords: readonly ApprovalMeaning[] = [
  'property-return',
  'release',
  'release-review',
  'order-call-back',
  'order-query-answer',
  'report',
  'report-review',
  'admission-reference',
  'detention-order',
  'examination',
  'finger-exception',
  'identity-conflict',
  'roll-export',
  'identity-by-sight',
  'officer-without-finger',
  'officer-change',
];

/** Whoever keeps the machines enrols people and moves nobody. */
const offices: Readonly<Record<OfficerRole, Office>> = {
  'gate-officer': {
    attends: ['gate'],
    enrols: false,
    oversees: false,
    approves: ['property-return', 'release', 'order-call-back', 'report', 'examination'],
  },
  reception: { attends: ['gate'], enrols: false, oversees: false, approves: ['admission-reference'] },
  clerk: {
    attends: [],
    enrols: false,
    oversees: false,
    approves: ['order-call-back', 'order-query-answer', 'admission-reference', 'detention-order'],
  },
  medical: {
    attends: [],
    enrols: false,
    oversees: false,
    approves: ['medical-clearance', 'medical-screening', 'examination', 'death-certificate', 'finger-exception'],
  },
  'deputy-superintendent': { attends: ['gate'], enrols: false, oversees: true, approves: seniorWords },
  superintendent: {
    attends: ['gate', 'bench'],
    enrols: true,
    oversees: true,
    approves: [...seniorWords, 'superintendent-finding', 'juvenile-seen', 'identity-after-mismatch'],
  },
  'visitor-desk': { attends: [], enrols: false, oversees: false, approves: [] },
  analyst: { attends: ['bench'], enrols: false, oversees: false, approves: [] },
  supervisor: {
    attends: ['gate', 'bench'],
    enrols: false,
    oversees: false,
    approves: ['finger-exception', 'identity-conflict', 'identity-by-sight', 'roll-export', 'officer-without-finger'],
  },
  it: { attends: [], enrols: true, oversees: false, approves: [] },
};

/** Offices that a one-time code may create: somebody has to be able to enrol the others. */
export const firstOffices = ['superintendent', 'it'] as const satisfies readonly OfficerRole[];

export const mayAttend = (roles: readonly OfficerRole[], station: StationKind): boolean =>
  roles.some((role) => offices[role].attends.includes(station));

export const mayEnrol = (roles: readonly OfficerRole[]): boolean => roles.some((role) => offices[role].enrols);

/** Only a gate knows who is in the house. */
export const mayOversee = (roles: readonly OfficerRole[], station: StationKind): boolean =>
  station === 'gate' && roles.some((role) => offices[role].oversees);

/** The office in which somebody may give an approval with this meaning, if any. */
export const officeFor = (roles: readonly OfficerRole[], meaning: ApprovalMeaning): OfficerRole | undefined =>
  roles.find((role) => offices[role].approves.includes(meaning));
