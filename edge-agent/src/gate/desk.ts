import type {
  AdmissionBelongings,
  AdmissionBody,
  AdmissionFile,
  ApprovalMeaning,
  ConflictAnswer,
  CustodyEvent,
  EventData,
  EventDraft,
  FingerExceptionReason,
  FingerPhotographLack,
  FingerprintEvidence,
  GroupMovement,
  HandOver,
  Manifest,
  MatchAnswer,
  MatchedIdentity,
  Mover,
  Pass,
  ProductionOrder,
  ProvisionalReason,
  Reference,
  ReleaseOrder,
  Sealed,
  SightMeaning,
  Transfer,
  UnreadableReason,
  WarrantName,
} from '@custody-edge/event-contract';
import type { FingerImpressions, FingerName } from '@custody-edge/fingerprint';
import type { BilingualText } from '@custody-edge/foundation';
import type { GatePolicy } from '../config.ts';
import type { Word } from '../officers/word.ts';
import type { FoundPeople } from '../people/found-people.ts';
import type { Marks, Person } from '../people/people.ts';
import type { SealedField } from '../people/sealed-words.ts';
import type { DeskAction, SignedAction } from './actions.ts';
import type { AdmissionDetails, AdmissionPage } from './admission/admission-details.ts';
import type { ConflictStep } from './admission/conflict-steps.ts';
import type { ExpectedAdmission } from './admission/expected.ts';
import type { PassMovement } from './board/movements.ts';
import type { VouchMeaning } from './board/vouch-meanings.ts';
import type { Capture } from './finger/capture.ts';
import type { Tries } from './finger/finger-tries.ts';
import type { MatchStep } from './match/match-steps.ts';
import type { CourtNumbers } from './order/court-directory.ts';
import type { HoldsStatement } from './order/holds.ts';
import type { Report, ReportDetails } from './report/report-details.ts';
import type { Comparable } from './sight/comparables.ts';
import type { Movement } from './view.ts';

/** A committal in work: nothing of it is on record before it is confirmed. */
export interface AdmissionDesk {
  readonly step: 'admission';
  /** What is asked for now; a finger and a paper are taken on every page. */
  readonly page: AdmissionPage;
  readonly details: Partial<AdmissionDetails>;
  readonly body?: AdmissionBody;
  readonly belongings?: AdmissionBelongings;
  readonly reference?: Reference;
  /** A JPEG in base64. */
  readonly photograph?: string;
  readonly fingers: readonly FingerImpressions[];
  readonly exceptions: readonly FingerException[];
  /** The person on record whom a senior officer found this to be. */
  readonly sameAs?: string;
  /** People on record whose fingers are alike, and whom a senior officer found to be others. */
  readonly differentFrom: readonly string[];
  /** Of what is written down and sealed, what officers signed. */
  readonly words: readonly Vouched[];
  /** 128 random bits that hide what was found in what officers sign of it. */
  readonly salt: string;
  readonly scanner?: Capture['scanner'];
  readonly again?: BilingualText;
}

/** Fingers that are not taken, and the second officer's word for it. */
type FingerException = Omit<AdmissionFile['exceptions'][number], 'fingers' | 'photograph'> & {
  readonly fingers: readonly FingerName[];
  readonly photograph: HandPhotograph;
};

/** The hand that a finger is missing from, or cannot be taken of: a JPEG in base64, or why there is none. */
export type HandPhotograph = { readonly jpeg: string } | FingerPhotographLack;

/** What cannot be taken: the finger that is asked for, or with it every other one that is not taken yet. */
export interface ExceptionClaim {
  readonly every: boolean;
  readonly reason: FingerExceptionReason;
  readonly photograph: HandPhotograph;
}

/** A word that the desk keeps: still good only while it is for what is decided now. */
export interface Vouched extends Word {
  readonly meaning: VouchMeaning;
}

/** A supervisor's word. */
interface SightWord extends Word {
  readonly meaning: SightMeaning;
}

/** An identification by sight in work: why, what the officer at the gate compared, and the supervisor's word for it. */
export interface SightDesk {
  readonly reason: UnreadableReason;
  readonly compared: readonly Comparable[];
  readonly word?: SightWord;
}

/** A person in front of the gate whose movement is being put together. */
export interface BoardDesk {
  readonly step: 'board';
  readonly movement: Mover;
  readonly subject: string;
  /** Release orders that were presented; none for another movement. */
  readonly orders: readonly ReleaseOrder[];
  /** The paper of a journey that no list tells of. */
  readonly pass?: Pass;
  /** The order of a transfer. */
  readonly transfer?: Transfer;
  /** Of a release: the police who take the person over, and the holds that they answer. */
  readonly handOver?: HandOver;
  /** What officers answered for with their PIN. */
  readonly vouched: readonly Vouched[];
  /** One for each different finger that matched. */
  readonly identity: readonly FingerprintEvidence[];
  /** Where no finger can be read, or not all that are asked for. */
  readonly sight?: SightDesk;
  readonly attempts: number;
  /** Captures that matched somebody else. */
  readonly mismatches: number;
  readonly again?: BilingualText;
}

