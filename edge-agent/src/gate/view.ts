import type {
  ApprovalMeaning,
  Journey,
  Mover,
  Pass,
  PersonalIdentity,
  StateHere,
  Transfer,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { GatePolicy } from '../config.ts';
import type { RecentView, StatusView } from '../station/status-view.ts';
import type { WrittenMovement } from './movements.ts';

export type Movement = 'admission' | Mover;

/** A person as the gate shows them; without identity when their data was erased. */
export interface PersonView {
  readonly subject: string;
  readonly identity?: PersonalIdentity;
  readonly state: StateHere;
}

/** One piece of evidence on the board. */
export interface TileView {
  readonly kind: 'order' | 'pass' | 'holds' | 'identity' | 'vouching';
  readonly state: 'present' | 'missing' | 'refused';
  readonly title: BilingualText;
  /** What it says, or why it is missing or refused. */
  readonly detail: BilingualText;
  /** What an officer can answer for here with their PIN. */
  readonly vouch?: ApprovalMeaning;
}

/** The fields of a committal that are typed or scanned. */
export interface AdmissionDetails {
  readonly name: string;
  readonly relation: PersonalIdentity['relation'];
  readonly parentage: string;
  readonly prisonerNumber: string;
  readonly warrantNumber: string;
  readonly court: string;
  readonly caseNumber: string;
  readonly policeStation: string;
}

export interface EnrolmentFingerView {
  readonly finger: BilingualText;
  readonly taken: number;
  readonly needed: number;
}

/** What the desk shows now; exactly one of these. */
export type DeskView =
  /** Waiting for a finger or a paper; `again` (amber) after a capture that matched nobody yet. */
  | { readonly step: 'home'; readonly again?: BilingualText }
  /** A finger was read and is being compared. */
  | { readonly step: 'examining' }
  | {
      readonly step: 'admission';
      /** What is filled in so far; a scanned warrant fills its number. */
      readonly details: Partial<AdmissionDetails>;
      readonly fingers: readonly EnrolmentFingerView[];
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
      readonly tiles: readonly TileView[];
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
      readonly pass?: Pass;
      readonly transfer?: Transfer;
      /** Prisons to choose from for a transfer. */
      readonly prisons: GatePolicy['prisons'];
      readonly instruction: BilingualText;
      readonly again: boolean;
    }
  /** Fingers one after the other: each person who may pass passes at once. */
  | {
      readonly step: 'queue';
      readonly movement: 'out-to-court' | 'back-from-court';
      readonly left: number;
      readonly instruction: BilingualText;
      readonly again: boolean;
      readonly last?: { readonly person: PersonView; readonly text: BilingualText };
    }
  | { readonly step: 'done'; readonly movement: Movement; readonly person: PersonView; readonly text: BilingualText }
  /** Nobody moves: call the duty officer, or keep in custody. */
  | { readonly step: 'stop'; readonly text: BilingualText }
  /** The paper or the record does not allow it; amber, with the reason. */
  | { readonly step: 'not-allowed'; readonly person?: PersonView; readonly reasons: readonly BilingualText[] };

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
  readonly counts: { readonly inCustody: number; readonly out: number; readonly overdue: number };
  readonly toCourt: readonly ListedView[];
  /** Everybody outside for a time, whoever is due first first. */
  readonly dueBack: readonly ListedView[];
  /** Whoever is expected from another prison, whoever is due first first. */
  readonly arrivals: readonly ArrivalView[];
  readonly releases: readonly ListedView[];
  readonly desk: DeskView;
  /** Fingers read since the station started: shows that a press was noticed. */
  readonly captures: number;
  readonly alarms: readonly { readonly id: string; readonly since: string; readonly text: BilingualText }[];
  readonly recent: readonly RecentView[];
}
