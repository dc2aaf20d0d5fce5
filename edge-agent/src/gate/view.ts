import type {
  AdmissionBelongings,
  AdmissionBody,
  ApprovalMeaning,
  CommittedPerson,
  CustodyState,
  Journey,
  Mover,
  Pass,
  PersonalIdentity,
  Reference,
} from '@custody-edge/event-contract';
import type { BilingualText } from '@custody-edge/foundation';
import type { RecentView, StatusView } from '../station/status-view.ts';
import type { AdmissionDetails, AdmissionPage } from './admission-details.ts';
import type { PassMovement } from './movements.ts';

export type Movement = 'admission' | Mover;

/** A person as the gate shows them; without identity when their data was erased. */
export interface PersonView {
  readonly subject: string;
  readonly identity?: PersonalIdentity;
  /** All that a list shows of a child. */
  readonly numberOnly?: string;
  readonly state: CustodyState;
}

/** What an officer answers for on the board of one movement. */
export type BoardMeaning = Exclude<ApprovalMeaning, 'finger-exception' | 'identity-conflict' | 'juvenile-seen'>;

/** One piece of evidence on the board. */
export interface TileView {
  readonly kind: 'order' | 'pass' | 'holds' | 'identity' | 'vouching';
  readonly state: 'present' | 'missing' | 'refused';
  readonly title: BilingualText;
  /** What it says, or why it is missing or refused. */
  readonly detail: BilingualText;
  /** What an officer can answer for here with their PIN. */
  readonly vouch?: BoardMeaning;
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
      readonly page: AdmissionPage;
      /** Pages on which nothing is missing. */
      readonly complete: readonly AdmissionPage[];
      /** What is filled in so far; a scanned warrant fills its number. */
      readonly details: Partial<AdmissionDetails>;
      readonly body?: AdmissionBody;
      readonly belongings?: AdmissionBelongings;
      readonly nextOfKinRequired: boolean;
      readonly reference?: Reference;
      readonly fingers: readonly EnrolmentFingerView[];
      /** Fingers that are not taken, each with the reason. */
      readonly excepted: readonly { readonly finger: BilingualText; readonly reason: BilingualText }[];
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
      readonly movement: PassMovement;
      readonly pass?: Pass;
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
  | {
      readonly step: 'stop';
      readonly text: BilingualText;
      /** Fingers of an admission that are on record: a senior officer can open both side by side. */
      readonly comparable: boolean;
    }
  /** New details beside the record that the fingers match, for the senior officer who opened them. */
  | {
      readonly step: 'conflict';
      readonly reviewer: string;
      readonly details: Partial<AdmissionDetails>;
      readonly record: PersonView;
      /** Whether the same person would be admitted again. */
      readonly readmits: boolean;
    }
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

/** Somebody whom a court has committed and who has not come yet. */
export interface ExpectedView {
  readonly subject: string;
  readonly person: CommittedPerson;
  readonly warrantNumber: string;
  readonly court: string;
}

/** Everything the gate page shows, pushed whole at each change. */
export interface GateView {
  readonly status: StatusView;
  readonly counts: { readonly inCustody: number; readonly out: number; readonly overdue: number };
  readonly toCourt: readonly ListedView[];
  /** Everybody outside for a time, whoever is due first first. */
  readonly dueBack: readonly ListedView[];
  readonly releases: readonly ListedView[];
  readonly expected: readonly ExpectedView[];
  /** Children of whom the superintendent does not know yet. */
  readonly juveniles: readonly { readonly subject: string; readonly prisonerNumber: string }[];
  readonly desk: DeskView;
  /** Fingers read since the station started: shows that a press was noticed. */
  readonly captures: number;
  readonly alarms: readonly { readonly id: string; readonly since: string; readonly text: BilingualText }[];
  readonly recent: readonly RecentView[];
}