/** A journey being written out: its paper first, then the finger that tells whose it is. */
export type PassDesk = {
  readonly step: 'pass';
  /** Whose it is, where that is said already. */
  readonly subject?: string;
  readonly attempts: number;
  readonly again?: BilingualText;
} & (
  | { readonly movement: PassMovement; readonly pass?: Pass }
  | { readonly movement: 'transfer-dispatched'; readonly transfer?: Transfer }
);

/** People who go, or come, together: one finger after the other. */
export interface QueueDesk {
  readonly step: 'queue';
  readonly movement: GroupMovement;
  readonly attempts: number;
  readonly again?: BilingualText;
  readonly last?: { readonly subject: string; readonly text: BilingualText };
  /** What goes on once the vehicle is stated. */
  readonly next?: BoardDesk | PassDesk;
}

/** People who go, or come, together in a vehicle that the officer at the gate has stated. */
export interface Van {
  readonly movement: GroupMovement;
  /** As it was last stated. */
  readonly manifest: Manifest;
  /** Each count of heads, the last one last. */
  readonly headCounts: readonly [number, ...number[]];
  /** Who was identified for it, each with everything that their movement rests on. */
  readonly aboard: readonly BoardDesk[];
}

/** A person being looked for. */
export interface FindDesk {
  readonly step: 'find';
  readonly query: string;
  readonly found: FoundPeople;
  /** The longest form of the search that is on record. */
  readonly looked?: string;
  readonly again?: BilingualText;
}

/** A person's record on the glass. */
export interface RecordDesk {
  readonly step: 'record';
  readonly subject: string;
  readonly again?: BilingualText;
}

/** The key that is destroyed, and since which release the station waited how many days. */
export type Erases = Pick<EventData<'prisoner.forgotten.v2'>, 'keyId' | 'release' | 'waitingDays'>;

/** Something that happened to a person, being written down and signed. */
export interface ReportDesk {
  readonly step: 'report';
  readonly report: Report;
  readonly subject: string;
  readonly details?: ReportDetails;
  /** Of a claim or its answer: the words as they will stand in the event. */
  readonly sealed?: Sealed;
  /** Of an erasure: what is destroyed, as it will stand in the event. */
  readonly erases?: Erases;
  /** What officers answered for with their PIN. */
  readonly vouched: readonly Vouched[];
  /** Of a person who is brought back. */
  readonly identity?: FingerprintEvidence;
  /** The movement that waits for it. */
  readonly board?: BoardDesk;
  /** Where no finger of that person can be read. */
  readonly sight?: SightDesk;
  readonly attempts: number;
  /** Captures that matched somebody else. */
  readonly mismatches: number;
  readonly again?: BilingualText;
}

/** A paper that the court's feed did not confirm, while the court is asked by telephone. */
export interface CallBackDesk {
  readonly step: 'call-back';
  /** As it was scanned or typed. */
  readonly paper: string;
  /** What the officer copied from it. */
  readonly order?: ReleaseOrder;
  readonly subject?: string;
  /** Order, court and person are known: the court may be called. */
  readonly isReady?: true;
  readonly again?: BilingualText;
}

/** A senior officer compares an admission with the record that its fingers match. */
export interface ConflictDesk {
  readonly step: 'conflict';
  readonly admission: AdmissionDesk;
  readonly subject: string;
  readonly reviewer: string;
}

/** A senior officer compares somebody on record with whom the centre found alike. */
export interface MatchDesk {
  readonly step: 'match';
  readonly subject: string;
  /** The other person, as the centre names them. */
  readonly person: string;
  readonly reviewer: string;
}

