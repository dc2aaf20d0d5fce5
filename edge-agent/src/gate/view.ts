import type {
  AdmissionBelongings,
  AdmissionBody,
  CommittedPerson,
  Court,
  Detention,
  DetentionAlarm,
  GroupMovement,
  Journey,
  LateHold,
  Manifest,
  MatchedIdentity,
  Mover,
  OfficerRole,
  OpenClaim,
  Pass,
  PendingPart,
  Police,
  Reference,
  ReleaseOrder,
  Transfer,
  Warrant,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { CountingView } from '../count/view.ts';
import type { PersonView, WardView } from '../people/shown.ts';
import type { PrintState } from '../station/print-state.ts';
import type { RecentView, Sign, StatusView } from '../station/status-view.ts';
import type { AdmissionDetails, AdmissionPage } from './admission/admission-details.ts';
import type { WrittenMovement } from './board/movements.ts';
import type { TileMeaning } from './board/vouch-meanings.ts';
import type { EnrolmentFingerView } from './finger/finger-view.ts';
import type { Report, ReportDetails } from './report/report-details.ts';
import type { Comparable } from './sight/comparables.ts';
import type { Recipient, SlipKind } from './slip/recipients.ts';

export type Movement = 'admission' | Mover;

/** One piece of evidence on the board. */
export interface TileView {
  readonly kind: 'order' | 'window' | 'pass' | 'police' | 'examination' | 'holds' | 'identity' | 'vouching';
  readonly state: 'present' | 'missing' | 'refused';
  readonly title: BilingualText;
  /** What it says, or why it is missing or refused. */
  readonly detail: BilingualText;
  /** What an officer can answer for here with their PIN. */
  readonly vouch?: TileMeaning;
  /** What has to be put on record first. */
  readonly report?: Report;
  /** The order about which the court can be asked, or its answer be entered where a query is open. */
  readonly ask?: { readonly orderId: string; readonly query?: string };
}

/** One line of a person's history. */
export interface HistoryView {
  readonly id: string;
  readonly at: string;
  readonly sign: Sign;
  readonly text: BilingualText;
  /** Papers, places and findings that were written down with it. */
  readonly detail: readonly string[];
  /** Number of the officer who was signed in. */
  readonly officer?: string;
  readonly station: string;
  /** One of several ends of this history. */
  readonly conflicting: boolean;
  /** Another event says that something in this one is wrong. */
  readonly corrected: boolean;
}

/** The slips of an event that the glass shows. */
export interface SlipView {
  readonly event: string;
  readonly kind: SlipKind;
  readonly recipients: readonly Recipient[];
  /** `none`: nothing was printed since the gate started. */
  readonly state: 'none' | 'printing' | 'waiting' | 'printed' | 'failed';
  /** Why they wait, and what to do. */
  readonly trouble?: BilingualText;
  /** Without a printer the browser shows and prints them. */
  readonly printer: boolean;
}

/** A person's record: who, where and under what paper, and everything that happened. */
export interface RecordView {
  readonly step: 'record';
  readonly person: PersonView;
  readonly warrant: Warrant;
  /** While the person is outside for a time. */
  readonly absence?: {
    readonly paper: string;
    readonly place: string;
    readonly dueBack: string;
    readonly overdue: boolean;
  };
  /** On what paper the person is held, until when, and what is late of it. */
  readonly detention: Pick<Detention, 'kind' | 'paper' | 'until' | 'raised'>;
  /** What the admission left open, and since when. */
  readonly pending: readonly { readonly part: PendingPart; readonly since: string }[];
  /** Kept apart from others, as the medical officer last said. */
  readonly isolation: boolean;
  /** What the police record office and NADRA said since the admission. */
  readonly references: readonly { readonly id: string; readonly sign: Sign; readonly text: BilingualText }[];
  /** Where in the house the person is kept. */
  readonly ward?: WardView;
  /** Wards that the person may be assigned to. */
  readonly wards: readonly WardView[];
  readonly openOrders: readonly ReleaseOrder[];
  /** Other matters that came after an order was verified. */
  readonly lateHolds: readonly LateHold[];
  /** Two stations recorded different movements. */
  readonly conflict: boolean;
  /** Newest first. */
  readonly history: readonly HistoryView[];
  /** What can be begun of the person without a finger. */
  readonly movements: readonly Mover[];
  readonly mayPhotograph: boolean;
  /** Fingers that the admission could not take. */
  readonly exceptions: readonly ExceptionView[];
  /** What can be put on record of the person now. */
  readonly reports: readonly Report[];
  readonly claims: readonly OpenClaim[];
  /** Whether the centre has searched for the fingers of the admission; absent where there are none. */
  readonly centralSearch?: 'waiting' | 'done';
  /** Whom the centre found alike, and nobody has answered for. */
  readonly matches: readonly MatchView[];
  /** Of what this gate last recorded of the person that slips are printed of. */
  readonly slip?: SlipView;
  /** How printing their wristband stands; absent where the house has none, or they are not held here. */
  readonly wristband?: PrintState;
  readonly again?: BilingualText;
}

/** Fingers that could not be taken, and the photograph of the hand. */
export interface ExceptionView {
  readonly fingers: readonly BilingualText[];
  readonly reason: BilingualText;
  /** Whether there is a photograph, and where. */
  readonly photograph: BilingualText;
  /** Hash of the picture, where it is kept here. */
  readonly picture?: string;
}

/** What injuries were seen on a person at one time; none, if the list is empty. */
export interface InjuriesSeen {
  readonly at: string;
  readonly injuries: readonly BilingualText[];
}

/** Somebody on record elsewhere whose fingers are alike. */
export interface MatchView {
  readonly person: string;
  readonly prison: BilingualText;
  readonly since: string;
  /** A senior officer of this house has to answer; else the other prison's. */
  readonly here: boolean;
  readonly answerDue?: string;
}

/** A report in work. */
export interface ReportView {
  /** Of an erasure: kinds of paper that may order it. */
  readonly papers?: readonly WardView[];
  readonly step: 'report';
  readonly report: Report;
  readonly person: PersonView;
  /** What is written down so far. */
  readonly details?: ReportDetails;
  /** What it may be about, where it has to name one: releases, ends of the history, claims. */
  readonly choices: readonly HistoryView[];
  /** The one of them that was chosen. */
  readonly about?: string;
  /** Of an examination: what was seen before, at the admission and each time since. */
  readonly seenBefore?: readonly InjuriesSeen[];
  readonly tiles: readonly TileView[];
  /** Whether the officer may say that no finger of whoever is brought back can be read. */
  readonly mayBeUnreadable: boolean;
  /** While the person is compared with the record. */
  readonly sight?: SightView;
  readonly instruction: BilingualText;
  /** Amber: the last capture could not be used. */
  readonly again: boolean;
  /** Empty when the button may be pressed. */
  readonly missing: readonly BilingualText[];
}

/** What a person without a readable finger is compared with. */
export interface SightView {
  readonly compare: readonly { readonly what: Comparable; readonly agrees: boolean }[];
  readonly marks: readonly BilingualText[];
  /** Everything agrees: the supervisor can sign. */
  readonly canSign: boolean;
}

/** What the desk shows now; exactly one of these. */
export type DeskView =
  /** Waiting for a finger or a paper; `again` (amber) after a capture that matched nobody yet. */
  | { readonly step: 'home'; readonly again?: BilingualText }
  /** A finger was read and is being compared. */
  | { readonly step: 'examining' }
  | {
      readonly step: 'admission';
      readonly page: AdmissionPage;
      /** Pages on which nothing is missing. */
      readonly complete: readonly AdmissionPage[];
      /** What is filled in so far; a scanned warrant fills its number. */
      readonly details: Partial<AdmissionDetails>;
      readonly body?: AdmissionBody;
      readonly belongings?: AdmissionBelongings;
      /** Hash of the photograph taken so far. */
      readonly photograph?: string;
      readonly nextOfKinRequired: boolean;
      /** Whether a child may be sent back with the police now. */
      readonly mayRefuseChild: boolean;
      readonly reference?: Reference;
      /** Whose words on what was found are there, and whose are open. */
      readonly words: readonly TileView[];
      readonly fingers: readonly EnrolmentFingerView[];
      /** Fingers that are not taken, each with the reason and whether the hand was photographed. */
      readonly excepted: readonly Readonly<Record<'finger' | 'reason' | 'photograph', BilingualText>>[];
      /** The finger that is asked for; none where all are taken. */
      readonly next?: BilingualText;
      readonly instruction: BilingualText;
      /** Amber: the last capture could not be used. */
      readonly again: boolean;
      readonly missing: readonly BilingualText[];
    }
  | {
      readonly step: 'board';
      readonly movement: Mover;
      readonly person: PersonView;
      /** Where a transfer goes. */
      readonly prison?: BilingualText;
      /** Whether it may be written down that police take the person over. */
      readonly mayGoToPolice: boolean;
      /** Who they are, by name and as it was written down. */
      readonly police?: { readonly name: BilingualText; readonly written: Police };
      /** What the officers have to know of the person before they let them go. */
      readonly notice?: BilingualText;
      readonly tiles: readonly TileView[];
      /** Of the property that was just handed back. */
      readonly slip?: SlipView;
      /** Whether the officer may say that no finger can be read. */
      readonly mayBeUnreadable: boolean;
      /** While the person is compared with the record. */
      readonly sight?: SightView;
      readonly instruction: BilingualText;
      /** Amber: the last capture could not be used. */
      readonly again: boolean;
      /** Empty when the button may be pressed. */
      readonly missing: readonly BilingualText[];
    }
  /** A journey being written out. */
  | {
      readonly step: 'pass';
      readonly movement: WrittenMovement;
      /** Whose it is, where that is said already. */
      readonly person?: PersonView;
      readonly pass?: Pass;
      readonly transfer?: Transfer;
      /** Prisons to choose from for a transfer. */
      readonly prisons: readonly { readonly site: string; readonly name: BilingualText }[];
      readonly instruction: BilingualText;
      readonly again: boolean;
    }
  /** A person being looked for, and whom the search found so far. */
  | {
      readonly step: 'find';
      readonly query: string;
      readonly found: readonly PersonView[];
      /** How many more fit. */
      readonly more: number;
      readonly again?: BilingualText;
    }
  | RecordView
  | ReportView
  /** A paper that the court confirms by telephone: first what stands on it and whose it is, then the number to call. */
  | {
      readonly step: 'call-back';
      readonly order: Partial<ReleaseOrder>;
      readonly person?: PersonView;
      /** Courts of the directory, to choose from. */
      readonly courts: readonly string[];
      /** Where to call; only once order and person are known. */
      readonly call?: Court;
      readonly instruction: BilingualText;
      readonly again: boolean;
    }
  /** Fingers one after the other: each person who may pass passes at once. */
  | {
      readonly step: 'queue';
      readonly movement: GroupMovement;
      /** Who still has to go, or to come; only where a list tells. */
      readonly left?: number;
      /** Nobody passes before vehicle, escort and head count are stated. */
      readonly statesManifest: boolean;
      /** Where each of them goes on a paper of their own. */
      readonly written?: WrittenMovement;
      readonly van?: VanView;
      readonly instruction: BilingualText;
      readonly again: boolean;
      /** Who may go this way: called by a court, or out and due back, whoever is due first first; the first of what may be hundreds. */
      readonly listed: readonly ListedView[];
      /** How many more there are. */
      readonly more: number;
      readonly last?: { readonly person: PersonView; readonly text: BilingualText; readonly notice?: BilingualText };
    }
  | {
      readonly step: 'done';
      readonly movement: Movement | Report;
      readonly person: PersonView;
      readonly text: BilingualText;
      /** What is to be done with the person now. */
      readonly notice?: BilingualText;
      readonly slip?: SlipView;
      /** Of somebody just admitted, where the house has wristbands. */
      readonly wristband?: PrintState;
    }
  | { readonly step: 'passed'; readonly text: BilingualText; readonly notices: readonly BilingualText[] }
  /** On record; what comes of it comes later. */
  | { readonly step: 'noted'; readonly person: PersonView; readonly text: BilingualText }
  /** Nobody moves: call the duty officer, or keep in custody. */
  | {
      readonly step: 'stop';
      readonly text: BilingualText;
      /** Fingers of an admission that are on record: a senior officer can open both side by side. */
      readonly comparable: boolean;
      /** No finger could be read: the person can be identified by sight. */
      readonly unreadable: boolean;
    }
  /** New details beside the record that the fingers match, for the senior officer who opened them. */
  | {
      readonly step: 'conflict';
      readonly reviewer: string;
      readonly details: Partial<AdmissionDetails>;
      /** Hash of the photograph taken at the admission. */
      readonly photograph?: string;
      readonly record: PersonView;
      /** Whether the same person would be admitted again. */
      readonly readmits: boolean;
    }
  /** Somebody admitted here beside whom the centre found alike, for the senior officer who opened them. */
  | {
      readonly step: 'match';
      readonly reviewer: string;
      readonly admitted: PersonView;
      readonly warrant: Warrant;
      readonly match: MatchView;
      /** Absent where nobody can tell any more who that is. */
      readonly other?: MatchedIdentity;
    }
  /** The paper or the record does not allow it; amber, with the reason. */
  | {
      readonly step: 'not-allowed';
      readonly person?: PersonView;
      readonly reasons: readonly BilingualText[];
      /** The court may still confirm the paper by telephone. */
      readonly mayCall: boolean;
    };

/** A vehicle that was stated, and who was identified for it. */
export interface VanView {
  readonly manifest: Manifest;
  readonly aboard: readonly PersonView[];
  /** Whether the gate opens once, for everybody, when the counts agree; otherwise each person has passed. */
  readonly opensOnce: boolean;
  /** Why it does not pass yet. */
  readonly differs?: BilingualText;
}

/** A person waiting on a list of the gate. */
export interface ListedView {
  readonly person: PersonView;
  /** Number of the order or pass. */
  readonly orderId: string;
  /** Court, hospital, police station or place of stay. */
  readonly place: string;
  readonly caseNumber?: string;
  readonly journey?: Journey;
  /** When the person is due back. */
  readonly dueBack?: string;
  readonly overdue: boolean;
}

/** What should have been done for a person by now. */
export interface LateView {
  readonly kind:
    | 'late-back'
    | 'over-detained'
    | 'order-outside'
    | 'court-answer'
    | 'claim'
    | 'juvenile'
    | 'new-injuries'
    | 'late-hold'
    | 'central-search'
    | 'match'
    | 'match-elsewhere'
    | DetentionAlarm
    | `pending-${PendingPart}`;
  readonly subject: string;
  /** Whose duty it is. */
  readonly owner: OfficerRole;
  readonly sign: Sign;
  /** When an order was confirmed, or something should have been answered. */
  readonly since: string;
  readonly text: BilingualText;
  /** Other matters that came after the order was verified, and because of which the person is still held. */
  readonly heldBy?: readonly LateHold[];
}

/** Somebody whom a court has committed and who has not come yet. */
export interface ExpectedView {
  readonly subject: string;
  readonly person: CommittedPerson;
  readonly warrantNumber: string;
  readonly court: string;
}

/** Somebody whom another prison has sent here. */
export interface ArrivalView {
  readonly person: PersonView;
  /** Number of the transfer order. */
  readonly paper: string;
  readonly from: BilingualText;
  readonly dueAt: string;
  readonly overdue: boolean;
}

/** Everything the gate page shows, pushed whole at each change. */
export interface GateView {
  readonly status: StatusView;
  readonly counts: {
    readonly inCustody: number;
    readonly out: number;
    readonly overdue: number;
    /** Called by a court and still here. */
    readonly toCourt: number;
    /** Release orders that are here, by whether the person is. */
    readonly releases: { readonly ready: number; readonly outside: number };
    /** Who are out, by what for. */
    readonly away: Readonly<Partial<Record<Journey, number>>>;
  };
  /** Whoever is expected from another prison, whoever is due first first. */
  readonly arrivals: readonly ArrivalView[];
  /**
   * Release orders that are here, the first of what may be hundreds: overdue ones first, and last, with a journey, those of whoever is outside
   * and not released before they are back.
   */
  readonly releases: readonly ListedView[];
  /** What should have been done for somebody by now, what is a stop first and then the longest overdue. */
  readonly late: readonly LateView[];
  readonly expected: readonly ExpectedView[];
  /** Children of whom the superintendent does not know yet. */
  readonly juveniles: readonly { readonly subject: string; readonly prisonerNumber: string }[];
  /** Whoever the centre found alike somebody held elsewhere: a senior officer has to compare. */
  readonly matches: readonly { readonly subject: string; readonly text: BilingualText; readonly late: boolean }[];
  readonly desk: DeskView;
  readonly counting: CountingView;
  /** The vehicle that is stated now, wherever the desk is. */
  readonly van?: { readonly movement: GroupMovement; readonly text: BilingualText };
  /** Fingers read since the station started: shows that a press was noticed. */
  readonly captures: number;
  readonly alarms: readonly { readonly id: string; readonly since: string; readonly text: BilingualText }[];
  readonly recent: readonly RecentView[];
  /** After which time, untouched, what is on the glass goes from it. */
  readonly closesInMs?: number;
  /** What the officer had in hand when it closed, to go on with. */
  readonly inHand?: Exclude<DeskView['step'], 'examining'>;
  /** How many people this machine has still to hear of, where it replaced another one. */
  readonly takingOver?: number;
  /** How many events of other stations are still to come before anybody is moved by what is known here. */
  readonly entriesToCome?: number;
}
