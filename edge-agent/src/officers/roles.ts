import { type ApprovalMeaning, mayApprove, type OfficerRole } from '@custody-edge/event-contract';
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
}

/** Whoever keeps the machines enrols people and moves nobody. */
const offices: Readonly<Record<OfficerRole, Office>> = {
  'gate-officer': {
    attends: ['gate', 'count'],
    enrols: false,
    oversees: false,
  },
  reception: { attends: ['gate', 'count'], enrols: false, oversees: false },
  clerk: { attends: [], enrols: false, oversees: false },
  medical: {
    attends: [],
    enrols: false,
    oversees: false,
  },
  'deputy-superintendent': { attends: ['gate', 'count'], enrols: false, oversees: true },
  superintendent: {
    attends: ['gate', 'count', 'bench'],
    enrols: true,
    oversees: true,
  },
  'visitor-desk': { attends: [], enrols: false, oversees: false },
  analyst: { attends: ['bench'], enrols: false, oversees: false },
  supervisor: {
    attends: ['gate', 'count', 'bench'],
    enrols: false,
    oversees: false,
  },
  it: { attends: [], enrols: true, oversees: false },
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
  roles.find((role) => mayApprove(role, meaning));