/** What the desk is doing: exactly one of these, changed only by `step`. */
export type Desk =
  | { readonly step: 'home'; readonly attempts: number; readonly again?: BilingualText }
  | AdmissionDesk
  | BoardDesk
  | PassDesk
  | FindDesk
  | RecordDesk
  | ReportDesk
  | CallBackDesk
  | QueueDesk
  /** A vehicle has passed with everybody in it. */
  | {
      readonly step: 'passed';
      readonly text: BilingualText;
      readonly movement: GroupMovement;
      readonly people: readonly string[];
    }
  | {
      readonly step: 'done';
      readonly movement: Movement | Report;
      readonly subject: string;
      /** Of an admission that is not complete. */
      readonly provisional?: readonly ProvisionalReason[];
      /** Slips were printed of it, to be handed over. */
      readonly slips?: true;
      /** Of a release: the police who took the person over. */
      readonly handOver?: HandOver;
    }
  | {
      readonly step: 'stop';
      readonly text: BilingualText;
      readonly subject?: string;
      /** The admission whose fingers are those of `subject`. */
      readonly admission?: AdmissionDesk;
      /** The board on which no finger of `subject` could be read. */
      readonly unread?: BoardDesk | ReportDesk;
    }
  | ConflictDesk
  | MatchDesk
  /** It is on record; what comes of it comes later. */
  | { readonly step: 'noted'; readonly subject: string; readonly text: BilingualText }
  | {
      readonly step: 'not-allowed';
      readonly reasons: readonly BilingualText[];
      readonly subject?: string;
      /** A paper that the court may still confirm by telephone. */
      readonly unconfirmed?: string;
      readonly back: Desk;
    };

/** What can happen at the desk. */
export type DeskInput =
  | { readonly kind: 'capture'; readonly capture: Capture }
  /** The image held no usable print. */
  | { readonly kind: 'unclear'; readonly reasons: Capture['reasons']; readonly scanner: Capture['scanner'] }
  | { readonly kind: 'paper'; readonly text: string }
  | {
      readonly kind: 'action';
      readonly action: Exclude<DeskAction, SignedAction | { action: 'acknowledge-alarm' | 'stay' | 'resume' }>;
    }
  /** An officer answered for what stands on the board or in a report. */
  | { readonly kind: 'vouched'; readonly vouched: Vouched }
  /** A second officer answered for fingers that cannot be taken. */
  | { readonly kind: 'fingers-excepted'; readonly word: Word; readonly claim: ExceptionClaim }
  /** A supervisor identified the person on the board by sight. */
  | { readonly kind: 'identified'; readonly word: SightWord }
  /** A senior officer opened a record beside an admission, or said what was found. */
  | { readonly kind: 'conflict-settled'; readonly word: Word; readonly conflict: ConflictStep }
  /** A senior officer opened somebody whom the centre found alike, or said what was found and why. */
  | {
      readonly kind: 'match-settled';
      readonly word: Word;
      readonly person: string;
      readonly finding: MatchStep;
      readonly reason?: string;
    }
  /** An officer signed what becomes an event of its own. */
  | { readonly kind: 'signed'; readonly draft: EventDraft }
  /** Nobody touched anything for a while. */
  | { readonly kind: 'idle' };

/** What the desk itself has to answer: all but what an officer signed already. */
export type StepInput = Exclude<DeskInput, { readonly kind: 'signed' }>;

/** What has to be written down before the desk may show its next state. */
export type DeskEffect =
  | { readonly kind: 'record'; readonly draft: EventDraft }
  /** The person's key is destroyed with what is recorded of it. */
  | { readonly kind: 'erase'; readonly draft: Extract<EventDraft, { type: 'prisoner.forgotten.v2' }> }
  /** With the id under which the centre expects the person, if it does. */
  | { readonly kind: 'admit'; readonly admission: AdmissionDesk; readonly subject?: string }
  /** A photograph of somebody on record, a JPEG in base64. */
  | { readonly kind: 'photograph'; readonly subject: string; readonly jpeg: string }
  | {
      readonly kind: 'answer-conflict';
      readonly subject: string;
      readonly answer: ConflictAnswer;
      readonly admission: AdmissionDesk;
      readonly approval: string;
    }
  | {
      readonly kind: 'answer-match';
      readonly subject: string;
      readonly person: string;
      readonly answer: MatchAnswer;
      readonly reason: string;
      readonly approval: string;
    }
  /** Slips of what was just recorded of a person, or copies of them. */
  | { readonly kind: 'print-slip'; readonly subject: string; readonly copy: boolean }
  | { readonly kind: 'print-band'; readonly subject: string }
  /** The vehicle that is stated, with whoever was identified for it; none once it passed or was given up. */
  | { readonly kind: 'van'; readonly van: Van | undefined }
  /** Everybody in a vehicle moves, and its manifest names their movements: all of it is on record, or nothing. */
  | {
      readonly kind: 'depart';
      readonly drafts: readonly EventDraft[];
      readonly counted: Omit<EventData<'gate.manifest-closed.v1'>, 'movements'>;
    }
  /** The lock may be released: only after everything above is on the disk. */
  | { readonly kind: 'open' };

