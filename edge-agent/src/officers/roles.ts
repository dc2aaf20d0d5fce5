import { type ApprovalMeaning, mayApprove, type OfficerRole, type stationRoles } from '@custody-edge/event-contract';

type StationKind = (typeof stationRoles)[number];

/** What an office allows at a station. */
interface Office {
  /** Stations at which its holder may act. */
  readonly attends: readonly StationKind[];
  /** May enrol and disable officers. */
  readonly enrols: boolean;
  /** May see the whole house: everybody’s name in one list, and what every officer did. */
  readonly oversees: boolean;
  /** May look at the raw bytes of devices. */
  readonly maintains: boolean;
  /** May begin to practise with invented people at a gate where they act. */
  readonly practises: boolean;
}

/** Whoever keeps the machines enrols people and moves nobody. */
const offices: Readonly<Record<OfficerRole, Office>> = {
  'gate-officer': {
    attends: ['gate', 'count'],
    enrols: false,
    oversees: false,
    maintains: false,
    practises: true,
  },
  reception: { attends: ['gate', 'count', 'bench'], enrols: false, oversees: false, maintains: false, practises: true },
  clerk: { attends: [], enrols: false, oversees: false, maintains: false, practises: false },
  medical: {
    attends: [],
    enrols: false,
    oversees: false,
    maintains: false,
    practises: false,
  },
  'deputy-superintendent': {
    attends: ['gate', 'count', 'visitor'],
    enrols: false,
    oversees: true,
    maintains: false,
    practises: true,
  },
  superintendent: {
    attends: ['gate', 'count', 'visitor', 'bench'],
    enrols: true,
    oversees: true,
    maintains: false,
    practises: true,
  },
  'visitor-desk': { attends: ['visitor'], enrols: false, oversees: false, maintains: false, practises: false },
  analyst: { attends: ['bench'], enrols: false, oversees: false, maintains: false, practises: false },
  supervisor: {
    attends: ['gate', 'count', 'visitor', 'bench'],
    enrols: false,
    oversees: false,
    maintains: false,
    practises: true,
  },
  it: { attends: [], enrols: true, oversees: false, maintains: true, practises: false },
};

/** Offices that a one-time code may create: somebody has to be able to enrol the others. */
export const firstOffices = ['superintendent', 'it'] as const satisfies readonly OfficerRole[];

export const mayAttend = (roles: readonly OfficerRole[], station: StationKind): boolean =>
  roles.some((role) => offices[role].attends.includes(station));

export const mayEnrol = (roles: readonly OfficerRole[]): boolean => roles.some((role) => offices[role].enrols);

/** Only a gate knows who is in the house. */
export const mayOversee = (roles: readonly OfficerRole[], station: StationKind): boolean =>
  station === 'gate' && roles.some((role) => offices[role].oversees);

export const mayMaintain = (roles: readonly OfficerRole[]): boolean => roles.some((role) => offices[role].maintains);

/** Whoever answers for a gate may leave it to practise: it opens for nobody meanwhile, and is taken up again with one touch. */
export const mayPractise = (roles: readonly OfficerRole[], station: StationKind): boolean =>
  station === 'gate' && roles.some((role) => offices[role].practises);

/** The office in which somebody may give an approval with this meaning, if any. */
export const officeFor = (roles: readonly OfficerRole[], meaning: ApprovalMeaning): OfficerRole | undefined =>
  roles.find((role) => mayApprove(role, meaning));
