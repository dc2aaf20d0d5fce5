import type {
  Absence,
  CustodyState,
  FeedItem,
  PersonalIdentity,
  RecordGap,
  StatedHold,
  StationHealth,
  StationRole,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { CourtNoticeLine } from '../store/court-notices.ts';

export interface PersonLine {
  readonly subject: string;
  readonly site: string;
  /** Absent when the data was erased or its key has not arrived. */
  readonly identity?: PersonalIdentity;
  readonly state: CustodyState;
  /** Nothing more is ordered for this person: released or dead. */
  readonly ended: boolean;
  /** More than one line of history: two stations recorded different movements. */
  readonly conflict: boolean;
  /** While the person is out. */
  readonly absence?: Pick<Absence, 'journey' | 'place' | 'dueBack'> & {
    /** The time to return has passed. */
    readonly late: boolean;
  };
  readonly openOrders: readonly string[];
  /** Still inside too long after a verified release order. */
  readonly overDetained: boolean;
  /** A court was asked about an order and has not answered in time. */
  readonly answerOverdue: boolean;
  /** Other matters that the person is liable to be detained for. */
  readonly holds: readonly StatedHold[];
}

export interface StationLine {
  readonly stationId: string;
  readonly site: string;
  readonly role: StationRole;
  readonly online: boolean;
  /** Last event held of its chain. */
  readonly sequence: number;
  readonly lastEventAt?: string;
  readonly health?: StationHealth;
  readonly quarantined: number;
  /** Of a machine that replaced another one: how many people it has on record by now, and of how many that fails at present. */
  readonly takingOver?: { readonly told: number; readonly of: number; readonly troubled: number };
}

/** A signed statement of a court, and what came of it. */
export interface StatementLine {
  readonly statementId: string;
  readonly feed: string;
  readonly takenAt: string;
  /** Number of items that were carried out. */
  readonly taken: number;
  /** What was not, and why. */
  readonly refused: readonly { readonly kind: FeedItem['kind']; readonly trouble: BilingualText }[];
}

export interface EventLine {
  readonly id: string;
  readonly type: string;
  readonly stationId: string;
  readonly site: string;
  readonly sequence: number;
  readonly at: string;
  readonly receivedAt: string;
  readonly timeQuality: string;
  readonly subject: string;
  /** Name of the person, label of the exhibit, or kind of the alarm, where there is one to show. */
  readonly about?: string;
  /** Weight with its unit, court, order or reason: the one fact that tells this event from its like. */
  readonly detail?: string;
  /** What an admission, a release, a journey, an order or a change of officers lacked, as far as the record tells; absent for everything else. */
  readonly lacking?: readonly RecordGap[];
}

export interface QuarantineLine {
  readonly receivedAt: string;
  readonly topic: string;
  readonly reason: string;
  readonly detail: string;
}

export interface OrderLine {
  readonly commandId: string;
  readonly purpose: string;
  /** Empty where it waits for the person to arrive at a prison. */
  readonly stationId: string;
  readonly subject: string;
  readonly orderId: string;
  readonly issuedAt: string;
  /** Set when the station has recorded it (release orders) or taken it (court lists). */
  readonly doneAt?: string;
  /** What keeps it from being sent. */
  readonly trouble?: BilingualText;
}

/** An order that a court confirmed by telephone and that the centre did not grant. */
export interface RefusedCallBackLine {
  readonly eventId: string;
  readonly subject: string;
  /** The gate that called. */
  readonly stationId: string;
  readonly orderId: string;
  readonly court: string;
  readonly caseNumber: string;
  /** Code of the refusal. */
  readonly outcome: string;
}

/** An admission that waits for an officer's word, or for a finger. */
export interface OpenAdmissionLine
  extends Pick<EventLine, 'id' | 'at' | 'subject' | 'site' | 'stationId' | 'sequence'>,
    Pick<PersonLine, 'identity'> {
  /** Number of the officer who is said to have searched. */
  readonly searcher?: string;
  readonly lacking: readonly RecordGap[];
}

/** What the centre's overview shows, pushed whole at each change. */
export interface OverviewView {
  readonly centreId: string;
  readonly counts: Readonly<Record<CustodyState, number>>;
  readonly bySite: readonly { readonly site: string; readonly counts: Readonly<Record<CustodyState, number>> }[];
  readonly overdue: number;
  readonly overDetained: number;
  readonly answersOverdue: number;
  readonly conflicts: number;
  /** Releases, orders and changes of officers that lacked something, the newest first. */
  readonly incompleteReleases: readonly EventLine[];
  /** Of people still held: those that somebody can still sign before those without a finger, the oldest first, and how many there are. */
  readonly openAdmissions: { readonly count: number; readonly oldest: readonly OpenAdmissionLine[] };
  /** Of people still held: somebody may be using one order twice. */
  readonly refusedCallBacks: readonly RefusedCallBackLine[];
  readonly stations: readonly StationLine[];
  readonly events: readonly EventLine[];
  readonly quarantine: { readonly total: number; readonly latest: readonly QuarantineLine[] };
  readonly people: readonly PersonLine[];
  readonly orders: readonly OrderLine[];
  /** What courts said in signed files, the newest first. */
  readonly statements: readonly StatementLine[];
  /** What courts are told of their own orders, the newest first. */
  readonly courtNotices: readonly CourtNoticeLine[];
}