/** Scores from which the engine's word counts; each question has its own. */
interface MatchThresholds {
  /** A finger against one claimed person's, and against everybody's where a needless stop does no harm. */
  readonly verify: number;
  /** Naming somebody out of everybody on record: stricter, since each entry is another chance of a false match. */
  readonly identify: number;
}

/** What the desk may know: the record and the house's policy, read-only. */
export interface World {
  readonly stationSubject: string;
  /** This station as its events name it, `/site/station`. */
  readonly station: string;
  /** The chain that this station signs. */
  readonly chainId: string;
  readonly policy: GatePolicy;
  readonly isDiskFull: boolean;
  /** Never before what certainly was reached, whatever the clock says. */
  readonly nowMs: number;
  /** Whether the clock shows a time that has passed already. */
  readonly clockIsBehind: boolean;
  /** What time it is at the least by the centre’s word alone. */
  readonly attestedMs: number;
  /** Whether something is missing from this station's record, or stands for something else. */
  readonly recordIsAltered: boolean;
  /** Whether a line leads to the centre. */
  readonly lineIsUp: boolean;
  readonly thresholds: MatchThresholds;
  /** Number of the officer who attends. */
  readonly officer: string | undefined;
  /** Whether an officer in force at this station holds an office in which they may sign this. */
  maySign(officerId: string, meaning: ApprovalMeaning): boolean;
  /** 128 random bits. */
  salt(): string;
  person(subject: string): Person | undefined;
  /** People on record whom a search finds. */
  find(query: string): FoundPeople;
  /** Everything recorded about a person, oldest first. */
  historyOf(subject: string): readonly CustodyEvent[];
  /** Seals words under a person's own key, and reads them again; undefined once the key was destroyed, and for what does not open. */
  seal(subject: string, field: SealedField, text: string): Sealed | undefined;
  read(subject: string, field: SealedField, sealed: Sealed): string | undefined;
  /** Number of the person’s wristband that counts; undefined where the house has none. */
  bandOf(subject: string): number | undefined;
  /** Names the key that a person's data is sealed under; undefined once it was destroyed. */
  keyIdOf(subject: string): string | undefined;
  /** Who was admitted under a court's warrant. */
  admittedUnder(warrant: WarrantName): Person | undefined;
  /** Whether the court took back what it had announced under a warrant. */
  isTakenBack(warrant: WarrantName): boolean;
  /** Whom a court has committed here and who has not come yet. */
  expected(): readonly ExpectedAdmission[];
  /** Hash of the photograph of a person that is kept here. */
  photographOf(subject: string): string | undefined;
  /** What the search at the admission found; undefined where it was not written down, or was erased. */
  bodyOf(subject: string): AdmissionBody | undefined;
  /** What was written down at the admission to know a person by. */
  marksOf(subject: string): Marks;
  /** Fingers that the admission could not take; `isKept` where the picture of the hand is here. */
  exceptionsOf(subject: string): readonly (AdmissionFile['exceptions'][number] & { readonly isKept: boolean })[];
  /** Who somebody is whom the centre found alike; undefined where nobody can tell. */
  matched(subject: string, person: string): MatchedIdentity | undefined;
  /** Whether anything was taken from a person at the admission, as far as their key still opens it. */
  leftProperty(subject: string): boolean;
  /** Fingers that were tried for a person in vain. */
  triesOf(subject: string): Tries;
  readonly isReaderReady: boolean;
  courtOrder(subject: string): ProductionOrder | undefined;
  /** What the centre last said of other matters that a person is held for. */
  holdsOf(subject: string): HoldsStatement | undefined;
  /** The word by which a senior officer reviewed the person's release beforehand, while it counts. */
  reviewOf(person: Person): Vouched | undefined;
  /** Where the centre said that courts are called. */
  courtDirectory(): CourtNumbers | undefined;
  /** The one person still held who has this prisoner number. */
  prisonerNumbered(prisonerNumber: string): Person | undefined;
  /** Whether a journey was entered from the form of this number. */
  isFormEntered(form: string): boolean;
  /** Whether a court told this gate that an order is not its own, or means somebody else. */
  isDenied(orderId: string): boolean;
  /** How many people still have to go, or to come back; undefined where no list tells of them. */
  leftInQueue(movement: GroupMovement): number | undefined;
  /** The vehicle that is stated now. */
  readonly van: Van | undefined;
  /** Whom a granted release order is for. */
  holderOf(
    orderId: string,
  ): { readonly person: Person; readonly order: ReleaseOrder; readonly used: boolean } | undefined;
}

export interface DeskStep {
  readonly desk: Desk;
  readonly effects: readonly DeskEffect[];
}

export const home = { step: 'home', attempts: 0 } as const satisfies Desk;
